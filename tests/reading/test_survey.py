"""What was read before is taken from the cache, and is what reading anew would give."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kmh_hub.cache import Cache
from kmh_hub.reading import reader
from kmh_hub.reading.finding import Finding
from kmh_hub.reading.seminars import Content, read_content
from kmh_hub.reading.survey import Survey
from kmh_hub.reading.unit import Kind, Unit
from kmh_hub.reports.texts import words_of

from ..conftest import FIXTURES, TAGS

TODAY = date(2031, 9, 1)
FULL = "seminars/2031-05-invented-full"
SPARSE = "seminars/2030-02-invented-sparse"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Three invented seminars to change."""
    docs = tmp_path / "docs"
    ignored = shutil.ignore_patterns("2029-*", "2032-01*", "2032-03*")
    shutil.copytree(FIXTURES / "docs", docs, ignore=ignored)
    return docs


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache.open(tmp_path / "cache")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the parts that are read, not taken from the cache."""
    names: list[str] = []
    original = reader.read_unit

    def read_unit(unit: Unit, rules: reader.Rules) -> tuple[bytes, bytes | None]:
        names.append(unit.path.name)
        return original(unit, rules)

    monkeypatch.setattr(reader, "read_unit", read_unit)
    return names


def told(content: Content) -> list[object]:
    """Return all that reports and pages show of the content."""
    faults = [(each, words_of(each)) for each in content.faults]
    return [faults, content.series.entries, content.series.vocabulary, content.glossary]


# Random edits

WORDS = [
    "<!-- hub: allow wrong-script - invented -->\n", "## Inventé {#context}\n", "# Un\n", "[^1]",
    "[lien](agenda.md#session-99)", "[lien](../2030-02-invented-sparse/index.md)", "![](x.png)",
    "themes: [unknown]\n", "draft: true\n", "number: 7\n", "added: 2031-13\n", "\u200b", "\u202e",
    "    speakers: [{person: nobody}]\n", "value: 1e999\n", "40,3 %", "٤٠٫٣", "status: announced\n",
    "# hub: allow stale-announcement - invented\n", "\ufeff", "<<<<<<< mine\n", "00:00:01.000 --> ",
]  # fmt: skip


def edit(docs: Path, chosen: random.Random) -> None:
    """Do what an editor may do to a file."""
    files = sorted(path for path in docs.rglob("*") if path.is_file())
    path = chosen.choice([each for each in files if each.suffix in {".md", ".yml", ".vtt"}])
    lines = path.read_bytes().decode(errors="replace").splitlines(keepends=True)
    at = chosen.randrange(len(lines) + 1)
    match chosen.randrange(9):
        case 0 | 1:
            lines.insert(at, chosen.choice(WORDS))
        case 2 | 3 if lines:
            del lines[min(at, len(lines) - 1)]
        case 4 if lines:
            line = lines[min(at, len(lines) - 1)]
            middle = chosen.randrange(len(line) + 1)
            word = chosen.choice(WORDS).strip()
            lines[min(at, len(lines) - 1)] = line[:middle] + word + line[middle:]
        case 5:
            other = chosen.choice(files)
            if other.exists():
                other.rename(other.with_name(f"x{other.name}"))
            return
        case 6:
            path.with_name(f"file-{chosen.randrange(9)}.png").write_bytes(chosen.randbytes(9))
            return
        case 7:
            path.write_bytes(path.read_bytes()[: chosen.randrange(2000)] + b"\xff\xfe")
            return
        case _:
            chosen.choice(files).unlink()
            return
    path.write_text("".join(lines), "utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_what_was_kept_is_what_reading_anew_gives(seed: int, docs: Path, cache: Cache) -> None:
    chosen = random.Random(seed)  # noqa: S311 - not for secrets
    versions = [docs]
    for step in range(12):
        edit(docs, chosen)
        today = chosen.choice([TODAY, TODAY, date(2033, 1, 1)])
        if step % 4 == 3:
            # The same cache serves a clone in another place, and a version that comes back.
            copy = docs.parent / f"clone-{step}" / "docs"
            shutil.copytree(docs, copy)
            versions.append(copy)
        at = chosen.choice(versions)
        assert told(read_content(at, TAGS, today, cache)) == told(read_content(at, TAGS, today))
        survey = Survey(at, TAGS, today, cache)
        assert survey.faults == read_content(at, TAGS, today).faults


# What is read


def names_of(docs: Path, *extra: str) -> set[str]:
    return {path.name for path in (docs / "seminars").iterdir()} | set(extra)


def test_only_what_changed_is_read(docs: Path, cache: Cache, read: list[str]) -> None:
    read_content(docs, TAGS, TODAY, cache)
    assert set(read) >= names_of(docs, "glossary.yml")
    read.clear()
    before = read_content(docs, TAGS, TODAY, cache)
    assert read == []
    path = docs / SPARSE / "index.en.md"
    path.write_text(path.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    after = read_content(docs, TAGS, TODAY, cache)
    assert read == [Path(SPARSE).name]
    changed = [
        entry.slug
        for entry in after.series.entries
        if entry.digest != before.series.by_slug[entry.slug].digest
    ]
    assert changed == [Path(SPARSE).name]


def test_shared_names_can_change_without_reading_the_seminars(
    docs: Path, cache: Cache, read: list[str]
) -> None:
    before = read_content(docs, TAGS, TODAY, cache)
    read.clear()
    path = docs / "seminars/series.yml"
    path.write_text(path.read_text("utf-8").replace("  testing:", "  trialling:"), "utf-8")
    after = read_content(docs, TAGS, TODAY, cache)
    assert set(read) == {"series.yml"}
    assert {fault.rule for fault in after.faults} == {"unknown-theme"}
    assert after.vocabulary_digest != before.vocabulary_digest
    assert after.glossary_digest == before.glossary_digest != ""
    assert len(after.series.entries) < len(before.series.entries)


def test_the_day_counts_only_where_it_matters(docs: Path, cache: Cache, read: list[str]) -> None:
    path = docs / SPARSE / "seminar.yml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}materials:\n  - kind: slides\n    status: announced\n", "utf-8")
    days = [date(2030, 6, 1), date(2031, 2, 1), date(2031, 2, 2), date(2032, 1, 2)]
    found = []
    for today in [*days, *reversed(days)]:
        read.clear()
        faults = read_content(docs, TAGS, today, cache).faults
        found.append((Path(SPARSE).name in read, [fault.rule for fault in faults]))
        assert faults == read_content(docs, TAGS, today).faults
    assert found[0] == (True, [])
    assert found[1] == (False, [])
    assert found[2] == (True, ["stale-announcement"])
    assert found[3] == found[4] == (False, ["stale-announcement"])
    assert found[6] == (True, [])


def test_the_day_that_a_fault_names_is_today(docs: Path, cache: Cache) -> None:
    path = docs / SPARSE / "seminar.yml"
    text = path.read_text("utf-8")
    path.write_text(re.sub("(?m)^added:.*\n", "", text), "utf-8")
    for today in (TODAY, date(2031, 9, 2)):
        (fault,) = read_content(docs, TAGS, today, cache).faults
        assert (fault.rule, fault.values) == ("missing-added", {"value": str(today)})


def test_equal_content_has_equal_digests_in_another_place(docs: Path, cache: Cache) -> None:
    copy = docs.parent / "elsewhere/docs"
    shutil.copytree(docs, copy)
    here, there = (read_content(each, TAGS, TODAY) for each in (docs, copy))
    assert [entry.digest for entry in here.series.entries] == [
        entry.digest for entry in there.series.entries
    ]
    assert here.vocabulary_digest == there.vocabulary_digest
    os.utime(copy / FULL / "seminar.yml", (1, 1))
    assert (
        Unit(Kind.SEMINAR, copy / FULL).digest(TAGS) == here.series.by_slug[Path(FULL).name].digest
    )


CHANGES: list[Callable[[Path], object]] = [
    lambda folder: (folder / "slides.fr.pdf").write_bytes(b"%PDF"),
    lambda folder: (folder / "captions.fr.vtt").write_text("WEBVTT\n"),
    lambda folder: (folder / "new.txt").write_text(""),
    lambda folder: (folder / "transcript.fr.txt").write_text("Shorter."),
    lambda folder: (folder / "index.en.md").unlink(),
    lambda folder: (folder / "agenda.fr.pdf").rename(folder / "agenda.pdf"),
    lambda folder: (folder / "pictures").mkdir(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_reading_looks_at_is_in_the_digest(
    docs: Path, change: Callable[[Path], object]
) -> None:
    unit = Unit(Kind.SEMINAR, docs / FULL)
    before = unit.digest(TAGS)
    change(unit.path)
    assert unit.digest(TAGS) != before


# What a stranger may have put there


def foreign(value: bytes) -> Iterator[bytes]:
    """Return what may stand in a value's place."""
    yield b""
    yield b"{}"
    yield b"null"
    yield b"\x80\x04\x95"
    yield value[: len(value) // 2]
    yield value.replace(b'"', b"'")
    with_more = json.loads(value)
    if isinstance(with_more, dict):
        yield json.dumps(with_more | {"more": 1}).encode()
        yield json.dumps(dict.fromkeys(with_more, 1)).encode()
        if "seminar" in with_more:
            seminar = with_more["seminar"]
            link = {"url": "javascript:alert(1)"}
            yield json.dumps(with_more | {"seminar": seminar | {"official_pages": [link]}}).encode()
        if "faults" in with_more:
            for path in ("/etc/passwd", "../../secret"):
                fault = {"rule": "tab", "path": path, "place": {}, "values": {}, "keys": []}
                yield json.dumps(with_more | {"faults": [fault]}).encode()
            fault = {"rule": "no-rule", "path": "a", "place": {}, "values": {}, "keys": []}
            yield json.dumps(with_more | {"faults": [fault]}).encode()


def test_what_is_no_finding_or_value_is_passed_over(
    docs: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, bytes] = {}
    put_many = Cache.put_many

    def put(self: Cache, items: dict[str, bytes]) -> None:
        kept.update(items)
        put_many(self, items)

    monkeypatch.setattr(Cache, "put_many", put)
    expected = told(read_content(docs, TAGS, TODAY, cache))
    originals = dict(kept)
    for number in range(max(len([*foreign(value)]) for value in originals.values())):
        cache.put_many({
            key: values[number % len(values)]
            for key, value in originals.items()
            if (values := [*foreign(value)])
        })  # fmt: skip
        # What a glossary or series.yml may say besides is as good as what an editor may write.
        assert told(read_content(docs, TAGS, TODAY, cache)) == expected


def test_a_finding_names_files_of_the_content_only(docs: Path) -> None:
    finding = Finding(TODAY)
    assert Finding.from_json(finding.to_json(docs), docs) == finding


# What is imported


def test_checking_what_did_not_change_imports_no_more_than_it_needs(
    hub: Path, tmp_path: Path
) -> None:
    script = (
        "import sys; from kmh_hub.cli import main\n"
        "try: main(['check'])\n"
        "finally: print(*sorted({name.partition('.')[0] for name in sys.modules if '.' in name}))"
    )
    environment = {**os.environ, "HUB_CACHE": str(tmp_path / "cache"), "LC_ALL": "C.UTF-8"}
    for expected in (True, False):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=hub,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        assert done.stdout.startswith("6 seminars, no fault.")
        assert ("babel" in done.stdout.split()) is expected
        assert not {"mkdocs", "jinja2", "icalendar", "PIL"} & set(done.stdout.split())
