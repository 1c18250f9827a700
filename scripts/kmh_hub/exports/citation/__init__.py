"""Citations: CSL-JSON items, the formats of reference managers, sentences for readers."""
