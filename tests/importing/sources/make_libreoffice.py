"""Make libreoffice.ods and libreoffice.xlsx: the hub's own template, filled in and saved there.

Needs Debian's libreoffice-calc:

    .venv/bin/python tests/importing/sources/make_libreoffice.py

Dates and times are what LibreOffice makes of them when somebody types them. The results are
committed, so the tests need no LibreOffice.
"""

import csv
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from kmh_hub.importing.template import write_table, write_template

FOLDER = Path(__file__).parent
LANGUAGES = ("fr", "en", "ar")
ROWS = (
    {
        "title.en": "Invented",
        "title.ar": "ندوة مخترعة",
        "timezone": "Africa/Tunis",
        "interpretation": "fr; ar",
        "day.date": "2033-05-03",
        "day.start": "08:30",
        "session.start": "09:00",
        "session.end": "9:45",
        "session.title.en": "Invented opening",
        "session.title.fr": "Ouverture inventée ; et l’accueil",
    },
    {"session.start": "10:00", "session.title.en": "Invented second, with a comma"},
    {"day.date": "2033-05-04", "session.title.en": "Invented third", "session.duration": "1:30:00"},
)
OPTIONS = "44,34,76,1,,1033,false,true"
"""Commas, quotation marks, UTF-8, from row 1, en-US, dates and times recognised."""


def make(folder: Path) -> None:
    """Fill in the template, and have LibreOffice save it in both formats."""
    table = folder / "libreoffice.csv"
    write_template(table, LANGUAGES)
    with table.open(encoding="utf-8-sig", newline="") as file:
        [names] = csv.reader(file)
    write_table(table, [names, *([row.get(name, "") for name in names] for row in ROWS)])
    for suffix in ("ods", "xlsx"):
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
                *("--headless", "--convert-to", suffix, "--outdir", FOLDER),
                *(f"--infilter=Text - txt - csv (StarCalc):{OPTIONS}", table),
            ],
            check=True,
        )


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        make(Path(name))
