"""hub hosting: all that a server of one's own needs to serve a site that was built."""

from collections.abc import Mapping
from pathlib import Path

import click

from kmh_hub.hosting.caddy import caddy_files
from kmh_hub.hosting.hosted import Hosted, UnreadableSiteError
from kmh_hub.hosting.nginx import nginx_files
from kmh_hub.hosting.packed import BROTLI, ENCODINGS, pack

_MARK = b"Written by `hub hosting`"
_CONTAINERFILE = Path(__file__).parent.parent / "hosting/Containerfile"


@click.command()
@click.argument("server", type=click.Choice(["nginx", "caddy"]))
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write to; it is new, or was written before.",
)
@click.option("--at", "folder", help="Where that folder will lie on the host; else as it does now.")
@click.option("--brotli/--no-brotli", default=True, help="Whether nginx has its Brotli module.")
def hosting(server: str, site: Path, out: Path, folder: str | None, brotli: bool) -> None:
    """Write a server's configuration for a built SITE, and a compressed copy of it."""
    site, out = site.resolve(), out.resolve()
    _refuse_strangers(site, out)
    at = (folder or str(out)).rstrip("/")
    try:
        hosted = Hosted.of(site)
        files = (
            nginx_files(hosted, at, brotli=brotli)
            if server == "nginx"
            else caddy_files(hosted, at, brotli=brotli)
        )
        if server == "nginx":
            files["Containerfile"] = _CONTAINERFILE.read_text("utf-8").replace("/srv/hub", at)
        # First, so that a folder tells what it is even if this is stopped.
        _write(out, files)
        encodings = [each for each in ENCODINGS if brotli or each is not BROTLI]
        # Below the site's path, so that servers find files by the paths of addresses.
        public = out / "public" / hosted.path.strip("/")
        packed = pack(site, public, lambda suffix: hosted.types.get(suffix, ""), encodings)
    except UnreadableSiteError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{packed.files} files are in {out}, {packed.written} of them new or changed")


def _refuse_strangers(site: Path, out: Path) -> None:
    """Refuse a folder whose files would be deleted, or that would be copied into itself."""
    if site.is_relative_to(out) or out.is_relative_to(site):
        raise click.ClickException(f"{out} and {site} lie in each other; name another --out")
    there = [*out.iterdir()] if out.is_dir() else []
    if there and not any(_MARK in path.read_bytes() for path in out.glob("hub*") if path.is_file()):
        raise click.ClickException(
            f"{out} has files that `hub hosting` did not write, such as {there[0].name}; "
            "name a new folder, or empty it first"
        )


def _write(out: Path, files: Mapping[str, str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (out / name).write_text(text, "utf-8")
