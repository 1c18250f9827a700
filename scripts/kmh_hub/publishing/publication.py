"""A publication: a site brought to a target, so that readers find a whole one at any time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kmh_hub.publishing.plan import Plan, plan_of, strangers
from kmh_hub.publishing.record import RECORD_PATH, Record, RecordError
from kmh_hub.publishing.site_file import site_files
from kmh_hub.publishing.target import PublishingError, Target


@dataclass(frozen=True)
class Manners:
    """How to publish."""

    keep_days: int = 30
    """So many days files stay that only pages refer to which are open."""
    adopts: bool = False
    """Whether to replace files that others put there."""
    compares_all: bool = False
    """Whether to send also what the record knows to be there."""


def publish(
    site: Path, target: Target, manners: Manners, today: date, told: Callable[[Plan], bool]
) -> Plan:
    """Bring a site to a target.

    Args:
        site: the folder of the built site.
        target: where to.
        manners: how.
        today: the day.
        told: is told of the plan, and says whether to carry it out.

    Raises:
        PublishingError: where the target fails, or has files of others in the way.

    """
    try:
        files = site_files(site)
    except (FileNotFoundError, IndexError) as error:
        raise PublishingError(
            f"{site} is no site that the hub built: its _headers are missing or empty"
        ) from error
    there = target.listing()
    record = _record(target) if RECORD_PATH in there else Record()
    in_the_way = [] if manners.adopts else [*strangers(files, record, there)]
    if in_the_way:
        raise PublishingError(
            f"{len(in_the_way)} files at the target were not published by the hub, such as "
            f"{in_the_way[0]}. Choose another folder, or let it replace them with --adopt; "
            "nothing was changed"
        )
    plan = plan_of(
        files,
        record,
        there,
        today,
        keep_days=manners.keep_days,
        sends_headers=target.sends_headers,
        compares_all=manners.compares_all,
    )
    if not told(plan) or plan.is_empty:
        return plan
    target.write(RECORD_PATH, plan.before.to_json())
    target.add({path: files[path] for path in plan.added})
    target.replace({path: files[path] for path in plan.replaced})
    target.delete(plan.deleted)
    target.write(RECORD_PATH, plan.after.to_json())
    return plan


def _record(target: Target) -> Record:
    try:
        return Record.from_json(target.read(RECORD_PATH))
    except RecordError as error:
        raise PublishingError(
            f"{RECORD_PATH} at the target cannot be read ({error}), so that nobody can tell what "
            "the hub published there. Delete it there, and publish with --adopt; files that are "
            "no longer part of the site have then to be deleted by hand"
        ) from error
