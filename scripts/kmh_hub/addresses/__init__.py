"""Published addresses: which there are, and where those lead that a site no longer has."""
