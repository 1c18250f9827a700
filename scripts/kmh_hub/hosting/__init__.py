"""How hosts serve the site: the headers of its responses, and the files that tell hosts of them."""
