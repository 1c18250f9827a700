"""A seminar as one book to read without a line: EPUB 3.3, one a language."""
