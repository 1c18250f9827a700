"""The rules of glossary.yml."""

from kmh_hub.reading.rules.rule import N_, Rule

GLOSSARY: dict[str, Rule] = {
    "invalid-term-key": Rule(
        N_("“{value}” cannot be the key of a term"),
        N_("use lower-case Latin words joined by “-”: victim-of-trafficking"),
    ),
    "missing-language": Rule(
        N_("“{key}” is not given in: {missing}"),
        N_("write it in every language of the site; a reader of each is to understand the term"),
    ),
    "unknown-term": Rule(
        N_("the glossary has no other term with the key “{value}”{suggestion}"),
        N_("use the key of another term, or leave it out"),
    ),
    "unknown-source": Rule(
        N_("the glossary has no source with the key “{value}”{suggestion}"),
        N_("use a key of “sources” in glossary.yml: {known}; or add one there"),
    ),
    "form-of-two-terms": Rule(
        N_("“{value}” already stands for the term “{other}”"),
        N_("leave it to one of the two terms: a word in prose is explained once"),
    ),
}
