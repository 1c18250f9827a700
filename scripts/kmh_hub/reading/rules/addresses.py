"""The rules of published addresses: redirects.yml, and what addresses.txt says was published."""

from kmh_hub.reading.rules.rule import N_, Rule

ADDRESSES: dict[str, Rule] = {
    "invalid-address": Rule(
        N_("“{value}” is not an address of this site"),
        N_(
            "write what follows the language in the address, such as "
            "seminars/2022-11-victims-of-trafficking/agenda/ – or, for one language only, all of "
            "it after a slash: /en/seminars/…"
        ),
    ),
    "moved-to-itself": Rule(
        N_("“{value}” leads back to itself: {steps}"),
        N_("let the last of these lead to a page that exists"),
    ),
    "moved-and-gone": Rule(
        N_("“{value}” is under “moved” and under “gone”"),
        N_("keep it under “moved” if what it had can be read elsewhere, else under “gone”"),
    ),
    "moved-in-use": Rule(
        N_("“{value}” is a page or file of the site, so that it cannot lead elsewhere"),
        N_("take the line out, or take the page itself out"),
    ),
    "moved-to-nothing": Rule(
        N_("“{value}” leads to “{target}”, which the site does not have"),
        N_("correct the address after the colon; it may itself have moved"),
    ),
    "address-dropped": Rule(
        N_(
            "“{value}” was published, but the site would no longer have it; addresses "
            "concerned: {count}"
        ),
        N_(
            "say in docs/redirects.yml where it is now, under “moved:”, in the line "
            "{value}: new/address/ – or that it is withdrawn, under “gone:”, in the line - {value}"
        ),
    ),
    "nothing-archived": Rule(
        N_("neither a copy of “{value}” is named nor since when it is gone"),
        N_("add “archived” with the address of a copy, “gone” with year and month, or both"),
    ),
    "ledger-line": Rule(
        N_("“{value}” is not a line of the list of published addresses"),
        N_("restore the file, then run: hub addresses --accept"),
    ),
}
