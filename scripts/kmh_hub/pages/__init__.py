"""The generated pages: from a series and a language to titles, contexts and HTML."""
