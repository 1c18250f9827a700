"""How hosts serve the site: headers, redirects, and the files that tell hosts of them."""
