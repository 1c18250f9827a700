"""What a publication has to do: what to send, in which order, what to keep and to delete."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from kmh_hub.hosting.headers import is_named_by_content
from kmh_hub.publishing.record import RECORD_PATH, Published, Record
from kmh_hub.publishing.site_file import SiteFile


@dataclass(frozen=True)
class Plan:
    """What a publication has to do, in this order."""

    added: Sequence[str]
    """New files that are no pages: nothing refers to them yet."""
    replaced: Sequence[str]
    """What readers see change: other files first, pages last."""
    deleted: Sequence[str]
    """What was published, and is no longer part of the site."""
    kept: Sequence[str]
    """What is no longer part of the site, but may be asked for by pages that are open."""
    before: Record
    """What to record before anything is sent, so that whatever happens, nothing is forgotten."""
    after: Record
    """What to record in the end."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return self.before == self.after and not (self.added or self.replaced or self.deleted)


def plan_of(
    files: Mapping[str, SiteFile],
    record: Record,
    there: Mapping[str, int],
    today: date,
    *,
    keep_days: int,
    sends_headers: bool,
    compares_all: bool = False,
) -> Plan:
    """Return what is to be done.

    Args:
        files: the site, by places.
        record: what was published before.
        there: the sizes of all files at the target, in bytes, by places.
        today: the day of the publication.
        keep_days: how long files stay that only pages refer to which are open.
        sends_headers: whether the target keeps headers with its files.
        compares_all: whether to send also what the record knows to be there.

    """
    wanted = {
        path: Published(file.content, file.headers_hash if sends_headers else "")
        for path, file in files.items()
    }
    changed = [
        path
        for path, each in wanted.items()
        if compares_all
        or there.get(path) != files[path].size
        or (known := record.files.get(path)) is None
        or (known.content, known.headers) != (each.content, each.headers)
    ]
    old = {path: each for path, each in record.files.items() if path not in files}
    kept = {
        path: replace(each, unused_since=each.unused_since or today)
        for path, each in old.items()
        if path in there and is_named_by_content(path)
    }
    last = today - timedelta(days=keep_days)
    kept = {path: each for path, each in kept.items() if (each.unused_since or today) > last}
    added = [path for path in changed if path not in there and not _is_page(path)]
    replaced = sorted(set(changed) - set(added), key=lambda path: (_is_page(path), path))
    on_the_way = dict.fromkeys(changed, Published("", ""))
    return Plan(
        added,
        replaced,
        sorted(path for path in old if path in there and path not in kept),
        sorted(kept),
        Record({**record.files, **on_the_way}),
        Record({**wanted, **kept}),
    )


def strangers(
    files: Mapping[str, SiteFile], record: Record, there: Mapping[str, int]
) -> Iterator[str]:
    """Return what others put where a file of the site, or a folder of it, is to be."""
    places = {str(each) for path in files for each in (path, *PurePosixPath(path).parents)}
    places |= {RECORD_PATH.partition("/")[0]}
    yield from sorted(places & there.keys() - record.files.keys())


def _is_page(path: str) -> bool:
    return path.endswith(".html")
