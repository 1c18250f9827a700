"""hub import: agendas that others wrote into seminars' folders."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import click

from kmh_hub.cli.imported import (
    refuse,
    stop,
    tell_leftovers,
    text_without_faults,
    write_revision,
)
from kmh_hub.cli.importing_recording import TIMED, Timed, timed_changes
from kmh_hub.cli.language import language_option, messages
from kmh_hub.cli.new import write_folder
from kmh_hub.cli.site import load_site
from kmh_hub.cli.template import MODELINE
from kmh_hub.importing.folder import (
    faults_of,
    missing_texts,
    seminar_revision,
    series_revision,
)
from kmh_hub.importing.gathered import Gathered, UnreadableSourceError
from kmh_hub.importing.people import People
from kmh_hub.importing.source import Told, read_source
from kmh_hub.importing.template import SUFFIXES, write_template
from kmh_hub.model.codes import time_zones
from kmh_hub.model.seminar import Seminar
from kmh_hub.plugin.site import Site
from kmh_hub.reading.checks import SLUG
from kmh_hub.reading.unit import SEMINAR_FILE, SEMINARS, SERIES_FILE

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("source", type=_FILE, required=False)
@click.option("--into", metavar="FOLDER", help="The seminar's folder, by its name; new or not.")
@click.option("--template", type=click.Path(path_type=Path), help="Write an empty table instead.")
@click.option("--text-language", metavar="TAG", help="The language of texts that do not say it.")
@click.option("--timezone", help="The zone to which times are converted; else the source's.")
@click.option("--recording", default=1, show_default=True, help="Of captions and chapters: whose.")
@click.option("--chapters", is_flag=True, help="Take a .vtt file for chapters, not captions.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
@language_option
@click.pass_obj
def import_(
    config_file: str,
    source: Path | None,
    into: str | None,
    template: Path | None,
    text_language: str | None,
    timezone: str | None,
    recording: int,
    chapters: bool,
    dry_run: bool,
    yes: bool,
    language: str | None,
) -> None:
    """Bring a table (CSV, .xlsx, .ods), a pretalx schedule, a calendar, captions or chapters."""
    site = load_site(config_file)
    tags = site.languages.tags
    translations = messages(site.overrides, tags, language)
    _ = translations.gettext
    if template:
        _write_template(template, tags, _)
        return
    if source is None:
        raise click.UsageError(_("Name the file to import, or --template agenda.xlsx."))
    slug = Path(into or "").name
    if text_language and text_language not in tags:
        raise click.BadParameter(", ".join(tags), param_hint="--text-language")
    if timezone and timezone not in time_zones():
        raise click.BadParameter("Africa/Tunis, UTC, …", param_hint="--timezone")
    if source.suffix.lower() in TIMED:
        timed = Timed(source, slug, recording, text_language, chapters)
        changed = timed_changes(timed, site, translations)
    else:
        found = _found(source, Told(_people(site), tags, slug, text_language, timezone), site)
        if "" in found:
            raise click.UsageError(_("Say which seminar it is: --into 2031-05-words."))
        changed = _all_changes(found, source, site, translations)
    if not changed:
        click.echo(_("Nothing changes."))
    elif dry_run:
        click.echo(_("Nothing was written."))
    elif yes or click.confirm(_("Write this?")):
        for write in changed:
            write()
        click.echo(_("It is written. Run hub check, and hub translations for what is missing."))


def _people(site: Site) -> People:
    return People(site.content.series.vocabulary)


def _found(source: Path, told: Told, site: Site) -> dict[str, Gathered]:
    """Read a source, with times in the zone that the seminar has already."""
    if not told.timezone and (known := site.content.series.by_slug.get(told.slug)):
        told = replace(told, timezone=known.seminar.timezone)
    try:
        return read_source(source, told)
    except UnreadableSourceError as error:
        raise click.ClickException(str(error)) from error


def _all_changes(
    found: dict[str, Gathered], source: Path, site: Site, translations: NullTranslations
) -> list[Callable[[], None]]:
    """Show what changes in all folders and in series.yml; return what writes it."""
    tags = site.languages.tags
    added: dict[str, Any] = {}
    changed: list[Callable[[], None]] = []
    for slug, gathered in found.items():
        added |= gathered.people
        tell_leftovers(gathered, source, translations)
        changed += _changes(slug, gathered, site, translations)
    series = series_revision(site.docs / SEMINARS / SERIES_FILE, added, tags)
    if series.has_changes:
        click.echo(series.difference(SERIES_FILE))
        changed.append(lambda: write_revision(series))
    return changed


def _changes(
    slug: str, gathered: Gathered, site: Site, translations: NullTranslations
) -> Iterator[Callable[[], None]]:
    """Show what changes in a seminar's folder; return what writes it."""
    _ = translations.gettext
    tags = site.languages.tags
    path = site.docs / SEMINARS / slug / SEMINAR_FILE
    is_new = not path.exists()
    if is_new:
        title, days = gathered.values.get("title"), gathered.values.get("days")
        if not SLUG.fullmatch(slug):
            refuse(_("%s cannot be a folder's name; write 2031-05-words") % slug)
        if not title or not days:
            refuse(_("%s is new, and the source gives no title or no day: run hub new") % slug)
        before = f"{MODELINE}\ndraft: true\nsource_language: {next(iter(title))}\n"
    else:
        before = text_without_faults(path, tags, translations)
    revision = seminar_revision(path, before, gathered, tags)
    if faults := faults_of(revision, Seminar, tags):
        stop(faults, translations)
    if is_new:
        revision = replace(revision, before="")
        given = [*title] if title else []
        yield lambda: write_folder(path.parent, revision.after, given, site)
    elif revision.has_changes:
        yield lambda: write_revision(revision)
    click.echo(revision.difference(f"{slug}/{SEMINAR_FILE}"), nl=revision.has_changes)
    for tag, count in missing_texts(revision, tags).items():
        text = translations.ngettext(
            "%(slug)s: %(num)s text is missing in %(language)s.",
            "%(slug)s: %(num)s texts are missing in %(language)s.",
            count,
        )
        values = {"slug": slug, "num": count, "language": site.names[tag]}
        click.echo(text % values, err=True)


def _write_template(path: Path, tags: Sequence[str], _: Callable[[str], str]) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{path}: {', '.join(SUFFIXES)}", param_hint="--template")
    if path.exists():
        refuse(_("%s exists already; nothing was written") % path)
    write_template(path, tags)
    click.echo(_("%s is there: a row a session, the rest of a day or seminar once.") % path)
