"""hub verify: whether all that a built site refers to is there, in any folder."""

from pathlib import Path

import click

from kmh_hub.cli.site import load
from kmh_hub.verification.piece import piece_of
from kmh_hub.verification.references import references_of
from kmh_hub.verification.whole import wrong_in


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--site-url", help="The address it was built for; else as the configuration says.")
@click.pass_obj
def verify(config_file: str, site: Path, site_url: str | None) -> None:
    """Check links, ids, languages, feeds, calendars, books and data of a site that was built."""
    address = site_url or load(config_file).site_url or ""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}

    def ids_of(place: str) -> frozenset[str]:
        found = references_of(place, files[place].read_bytes(), address)
        return found.ids if found else frozenset()

    whole = piece_of({path: file.read_bytes() for path, file in files.items()}, address)
    wrong = [*wrong_in([whole], files.keys(), ids_of, address)]
    for each in wrong:
        click.echo(each, err=True)
    if wrong:
        raise click.ClickException(f"{site} is broken in {len(wrong)} places")
    click.echo(f"{len(files)} files: all that they refer to is there")
