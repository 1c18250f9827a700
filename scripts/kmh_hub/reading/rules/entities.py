"""The rules of people, organisations and themes: what series.yml describes and others refer to."""

from kmh_hub.reading.rules.rule import N_, Rule

ENTITIES: dict[str, Rule] = {
    "unknown-organisation": Rule(
        N_("series.yml knows no organisation “{value}”{suggestion}"),
        N_("use a key of “organisations” in seminars/series.yml: {known}; or add one there"),
    ),
    "unknown-theme": Rule(
        N_("series.yml knows no theme “{value}”{suggestion}"),
        N_("use a key of “themes” in seminars/series.yml: {known}; or add one there"),
    ),
    "unknown-person": Rule(
        N_("series.yml knows no person “{value}”{suggestion}"),
        N_("use a key of “people” in seminars/series.yml: {known}; or add one there"),
    ),
    "invalid-entity-key": Rule(
        N_("“{value}” cannot be a key here: it becomes part of an address"),
        N_("use lower-case Latin letters without accents, digits and “-”, as in example-agency"),
    ),
    "invalid-orcid": Rule(
        N_("“{value}” is not an ORCID iD"),
        N_(
            "copy the sixteen digits in groups of four, without the address before them; a "
            "mistyped digit is noticed by the last one"
        ),
    ),
    "invalid-ror": Rule(
        N_("“{value}” is not an identifier of the Research Organization Registry"),
        N_(
            "copy the nine characters after https://ror.org/; a mistyped one is noticed by the "
            "last two"
        ),
    ),
    "invalid-wikidata": Rule(
        N_("“{value}” is not the number of an item of Wikidata"),
        N_("copy the Q and the number after it from the item’s page, without the address"),
    ),
    "duplicate-identifier": Rule(
        N_("“{value}” is already the identifier of “{other}”"),
        N_("describe each person, organisation or theme once, and refer to it by one key"),
    ),
    "duplicate-name": Rule(
        N_("“{value}” is already the name of “{other}”"),
        N_(
            "describe each person, organisation or theme once; where two have the same name, say "
            "so: # hub: allow duplicate-name - …"
        ),
        waivable=True,
    ),
}
