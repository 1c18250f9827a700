"""hub build: the site, made strictly.

What takes other processes a while, a look at the content and at what was built before, begins
before MkDocs is imported, which takes as long.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kmh_hub.build.slice import Slice
from kmh_hub.cli.ahead import Ahead
from kmh_hub.cli.publication import Publication
from kmh_hub.cli.settings import plain_settings
from kmh_hub.collector import collect_rarely
from kmh_hub.reading.look import Place

_OUT = click.Path(file_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True)


class _SliceType(click.ParamType[Slice]):
    name = "slice"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> Slice:
        try:
            return Slice.parsed(value)
        except ValueError:
            self.fail(f"{value} is no slice; write which of how many, such as 2/4", param, context)


@click.command()
@click.option("--site-dir", type=_OUT, help="Where to; else as the configuration says.")
@click.option(
    "--slice",
    "part",
    type=_SliceType(),
    help="Only a part of the pages, such as 2/4; what the parts add up to is left to --from.",
)
@click.option(
    "--from",
    "parts",
    type=_FOLDER,
    multiple=True,
    help="A folder that a slice was built in, to take pages from; can be given several times.",
)
@click.pass_obj
def build(
    config_file: str, site_dir: Path | None, part: Slice | None, parts: Sequence[Path]
) -> None:
    """Build the site strictly; the last one stays in place if anything is wrong."""
    collect_rarely()
    settings = plain_settings(Path(config_file))
    ahead = Ahead(Place(settings.docs, settings.tags, settings.limits)) if settings else None
    target = (site_dir or (settings and settings.site) or _site_dir(config_file)).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    publication = Publication(target)
    others = publication.published, *(Publication(each).published for each in parts)
    with publication.next() as edition:
        from kmh_hub.cli.building import build_strictly  # noqa: PLC0415 - slow, see above

        build_strictly(config_file, edition, others, part, ahead)
    click.echo(f"The site is in {target}")


def _site_dir(config_file: str) -> Path:
    from kmh_hub.cli.site import load  # noqa: PLC0415 - as above

    return Path(load(config_file, strict=True).site_dir)
