"""Units of a site, made again only when what they are made from changed, into an edition."""
