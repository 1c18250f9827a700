"""Links to other sites: where they stand, and whether what they lead to is still there."""
