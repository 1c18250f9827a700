"""Two builds of the site, compared for people: what readers will see change."""
