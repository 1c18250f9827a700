"""A language's words, dates and numbers: gettext catalogues and CLDR, through Babel."""
