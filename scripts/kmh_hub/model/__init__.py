"""What a seminar is: frozen, typed and free of everything that reads, formats or publishes it."""
