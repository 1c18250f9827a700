"""The whole hub as open data: JSON and CSV, each with its schema."""
