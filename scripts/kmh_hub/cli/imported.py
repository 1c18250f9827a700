"""What all imports show, and how they end."""

from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path
from typing import NoReturn

import click

from kmh_hub.importing.folder import Revision
from kmh_hub.importing.gathered import Gathered
from kmh_hub.model.seminar import Seminar
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.validation import validate
from kmh_hub.reading.yaml_document import parse
from kmh_hub.reports.people import for_people

_LONGEST = 80


def write_revision(revision: Revision) -> None:
    """Write a file as an import leaves it."""
    revision.path.write_text(revision.after, "utf-8")


def refuse(message: str) -> NoReturn:
    """End with a message."""
    raise click.ClickException(message)


def stop(faults: Sequence[Fault], translations: NullTranslations) -> NoReturn:
    """End with the faults because of which nothing is written."""
    described = for_people(faults, Path.cwd(), translations)
    click.echo("\n\n".join(described) + "\n", err=True)
    refuse(translations.gettext("Nothing was written."))


def text_without_faults(
    path: Path, languages: Sequence[str], translations: NullTranslations
) -> str:
    """Return a seminar.yml that is valid; end with its faults, where it is not."""
    document, faults = parse(path)
    if document.value is not None:
        faults += validate(Seminar, document, languages)[1]
    if faults:
        stop(faults, translations)
    return path.read_text("utf-8-sig")


def tell_leftovers(gathered: Gathered, source: Path, translations: NullTranslations) -> None:
    """Say what was not taken over and why, and which languages are missing."""
    for each in gathered.leftovers:
        reason = translations.gettext(each.reason)
        reason = reason % each.detail if each.detail else reason
        value = each.value if len(each.value) <= _LONGEST else f"{each.value[:_LONGEST]}…"
        click.echo(f"{source.name}, {each.place}: {value!r}: {reason}", err=True)
