"""Faults as a good compiler prints them."""

import re
from collections.abc import Callable, Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path

import click

from kmh_hub.reading.fault import Fault
from kmh_hub.reading.rules import Severity
from kmh_hub.reading.rules.rule import N_
from kmh_hub.reports.texts import words_of

Style = Callable[..., str]

_SEVERITIES = {Severity.ERROR: (N_("error"), "red"), Severity.WARNING: (N_("warning"), "yellow")}


def for_people(
    faults: Iterable[Fault],
    base: Path,
    translations: NullTranslations | None = None,
    *,
    colour: bool = False,
) -> Iterator[str]:
    """Return each fault as a few lines of text.

    Args:
        faults: what to report.
        base: the folder from which paths are shown.
        translations: the language's messages; English, if not given.
        colour: whether to mark it up for a terminal.

    """
    lines: dict[Path, list[str]] = {}
    style: Style = click.style if colour else lambda text, **_: text
    for fault in faults:
        if fault.path not in lines:
            lines[fault.path] = source_lines(fault.path)
        yield _describe(fault, base, lines[fault.path], translations or NullTranslations(), style)


def source_lines(path: Path) -> list[str]:
    """Return a file's lines; none where it does not exist, or is a link to what may be secret."""
    if path.is_symlink() or not path.is_file():
        return []
    return path.read_bytes().decode("utf-8-sig", errors="replace").splitlines()


def relative(path: Path, base: Path) -> Path:
    """Return a path as it is seen from a folder that may hold it."""
    return path.relative_to(base) if path.is_relative_to(base) else path


def _describe(
    fault: Fault, base: Path, lines: list[str], translations: NullTranslations, style: Style
) -> str:
    _ = translations.gettext
    words = words_of(fault, translations)
    severity, hue = _SEVERITIES[fault.severity]
    place = fault.place
    source = lines[place.line - 1].rstrip() if place.line <= len(lines) else ""
    number = str(place.line)
    gutter = " " * len(number)
    bar = style("|", fg="blue")
    head = style(f"{_(severity)}[{fault.rule}]", fg=hue, bold=True)
    at = f"{relative(fault.path, base)}:{place.line}:{place.column}"
    shown = [
        f"{head}{style(': ' + words.message, bold=True)}",
        f"{gutter}{style('-->', fg='blue')} {at}",
    ]
    if source:
        margin = re.sub(r"\S", " ", source[: place.column - 1])
        caret = "^" * max(1, min(place.length, len(source) - place.column + 1))
        shown += [
            f"{gutter} {bar}",
            f"{style(number, fg='blue')} {bar} {source}",
            f"{gutter} {bar} {margin}{style(caret, fg=hue)}",
        ]
    name = _("help")
    help_ = words.help.replace("\n", f"\n{gutter}   ")
    shown.append(f"{gutter} {style('=', fg='blue')} {name}: {help_}")
    return "\n".join(shown)
