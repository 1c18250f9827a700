"""hub verify: whether all that a built site refers to is there, in any folder."""

from pathlib import Path

import click

from kmh_hub.cli.site import load
from kmh_hub.verification.folder import wrong_in_folder


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--site-url", help="The address it was built for; else as the configuration says.")
@click.pass_obj
def verify(config_file: str, site: Path, site_url: str | None) -> None:
    """Check links, ids, languages, feeds, calendars, books and data of a site that was built."""
    address = site_url or load(config_file).site_url or ""
    count, wrong = wrong_in_folder(site, address)
    for each in wrong:
        click.echo(each, err=True)
    if wrong:
        raise click.ClickException(f"{site} is broken in {len(wrong)} places")
    click.echo(f"{count} files: all that they refer to is there")
