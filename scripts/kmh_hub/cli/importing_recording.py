"""hub import: captions and chapters into a recording."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from kmh_hub.cli.imported import (
    refuse,
    stop,
    tell_leftovers,
    text_without_faults,
    write_revision,
)
from kmh_hub.importing.folder import Revision, faults_of
from kmh_hub.importing.gathered import Gathered, UnreadableSourceError
from kmh_hub.importing.merge import merge_recording
from kmh_hub.importing.timed_text import captions_of, chapters_of
from kmh_hub.model.seminar import Seminar
from kmh_hub.plugin.site import Site
from kmh_hub.reading.unit import SEMINAR_FILE, SEMINARS
from kmh_hub.reading.webvtt import check_captions
from kmh_hub.reading.yaml_document import value_at
from kmh_hub.writing.canonical import written
from kmh_hub.writing.tree import read_tree

TIMED = (".vtt", ".srt", ".txt")
"""The suffixes of what is about a recording."""


@dataclass(frozen=True)
class Timed:
    """What the person who imports says."""

    source: Path
    slug: str
    recording: int
    """Counted from 1."""
    language: str | None
    """That of the captions or titles."""
    is_chapters: bool
    """Whether a .vtt file has chapters."""


def timed_changes(
    timed: Timed, site: Site, translations: NullTranslations
) -> list[Callable[[], None]]:
    """Show what changes; return what writes it."""
    _, tags = translations.gettext, site.languages.tags
    path = site.docs / SEMINARS / timed.slug / SEMINAR_FILE
    if not timed.slug or not path.is_file():
        raise click.UsageError(_("Say which seminar it is: --into 2031-05-words."))
    if not timed.language:
        raise click.UsageError(_("Say the language of the texts: --text-language fr."))
    before = text_without_faults(path, tags, translations)
    tree, gathered, file = read_tree(before), Gathered(), None
    try:
        if timed.is_chapters or timed.source.suffix.lower() == ".txt":
            key, values = "chapters", chapters_of(timed.source, timed.language, gathered)
        else:
            text = captions_of(timed.source, gathered)
            name = _file_name(timed, tree.root.value)
            key, values = "captions", [{"language": timed.language, "file": name}]
            file = _captions(path.with_name(name), text, translations)
    except UnreadableSourceError as error:
        raise click.ClickException(str(error)) from error
    tell_leftovers(gathered, timed.source, translations)
    if not merge_recording(tree.root, timed.recording, key, values):
        refuse(_("%s has no such recording; add it to seminar.yml first") % timed.slug)
    revisions = [Revision(path, before, written(tree, Seminar, tags)), *([file] if file else [])]
    if faults := faults_of(revisions[0], Seminar, tags):
        stop(faults, translations)
    changed: list[Callable[[], None]] = []
    for revision in revisions:
        if revision.has_changes:
            click.echo(revision.difference(f"{timed.slug}/{revision.path.name}"))
            changed.append(lambda revision=revision: write_revision(revision))  # type: ignore[misc]
    return changed


def _file_name(timed: Timed, metadata: Any) -> str:
    """Return the name of the captions that there are in the language, else a new one."""
    there = value_at(metadata, ("recordings", timed.recording - 1, "captions")) or ()
    known = [each["file"] for each in there if each["language"] == timed.language]
    number = f"-{timed.recording}" if timed.recording > 1 else ""
    return known[0] if known else f"captions-{timed.language}{number}.vtt"


def _captions(path: Path, text: str, translations: NullTranslations) -> Revision:
    """Return the file of captions, which has no faults."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / path.name
        made.write_text(text, "utf-8")
        if faults := check_captions(made):
            stop(faults, translations)
    return Revision(path, path.read_text("utf-8") if path.is_file() else "", text)
