"""Linked data: schema.org as JSON-LD."""
