"""What the hub writes into editors' own files: YAML in one canonical form, comments kept."""
