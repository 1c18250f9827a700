"""What was gathered into what a seminar.yml has: field by field, comments kept."""

from collections.abc import Iterator
from typing import Any

from kmh_hub.model.dates import parse_duration
from kmh_hub.writing.tree import Branch, Entry, Scalar, comments_of, tree_of


def merge(root: Branch, values: dict[str, Any]) -> None:
    """Bring values into a seminar.yml; what they do not say stays.

    Days are told by their date, sessions by their title, else by their start. Where sessions come
    between others, the numbers by which documents and recordings name them follow.

    Args:
        root: the seminar.yml, which is changed.
        values: what a source says, as seminar.yml has it.

    """
    before = [*_sessions(root)]
    for key, value in values.items():
        if key == "days":
            _merge_days(_list(root, key), value)
        else:
            _merge_value(root, key, value)
    after = {id(entry): number for number, entry in enumerate(_sessions(root), start=1)}
    numbers = {number: after[id(entry)] for number, entry in enumerate(before, start=1)}
    for key in ("materials", "recordings"):
        if entry := root.entry(key):
            _renumber(entry.node, numbers)


def merge_recording(root: Branch, number: int, key: str, values: list[dict[str, Any]]) -> bool:
    """Bring captions or chapters into a recording; whether there is such a recording.

    Args:
        root: the seminar.yml, which is changed.
        number: the recording, counted from 1.
        key: `captions`, told by their language, or `chapters`, told by their start.
        values: as seminar.yml has them.

    """
    entry = root.entry("recordings")
    if entry is None or not isinstance(entry.node, Branch) or number > len(entry.node.entries):
        return False
    recording = entry.node.entries[number - 1].node
    assert isinstance(recording, Branch)  # noqa: S101 - the file is valid
    named = "start" if key == "chapters" else "language"
    there = _list(recording, key)
    for value in values:
        same = next(
            (each for each in there.entries if each.node.value[named] == value[named]), None
        )
        if same is None:
            there.entries.append(Entry(None, tree_of(value)))
        elif isinstance(same.node, Branch):
            for inner, each in value.items():
                _merge_value(same.node, inner, each)
    if key == "chapters":
        there.entries.sort(key=lambda each: parse_duration(each.node.value["start"]))
    return True


def _merge_value(branch: Branch, key: str, value: Any) -> None:
    entry = branch.entry(key)
    if entry is None:
        branch.entries.append(Entry(key, tree_of(value)))
    elif isinstance(value, dict) and isinstance(entry.node, Branch) and not entry.node.is_list:
        for inner, each in value.items():
            _merge_value(entry.node, inner, each)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        _merge_people(_list(branch, key), value)
    elif entry.node.value != value:
        entry.head += comments_of(entry.node)
        entry.node = tree_of(value)


def _merge_people(node: Branch, values: list[dict[str, Any]]) -> None:
    """Bring in people in the order of the source; what is said of those who stay is kept."""
    before = {each.node.value["person"]: each for each in node.entries}
    new = []
    for value in values:
        is_known = value["person"] in before
        new.append(before.pop(value["person"]) if is_known else Entry(None, tree_of(value)))
    for gone in before.values():
        node.foot += [*gone.head, *filter(None, [gone.tail]), *comments_of(gone.node)]
    node.entries = new


def _merge_days(node: Branch, values: list[dict[str, Any]]) -> None:
    for value in values:
        found = next((each for each in node.entries if _date(each) == str(value["date"])), None)
        if found is None:
            node.entries.append(Entry(None, tree_of(value)))
            continue
        assert isinstance(found.node, Branch)  # noqa: S101 - it has a date
        for key, each in value.items():
            if key == "sessions":
                _merge_sessions(_list(found.node, key), each)
            elif key != "date":
                _merge_value(found.node, key, each)
    node.entries.sort(key=_date)


def _merge_sessions(node: Branch, values: list[dict[str, Any]]) -> None:
    free = [*node.entries]
    pairs: list[Entry | None] = [None] * len(values)
    for is_same in (_has_same_title, _has_same_start, _is_equal):
        for index, value in enumerate(values):
            match = next((each for each in free if is_same(each.node.value, value)), None)
            if pairs[index] is None and match:
                pairs[index] = match
                free.remove(match)
    at = 0
    for entry, value in zip(pairs, values, strict=True):
        if entry is None:
            node.entries.insert(at, Entry(None, tree_of(value)))
            at += 1
        else:
            assert isinstance(entry.node, Branch)  # noqa: S101 - a session is a mapping
            for key, each in value.items():
                _merge_value(entry.node, key, each)
            at = next(i for i, each in enumerate(node.entries) if each is entry) + 1
    if all(each.node.value.get("start") for each in node.entries):
        node.entries.sort(key=lambda each: str(each.node.value["start"]))


def _has_same_title(one: dict[str, Any], other: dict[str, Any]) -> bool:
    theirs = other.get("title", {})
    return any(theirs.get(tag) == text for tag, text in one.get("title", {}).items())


def _has_same_start(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one.get("start")) and one.get("start") == other.get("start")


def _is_equal(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one == other


def _list(branch: Branch, key: str) -> Branch:
    """Return the list of a key, a new one where there is none."""
    entry = branch.entry(key)
    if entry is None:
        entry = Entry(key, Branch(True))
        branch.entries.append(entry)
    assert isinstance(entry.node, Branch)  # noqa: S101 - the file is valid
    return entry.node


def _date(day: Entry) -> str:
    return str(day.node.value.get("date"))


def _sessions(root: Branch) -> Iterator[Entry]:
    days = root.entry("days")
    for day in days.node.entries if days and isinstance(days.node, Branch) else ():
        if isinstance(day.node, Branch) and (entry := day.node.entry("sessions")):
            assert isinstance(entry.node, Branch)  # noqa: S101 - the file is valid
            yield from entry.node.entries


def _renumber(node: Branch | Scalar, numbers: dict[int, int]) -> None:
    """Change the numbers of sessions in documents, recordings and chapters."""
    if isinstance(node, Scalar):
        return
    for entry in node.entries:
        if entry.key == "session" and isinstance(entry.node, Scalar):
            _change(entry, numbers)
        elif entry.key == "sessions" and isinstance(entry.node, Branch):
            for each in entry.node.entries:
                _change(each, numbers)
        else:
            _renumber(entry.node, numbers)


def _change(entry: Entry, numbers: dict[int, int]) -> None:
    number = entry.node.value
    if numbers.get(number, number) != number:
        entry.node = tree_of(numbers[number])
