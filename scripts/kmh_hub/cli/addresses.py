"""hub addresses: the list of what was published, which builds compare the site with."""

import json
from pathlib import Path

import click

from kmh_hub.addresses.ledger import Ledger
from kmh_hub.addresses.prefixes import joined, prefixes_of
from kmh_hub.addresses.published import published
from kmh_hub.build.manifest import files_in
from kmh_hub.cli.publication import Publication
from kmh_hub.cli.site import load, plain_errors, stop_at
from kmh_hub.plugin.configuration import site_of
from kmh_hub.plugin.published import FORMER
from kmh_hub.verification.piece import CITED


@click.command()
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="The site that was built; else as the configuration says.",
)
@click.option("--accept", is_flag=True, help="Add the new addresses to docs/addresses.txt.")
@click.pass_obj
def addresses(config_file: str, site_dir: Path | None, accept: bool) -> None:
    """Say which addresses of the built site are new, or add them to what was published."""
    with plain_errors():
        config = load(config_file)
        site = site_of(config)
    target = (site_dir or Path(config.site_dir)).resolve()
    edition = Publication(target).published
    if not edition.keys:
        raise click.ClickException(f"there is no built site in {target}; run: hub build")
    ledger = Ledger.read(site.docs)
    if ledger.faults:
        stop_at(ledger.faults, site)
    # What only answers at an address that has moved is no page of its own.
    units = files_in(edition.manifest).items()
    files = [path for name, (_, all_) in units if not name.startswith(FORMER) for path in all_]
    cited: dict[str, list[str]] = {}
    for _, value in edition.pieces(CITED):
        cited |= json.loads(value)
    tags = site.languages.tags
    found = set(published(files, cited, prefixes_of(tags)))
    new = found - ledger.addresses.keys()
    for address in joined(new, prefixes_of(tags)):
        click.echo(f"+ {address}")
    if accept:
        ledger.path.write_text(ledger.with_added(found, tags), "utf-8")
        click.echo(f"{len(new)} addresses were added to {ledger.path}")
    elif new:
        click.echo(
            f"{len(new)} addresses are not in {ledger.path}; hub addresses --accept adds them"
        )
    else:
        click.echo(f"All addresses are in {ledger.path}")
