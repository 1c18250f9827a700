"""hub translations: what is translated, from which version, and what changed since."""

import json
import sys
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import click

from kmh_hub.cli.language import language_option, messages
from kmh_hub.cli.site import load_site
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.translation import State, Translation
from kmh_hub.plugin.site import Site
from kmh_hub.reading.history import changes_since
from kmh_hub.reading.rules.rule import N_
from kmh_hub.reading.translations import write_record

_STATES = {
    State.CURRENT: N_("current"),
    State.OUTDATED: N_("outdated"),
    State.MISSING: N_("missing"),
    State.UNRECORDED: N_("not recorded"),
}
_ORDER = (State.UNRECORDED, State.OUTDATED, State.MISSING, State.CURRENT)


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["people", "json", "markdown"]),
    default="people",
    show_default=True,
    help="For whom: people, programs, or a table for a pull request.",
)
@click.option(
    "--accept",
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="Record a translation as made from the source as it is: a seminar's folder for all its "
    "languages, or one index.TAG.md for its language.",
)
@language_option
@click.pass_obj
def translations(
    config_file: str, form: str, accept: tuple[Path, ...], language: str | None
) -> None:
    """Say, a seminar and a language, what is current, outdated or missing."""
    site = load_site(config_file)
    gettext = messages(site.overrides, site.languages.tags, language)
    if accept:
        for path in accept:
            _accept(site, path)
        return
    series = site.content.series
    if form == "json":
        click.echo(json.dumps(_as_objects(series), ensure_ascii=False, indent=2))
    elif form == "markdown":
        click.echo("\n".join(_as_table(series, site, gettext)))
    else:
        click.echo("\n".join(_as_text(series, site, gettext)))


def _accept(site: Site, path: Path) -> None:
    folder = (path if path.is_dir() else path.parent).resolve()
    entry = site.content.series.by_slug.get(folder.name)
    if entry is None or folder.parent != site.docs / "seminars":
        raise click.ClickException(
            f"{path} is not in the folder of a valid seminar; run hub check to see what is wrong"
        )
    tags = site.languages.tags
    if path.is_dir() or path.suffix == ".yml":
        accepted = tags
    else:
        accepted = tuple(tag for tag in tags if path.name == f"index.{tag}.md")
        if not accepted:
            names = ", ".join(f"index.{tag}.md" for tag in tags)
            raise click.ClickException(f"{path} is no translation; name a folder or {names}")
    count = write_record(folder, entry.translations, accepted)
    click.echo(f"{folder.name}: {count} recorded as current ({', '.join(accepted)})")


def _worst(entry: Entry, tag: str) -> State:
    states = {each.state for each in entry.translations if each.language == tag}
    return next((state for state in _ORDER if state in states), State.CURRENT)


def _as_objects(series: Series) -> list[dict[str, object]]:
    return [
        {
            "seminar": entry.slug,
            "source": entry.source,
            "language": each.language,
            "item": each.item,
            "state": str(each.state),
            "version": each.version,
            "recorded": each.recorded,
        }
        for entry in series.entries
        for each in entry.translations
    ]


def _as_table(series: Series, site: Site, messages: NullTranslations) -> Iterator[str]:
    _ = messages.gettext
    tags = site.languages.tags
    head = _("Seminar")
    yield f"| {head} | {' | '.join(site.names[tag] for tag in tags)} |"
    yield "| --- |" + " --- |" * len(tags)
    for entry in series.entries:
        cells = [
            _("source") if tag == entry.source else _(_STATES[_worst(entry, tag)]) for tag in tags
        ]
        yield f"| {entry.slug} | {' | '.join(cells)} |"


def _as_text(series: Series, site: Site, messages: NullTranslations) -> Iterator[str]:
    _ = messages.gettext
    colour = sys.stdout.isatty()
    for entry in series.entries:
        yield click.style(entry.slug, bold=True) if colour else entry.slug
        for tag in site.languages.tags:
            state = _("source") if tag == entry.source else _(_STATES[_worst(entry, tag)])
            yield f"  {tag}: {state}"
            for each in entry.translations:
                if each.language == tag and each.state is not State.CURRENT:
                    yield f"    {each.item}: {_(_STATES[each.state])}"
                    yield from _changes(site, entry, each, messages)


def _changes(
    site: Site, entry: Entry, each: Translation, messages: NullTranslations
) -> Iterator[str]:
    if each.state is not State.OUTDATED:
        return
    changed = changes_since(site.docs / "seminars" / entry.slug, entry.source, each)
    if changed is None:
        text = messages.gettext("the version that was translated is not in the history")
        yield f"      ({text})"
        return
    for line in changed:
        yield f"      {line}"
