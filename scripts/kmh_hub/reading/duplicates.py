"""What two seminars cannot both have: a number, a name."""

from collections.abc import Iterable, Iterator

from kmh_hub.reading.fault import Fault
from kmh_hub.reading.finding import Found
from kmh_hub.reading.unit import SEMINAR_FILE


def check_numbers(seminars: Iterable[Found]) -> Iterator[Fault]:
    """Check that each number is one seminar's only."""
    first: dict[int, str] = {}
    for seminar in seminars:
        slug, number = seminar.unit.path.name, seminar.finding.number
        if number is None:
            continue
        if number.value in first:
            values = {"value": number.value, "other": first[number.value]}
            path = seminar.unit.path / SEMINAR_FILE
            yield Fault("duplicate-number", path, number.place, values)
        first.setdefault(number.value, slug)


def check_slugs(seminars: Iterable[Found]) -> Iterator[Fault]:
    """Check that folders differ in more than capital letters."""
    first: dict[str, str] = {}
    for seminar in seminars:
        folder = seminar.unit.path
        folded = folder.name.casefold()
        if folded in first:
            yield Fault("duplicate-slug", folder / SEMINAR_FILE, values={"other": first[folded]})
        first.setdefault(folded, folder.name)
