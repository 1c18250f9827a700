"""Cut the web fonts of the theme from the complete faces.

`make fonts` writes overrides/assets/fonts anew. The licence reserves the name “Plex” for unchanged
fonts, so that the cut ones are called Hub Sans and Hub Sans Arabic.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "scripts/kmh_hub/exports/picture/fonts"
TARGET = ROOT / "overrides/assets/fonts"

LATIN = (
    *range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x2C6, 0x2DA, 0x2DC, 0x2009,
    0x200A, *range(0x2010, 0x2016), *range(0x2018, 0x201F), *range(0x2020, 0x2023), 0x2026, 0x202F,
    0x2030, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, *range(0x2190, 0x2194), 0x2212,
)  # fmt: skip
"""What French, English and most names in Latin letters need."""
ARABIC = (
    0x20, 0x25, 0x28, 0x29, *range(0x2C, 0x3B), 0xA0, 0x60C, 0x61B, 0x61F,
    *range(0x621, 0x63B), *range(0x640, 0x653), *range(0x66A, 0x66D), 0x670, 0x671,
    *range(0x200C, 0x2010), 0x25CC,
)  # fmt: skip
"""Arabic's letters, vowel signs and punctuation, and the digits, which are European everywhere."""
CUTS = {
    "latin": ("IBMPlexSans-{}.woff2", "Hub Sans", LATIN),
    "arabic": ("IBMPlexSansArabic-{}.woff2", "Hub Sans Arabic", ARABIC),
}
FEATURES = ("calt", "ccmp", "kern", "liga", "mark", "mkmk", "rlig")
JOINING = ("init", "medi", "fina", "isol")
"""Not `locl`: it gives digits beside Arabic words another shape than in times and dates."""
WEIGHTS = {400: "Regular", 600: "SemiBold"}


def main() -> None:
    """Write every cut."""
    for script, (source, name, letters) in CUTS.items():
        for weight, style in WEIGHTS.items():
            options = Options(flavor="woff2", hinting=False, notdef_outline=True)
            options.layout_features = [*FEATURES, *JOINING]
            font = load_font(SOURCES / source.format(style), options)
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=letters)
            subsetter.subset(font)
            for record in font["name"].names:
                text = record.toUnicode().replace("IBM Plex Sans Arabic", name)
                record.string = text.replace("IBM Plex Sans", name).replace(
                    "IBMPlexSans", "HubSans"
                )
            save_font(font, TARGET / f"{script}-{weight}.woff2", options)


if __name__ == "__main__":
    main()
