"""hub publish: a built site to where readers get it."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from filelock import FileLock

from kmh_hub.cli.failure import Failure, Status
from kmh_hub.cli.publication import Publication
from kmh_hub.publishing.pages_artefact import write_artefact
from kmh_hub.publishing.plan import Plan
from kmh_hub.publishing.publication import Manners
from kmh_hub.publishing.publication import publish as publish_at
from kmh_hub.publishing.rsync import RsyncTarget
from kmh_hub.publishing.s3 import S3Target
from kmh_hub.publishing.target import PublishingError, Target


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--keep-days",
    default=Manners.keep_days,
    show_default=True,
    type=click.IntRange(0),
    help="How long the parts of older search indexes stay, which open pages may ask for.",
)
@click.option("--adopt", is_flag=True, help="Replace files that something else put there.")
@click.option(
    "--all",
    "compares_all",
    is_flag=True,
    help="Compare every file, not only those that the target's record does not know.",
)
def publish(
    site: Path, target: str, dry_run: bool, keep_days: int, adopt: bool, compares_all: bool
) -> None:
    """Publish the built SITE at TARGET; only what changed is sent, pages last.

    TARGET is a folder (/srv/hub), one that rsync reaches by ssh (user@host:/srv/hub; RSYNC_RSH has
    the options of ssh), storage (s3://bucket/prefix, with the variables of AWS), or an archive for
    GitHub Pages (artifact.tar). Publishing an older build goes back to it.
    """
    try:
        if target.endswith(".tar"):
            _write_archive(site, Path(target), dry_run=dry_run)
            return
        manners = Manners(keep_days, adopt, compares_all)
        today = datetime.now(UTC).date()
        with _unchanged(site.resolve()):
            told = partial(_told, dry_run=dry_run)
            publish_at(site, _target(target, site), manners, today, told)
    except PublishingError as error:
        raise Failure(str(error), Status.MACHINE) from error
    if not dry_run:
        click.echo(f"The site is at {target}")


@contextmanager
def _unchanged(site: Path) -> Iterator[None]:
    """Let builds wait, which would exchange the folder."""
    lock = Publication(site).lock
    with FileLock(lock) if lock.parent.is_dir() else nullcontext():
        yield


def _target(target: str, site: Path) -> Target:
    if target.startswith("s3://"):
        return S3Target(target)
    if ":" not in target:
        here, there = site.resolve(), Path(target).resolve()
        if here in (there, *there.parents) or there in here.parents:
            raise click.BadParameter(f"{target} and {site} lie in one another", param_hint="TARGET")
    return RsyncTarget(target)


def _write_archive(site: Path, archive: Path, *, dry_run: bool) -> None:
    if dry_run:
        click.echo(f"{archive} would be written")
        return
    click.echo(f"{write_artefact(site, archive)} files are in {archive}")


def _told(plan: Plan, *, dry_run: bool) -> bool:
    if dry_run:
        for sign, paths in (("+", plan.added), ("~", plan.replaced), ("-", plan.deleted)):
            for path in paths:
                click.echo(f"{sign} {path}")
    click.echo(
        f"{len(plan.added)} files to add, {len(plan.replaced)} pages and files to add or replace, "
        f"{len(plan.deleted)} to delete; {len(plan.kept)} are kept for pages that are open"
    )
    return not dry_run
