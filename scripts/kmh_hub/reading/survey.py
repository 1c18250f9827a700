"""All that editors write, checked part by part; what was read before is taken from the cache.

Every finding goes through JSON, whether it was kept or not, so that both are the same. What is
needed to read a part anew is imported only where one has changed: checking what did not change is
a matter of half a second.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from kmh_hub.cache import Cache
from kmh_hub.collector import collector_paused
from kmh_hub.model.limits import USUAL, Limits
from kmh_hub.reading import picture
from kmh_hub.reading.duplicates import check_numbers, check_slugs
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.finding import Finding, Found, Reference
from kmh_hub.reading.links import LinkedPage, check_links, shown_pictures
from kmh_hub.reading.look import Look, Place, look_at
from kmh_hub.reading.rules import Severity
from kmh_hub.reading.unit import SEMINAR_FILE, Kind, Unit, file_digest, version

if TYPE_CHECKING:
    from kmh_hub.model.archive import Archive
    from kmh_hub.model.glossary import Glossary
    from kmh_hub.model.redirects import Redirects
    from kmh_hub.model.vocabulary import Vocabulary
    from kmh_hub.reading.memory import Memory

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

_AT_ONCE = 200
"""So many parts at once are taken from the cache or put into it: not all, for the memory."""
_READABLE, _UNREADABLE = b"1", b"0"


class Survey:
    """All that was found in the content.

    Args:
        docs: the folder of the content, with `seminars/series.yml` and one folder a seminar.
        languages: the tags of the site's languages, the default first.
        today: the day from which the age of announcements is counted; today, if not given.
        cache: where findings are kept; nowhere, if not given.
        limits: how large files may be.
        memory: what was read last, if it was in this process; takes what is read now.
        look: what was seen at a first look, if there was one.

    """

    def __init__(
        self,
        docs: Path,
        languages: Sequence[str],
        today: date | None = None,
        cache: Cache | None = None,
        limits: Limits = USUAL,
        memory: "Memory | None" = None,
        look: Look | None = None,
    ) -> None:
        self.docs = docs
        self.languages = tuple(languages)
        self.today = today or date.today()
        self.cache = cache or Cache(None)
        self._memory = memory
        self._read: dict[str, bytes] = {}
        """The values that were just read, by key."""
        with collector_paused():
            if look is None:
                place = Place(docs, self.languages, limits)
                look = look_at(place, memory.digest if memory else Unit.digest)
            self._of_tree, self._unread = look.faults, look.unread
            self.found = self._find(look.digests)
            if memory:
                memory.findings = {each.key: each.finding for each in self.found}
                there = memory.shared.keys() & memory.findings.keys()
                memory.shared = {key: memory.shared[key] for key in there}

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault of everything, by file and line."""
        faults = [*self._of_tree]
        faults += [fault for each in self.found for fault in each.finding.faults]
        for seminar in self.seminars:
            faults += self._check_references(seminar)
        pages = [page for each in self.found for page in each.finding.pages]
        pages += [LinkedPage(name, None) for unit in self._unread for name in unit.pages(self.docs)]
        faults += check_links(pages, self.docs, self._unreadable(shown_pictures(pages, self.docs)))
        faults += check_numbers(self.seminars)
        faults += check_slugs(self.seminars)
        faults.sort(key=lambda fault: (fault.path, fault.place, fault.rule))
        return tuple(faults)

    @property
    def pictures(self) -> dict[str, frozenset[str]]:
        """The pictures of the hub that pages show, below docs/, by the pages' names."""
        pages = (page for each in self.found for page in each.finding.pages if page.links)
        shown = {page.name: frozenset(shown_pictures([page], self.docs)) for page in pages}
        return {name: pictures for name, pictures in shown.items() if pictures}

    @property
    def errors(self) -> list[Fault]:
        """The faults that stop a build."""
        return [fault for fault in self.faults if fault.severity is Severity.ERROR]

    @cached_property
    def seminars(self) -> list[Found]:
        """The seminars' folders in order, valid or not."""
        return [each for each in self.found if each.unit.kind is Kind.SEMINAR]

    @cached_property
    def valid_seminars(self) -> list[Found]:
        """Those that can be shown."""
        return [
            each for each in self.seminars if each.finding.has_value and not self._unknown(each)
        ]

    def shared(self, kind: Kind) -> Found | None:
        """Return what was found in series.yml or such a file; None where there is none."""
        return next((each for each in self.found if each.unit.kind is kind), None)

    def vocabulary(self) -> "Vocabulary":
        """Return what series.yml says; nothing while it has faults."""
        from kmh_hub.model.vocabulary import Vocabulary  # noqa: PLC0415 - slow, see above

        return self._shared(Kind.SERIES, Vocabulary) or Vocabulary()

    def glossary(self) -> "Glossary | None":
        """Return the terms: none where there is no glossary.yml, None where it has faults."""
        from kmh_hub.model.glossary import Glossary  # noqa: PLC0415 - slow, see above

        there_is = self.shared(Kind.GLOSSARY) is not None
        return self._shared(Kind.GLOSSARY, Glossary) if there_is else Glossary()

    def redirects(self) -> "Redirects":
        """Return where moved addresses lead; nothing while redirects.yml has faults."""
        from kmh_hub.model.redirects import Redirects  # noqa: PLC0415 - slow, see above

        return self._shared(Kind.REDIRECTS, Redirects) or Redirects()

    def archive(self) -> "Archive":
        """Return which links to other sites are dead; nothing while archived.yml has faults."""
        from kmh_hub.model.archive import Archive  # noqa: PLC0415 - slow, see above

        return self._shared(Kind.ARCHIVE, Archive) or Archive()

    def _shared(self, kind: Kind, model: type[M]) -> M | None:
        found = self.shared(kind)
        known = self._memory.shared if self._memory else {}
        if found is None or isinstance(value := known.get(found.key), model):
            return value if found else None
        context = {"languages": self.languages}
        values = self.values(
            [found], lambda _, value: model.model_validate_json(value, context=context)
        )
        value = next(values, None)
        known |= {found.key: value}
        return value

    def values(self, wanted: Sequence[Found], parse: Callable[[Found, bytes], T]) -> Iterator[T]:
        """Return the values of those parts that have one.

        Args:
            wanted: the parts.
            parse: makes a value of its JSON, or raises ValueError.

        """
        wanted = [each for each in wanted if each.finding.has_value]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            missing = (each.key for each in some if each.key not in self._read)
            kept = self.cache.get_many(map(_value_key, missing))
            for each in some:
                value = self._read.pop(each.key, None) or kept.pop(_value_key(each.key), None)
                try:
                    yield parse(each, value or b"")
                except ValueError:
                    # The cache has nothing, or nothing that is valid.
                    if value := self.reader_of(each.unit)():
                        yield parse(each, value)

    def reader_of(self, unit: Unit) -> Callable[[], bytes]:
        """Return what reads a part anew, and gives its value: nothing where it has none."""
        place = self.docs, self.languages, self.today

        def read() -> bytes:
            ((_, value),) = _read([unit], *place)
            return value or b""

        return read

    def _find(self, digests: Mapping[Unit, str]) -> list[Found]:
        keys = keys_of(digests, self.docs, self.languages)
        findings = self._remembered(keys)
        kept = self.cache.get_many(key for key in keys if key not in findings)
        findings |= {key: self._kept(kept.get(key)) for key in keys if key not in findings}
        changed = {key: unit for key, unit in keys.items() if findings[key] is None}
        read = read_anew(changed, digests, self.docs, self.languages, self.today, self.cache)
        for key, finding, value in read:
            findings[key] = Finding.from_json(finding, self.docs)
            if value is not None:
                self._read[key] = value
        return [
            Found(unit, digests[unit], key, found)
            for key, unit in keys.items()
            if (found := findings[key])
        ]

    def _remembered(self, keys: Iterable[str]) -> dict[str, Finding | None]:
        known = self._memory.findings if self._memory else {}
        return {key: known[key] for key in keys if key in known and known[key].holds_on(self.today)}

    def _kept(self, data: bytes | None) -> Finding | None:
        """Return a finding that was kept, where it is one and still holds."""
        if data is None:
            return None
        try:
            finding = Finding.from_json(data, self.docs)
        except ValueError:
            return None
        return finding if finding.holds_on(self.today) else None

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str]]:
        """The keys of series.yml; none while it has faults."""
        series = self.shared(Kind.SERIES)
        known = series.finding.known if series else None
        return {rule: frozenset(keys) for rule, keys in (known or {}).items()}

    def _unknown(self, seminar: Found) -> list[Reference]:
        """Return the references of a seminar that lead nowhere."""
        known = self._known
        references = seminar.finding.references if known else ()
        return [each for each in references if each.value not in known[each.rule]]

    def _check_references(self, seminar: Found) -> Iterator[Fault]:
        if unknown := self._unknown(seminar):
            from kmh_hub.reading.checks import check_references  # noqa: PLC0415 - slow, see above

            path = seminar.unit.path / SEMINAR_FILE
            yield from check_references(path, unknown, self.vocabulary())

    def _unreadable(self, pictures: set[str]) -> set[str]:
        """Return the pictures that cannot be read."""
        keys = {file: f"{version()}-picture-{file_digest(self.docs / file)}" for file in pictures}
        kept = self.cache.get_many(keys.values())
        new = {
            key: _READABLE if picture.size_of(self.docs / file) else _UNREADABLE
            for file, key in keys.items()
            if kept.get(key) not in {_READABLE, _UNREADABLE}
        }
        self.cache.put_many(new)
        return {file for file, key in keys.items() if (kept | new)[key] == _UNREADABLE}


def keys_of(digests: Mapping[Unit, str], docs: Path, languages: Sequence[str]) -> dict[str, Unit]:
    """Return parts by the keys of what is found in them, from their digests."""
    return {unit.key(digest, docs, languages): unit for unit, digest in digests.items()}


def read_anew(
    changed: Mapping[str, Unit],
    digests: Mapping[Unit, str],
    docs: Path,
    languages: tuple[str, ...],
    today: date,
    cache: Cache,
) -> Iterator[tuple[str, bytes, bytes | None]]:
    """Read parts, and keep what is found in the cache.

    Args:
        changed: the parts by their keys.
        digests: what they were made of when their keys were made.
        docs: the folder of the content.
        languages: the tags of the site's languages, the default first.
        today: the day from which the age of announcements is counted.
        cache: where it is kept.

    Yields:
        The key of a part, its finding and its value, as the cache has them.

    """
    new: dict[str, bytes] = {}
    read = _read([*changed.values()], docs, languages, today)
    for (key, unit), (finding, value) in zip(changed.items(), read, strict=True):
        if len(new) >= _AT_ONCE:
            cache.put_many(new)
            new = {}
        # An editor may have saved a file meanwhile.
        if unit.digest(languages) == digests[unit]:
            new[key] = finding
            new |= {_value_key(key): value} if value is not None else {}
        yield key, finding, value
    cache.put_many(new)


def _read(
    units: Sequence[Unit], docs: Path, languages: tuple[str, ...], today: date
) -> Iterator[tuple[bytes, bytes | None]]:
    if not units:
        return iter(())
    from kmh_hub.reading.folder import Rules  # noqa: PLC0415 - slow, see above
    from kmh_hub.reading.reader import read_units  # noqa: PLC0415

    return read_units(units, Rules(docs, languages, today))


def _value_key(key: str) -> str:
    return f"{key}-value"
