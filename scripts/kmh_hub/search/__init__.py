"""The search index: what is to be found, in the words in which people look for it."""
