"""Captions and chapters into a recording; all of it is invented."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from kmh_hub.importing.gathered import Gathered
from kmh_hub.importing.timed_text import chapters_of
from kmh_hub.reading.yaml_document import parse

from ..conftest import run

SLUG = "2029-04-invented-online"
SRT = """\
1
00:00:01,000 --> 00:00:02,500
Invented <i>words</i>

2
00:00:03,000 --> 00:00:04,000 X1:10
in two
lines

3
00:00:05,000 --> 00:00:06,000
"""


def imported(hub: Path, name: str, content: str, *options: str) -> str:
    (hub / name).write_bytes(content.encode())
    result = run("import", name, "--into", SLUG, "--yes", "--language", "en", *options)
    assert result.exit_code == 0, result.output
    return result.output


def recording(hub: Path) -> dict[str, list[dict[str, object]]]:
    value = parse(hub / "docs/seminars" / SLUG / "seminar.yml")[0].value
    found: dict[str, list[dict[str, object]]] = value["recordings"][0]
    return found


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_subrip_becomes_webvtt(hub: Path, newline: str) -> None:
    content = SRT.replace("\n", newline)
    told = imported(hub, "a.srt", content, "--text-language", "ar")
    assert "line 6: 'X1:10'" in told
    assert "line 11: '00:00:05,000 --> 00:00:06,000'" in told
    assert {"language": "ar", "file": "captions-ar.vtt"} in recording(hub)["captions"]
    cues = webvtt.read(str(hub / "docs/seminars" / SLUG / "captions-ar.vtt"))
    assert [(each.start, each.end, each.text) for each in cues] == [
        ("00:00:01.000", "00:00:02.500", "Invented words"),
        ("00:00:03.000", "00:00:04.000", "in two\nlines"),
    ]
    assert run("check").exit_code == 0
    assert "Nothing changes." in imported(hub, "a.srt", content, "--text-language", "ar")


def test_chapters_join_those_that_are_there(hub: Path) -> None:
    before = recording(hub).get("chapters", [])
    lines = "Invented list\n00:00 Beginning\n(0:05) - Second\n12:34 In French, too\n"
    told = imported(hub, "chapters.txt", lines, "--text-language", "fr")
    assert "line 1: 'Invented list'" in told
    chapters = recording(hub)["chapters"]
    starts = [str(each["start"]) for each in chapters]
    added = {"0:00:00", "0:00:05", "0:12:34"}
    assert starts == sorted(added | {str(each["start"]) for each in before})
    known = next(each for each in chapters if each["start"] == "0:12:34")
    assert isinstance(known["title"], dict)
    assert known["title"]["fr"] == "In French, too"
    assert "en" in known["title"]
    assert "Nothing changes." in imported(hub, "chapters.txt", lines, "--text-language", "fr")


@pytest.mark.parametrize(
    ("name", "content", "options", "told"),
    [
        ("a.srt", "nothing", ["--text-language", "fr"], "no captions of SubRip"),
        ("a.vtt", "nothing", ["--text-language", "fr"], "captions-fr.vtt"),
        ("a.txt", "nothing", ["--text-language", "fr"], "no chapters"),
        ("a.txt", "0:00 A", [], "--text-language fr"),
        ("a.txt", "0:00 A", ["--text-language", "fr", "--recording", "9"], "no such recording"),
    ],
)
def test_bad_sources(hub: Path, name: str, content: str, options: list[str], told: str) -> None:
    (hub / name).write_text(content)
    result = run("import", name, "--into", SLUG, "--language", "en", *options)
    assert result.exit_code in {1, 2}
    assert told in result.output


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 35_999), st.sampled_from(["A", "B: c", "d – e"]))))
def test_every_line_is_a_chapter_or_told(lines: list[tuple[int, str]]) -> None:
    text = "\n".join(f"{at // 3600}:{at // 60 % 60:02}:{at % 60:02} {title}" for at, title in lines)
    gathered = Gathered()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "chapters.txt"
        path.write_text(text or "0:00 A", "utf-8")
        chapters = chapters_of(path, "en", gathered)
    assert len(chapters) == len({at for at, _ in lines} or {0})
    titles = {str(each["title"]) for each in chapters} | {each.value for each in gathered.leftovers}
    assert all(any(title in text for text in titles) for _, title in lines)
