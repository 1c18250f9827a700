"""Files by which hosts serve a site."""
