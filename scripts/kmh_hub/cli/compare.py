"""hub compare: what readers will see change, between two builds."""

from pathlib import Path

import click

from kmh_hub.cli.failure import Failure, Status
from kmh_hub.cli.language import language_option, messages
from kmh_hub.cli.site import load_site
from kmh_hub.comparison.built_page import read_site
from kmh_hub.comparison.difference import Difference, difference_of
from kmh_hub.comparison.pictures import NoBrowserError, take_pictures
from kmh_hub.comparison.report import as_markdown
from kmh_hub.model.translation import State
from kmh_hub.plugin.site import Site

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_NOT_CURRENT = (State.OUTDATED, State.MISSING)


@click.command()
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for pictures of the pages that differ, before and after.",
)
@click.option(
    "--most", default=20, show_default=True, help="So many pages a language have pictures."
)
@language_option
@click.pass_obj
def compare(
    config_file: str, old: Path, new: Path, pictures: Path | None, most: int, language: str | None
) -> None:
    """Say what readers will see change between the built sites OLD and NEW, as Markdown."""
    site = load_site(config_file)
    translations = messages(site.overrides, site.languages.tags, language)
    sides = read_site(old), read_site(new)
    for folder, side in zip((old, new), sides, strict=True):
        if not side.pages:
            raise click.ClickException(f"{folder} has no pages; name the folder of a built site")
    difference = difference_of(*sides)
    tags = site.languages.tags
    spoken = site.languages[language or ("en" if "en" in tags else tags[0])]
    behind = _behind(site, difference)
    told = as_markdown(difference, behind, site.names, translations, spoken.formats)
    click.echo(told, nl=False)
    if pictures:
        try:
            taken = take_pictures(difference, pictures, most)
        except NoBrowserError as error:
            raise Failure(str(error), Status.MACHINE) from error
        click.echo(f"{len(taken)} pictures are in {pictures}", err=True)


def _behind(site: Site, difference: Difference) -> dict[str, list[str]]:
    """Return, by seminar that differs, the languages whose translation is not current."""
    behind = {}
    for slug in difference.seminars:
        entry = site.content.series.by_slug.get(slug)
        states = entry.translations if entry else ()
        tags = {each.language for each in states if each.state in _NOT_CURRENT}
        if tags:
            behind[slug] = [site.names[tag] for tag in site.languages.tags if tag in tags]
    return behind
