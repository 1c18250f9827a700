"""Captions, PDFs and pictures: each fault with its place; what they say, as others read it too."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest
import webvtt
from PIL import Image

from kmh_hub.reading import pdf
from kmh_hub.reading.rules.files import FILES
from kmh_hub.reading.seminars import read_content
from kmh_hub.reading.webvtt import read_captions
from kmh_hub.reports.texts import words_of

from ..conftest import FIXTURES, TAGS

OWN = FIXTURES / "docs/seminars/2031-05-invented-full"
NODE_MODULES = Path(__file__).parent.parent / "node_modules"
HEAD = "WEBVTT\n\n"
CUE = "00:00:01.000 --> 00:00:04.000\nInvented.\n\n"

CASES = {
    "captions-without-header": "▶1\n00:00:01,000 --> 00:00:04,000\nSubRip.\n",
    "malformed-timing": HEAD + "▶00:00:01,000 --> 00:00:04,000\nSubRip.\n",
    "text-without-timing": HEAD + CUE + "▶More of the same cue.\n",
    "swallowed-cue": HEAD + "NOTE invented\n▶00:00:01.000 --> 00:00:04.000\nInvented.\n",
    "end-before-start": HEAD + "▶00:00:04.000 --> 00:00:01.000\nInvented.\n",
    "cues-out-of-order": HEAD + "00:00:05.000 --> 00:00:06.000\nA.\n\n"
    "second\n▶00:00:01.000 --> 00:00:02.000\nB.\n",
    "overlapping-cues": HEAD + CUE + "▶00:00:03.999 --> 00:00:05.000\nToo early.\n",
    "cue-past-end": HEAD + CUE + "▶00:00:09.000 --> 00:00:10.001\nAfter the end.\n",
    "no-cues": "▶WEBVTT\n\nNOTE invented\n",
    "empty-cue": HEAD + "▶00:00:01.000 --> 00:00:02.000\n<v Nobody></v>\n",
}
DURATION = 10.0


@pytest.mark.parametrize("rule", CASES)
def test_names_the_rule_and_the_place(rule: str, tmp_path: Path) -> None:
    before, _, after = CASES[rule].partition("▶")
    path = tmp_path / "captions.vtt"
    path.write_text(before + after, "utf-8")
    _, (fault,) = read_captions(path, DURATION)
    assert fault.rule == rule
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert (fault.place.line, fault.place.column) == (line, column)
    words = words_of(fault)
    assert "{" not in words.message + words.help


def test_every_rule_has_a_case() -> None:
    of_any_file = {"link-in-content", "file-type", "file-not-of-type", "file-over-limit"}
    assert set(FILES) - set(CASES) == of_any_file | {"unreadable-pdf", "unreadable-picture"}


def test_captions_that_are_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "captions.vtt"
    path.write_bytes((HEAD + "00:01.000 --> 00:02.000\n").encode() + "Réunion\n".encode("latin-1"))
    cues, (fault,) = read_captions(path)
    assert (cues, fault.rule) == ((), "not-utf-8")
    assert (fault.place.line, fault.place.column) == (4, 2)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_reads_what_webvtt_allows(tmp_path: Path, line_end: str) -> None:
    text = (
        "\ufeffWEBVTT - invented\nLanguage: fr\n\nSTYLE\n::cue { color: lime }\n\n"
        "NOTE invented\nin two lines\n\n"
        "00:00.000 --> 00:02.000 align:start\n<v.loud Zoé>Un <c.x>mot</c> &amp; <i>un</i> &lt;b&gt;"
        "\n\nNOTE hub: allow overlapping-cues - two invented people at once\n"
        "\nid\n00:01.500 --> 01:00:03.000\n<v A>Oui.</v>\n<v B>Non.</v>\n"
    )
    path = tmp_path / "captions.vtt"
    path.write_bytes(text.replace("\n", line_end).encode())
    cues, faults = read_captions(path)
    assert not faults
    assert [(cue.start, cue.end, cue.speaker, cue.text) for cue in cues] == [
        (0.0, 2.0, "Zoé", "Un mot & un <b>"),
        (1.5, 3603.0, "A", "Oui."),
        (1.5, 3603.0, "B", "Non."),
    ]


@pytest.mark.parametrize("blank", [" ", "\t", "  \t "])
def test_a_line_of_blanks_is_no_empty_line(tmp_path: Path, blank: str) -> None:
    path = tmp_path / "captions.vtt"
    path.write_text(HEAD + CUE + f"{blank}\n00:00:06.000 --> 00:00:07.000\nYes.\n\n{blank}\n")
    cues, faults = read_captions(path)
    assert [cue.text for cue in cues] == ["Invented.", "Yes."]
    assert [fault.rule for fault in faults] == ["text-without-timing"]


@pytest.mark.parametrize("above", ["WEBVTT\n", HEAD + CUE.rstrip("\n") + "\n"])
def test_a_cue_without_an_empty_line_above_it(tmp_path: Path, above: str) -> None:
    path = tmp_path / "captions.vtt"
    path.write_text(above + "00:00:06.000 --> 00:00:07.000\nYes.\n\n00:08.000 --> 00:09.000\nNo.\n")
    _, (fault,) = read_captions(path)
    assert (fault.rule, fault.place.line) == ("swallowed-cue", above.count("\n") + 1)


def test_allowed_faults_hide_no_other(tmp_path: Path) -> None:
    path = tmp_path / "captions.vtt"
    note = "NOTE hub: allow overlapping-cues - invented\n\n"
    many = "".join(
        f"{note}00:00:{second:02}.000 --> 00:00:59.000\nAt once.\n\n" for second in range(1, 31)
    )
    path.write_text(HEAD + "00:00.500 --> 00:00:59.000\nFirst.\n\n" + many + "Untimed.\n")
    cues, faults = read_captions(path)
    assert len(cues) == 31
    assert [fault.rule for fault in faults] == ["text-without-timing"]


def test_an_overlap_that_is_meant_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "captions.vtt"
    note = "NOTE hub: allow overlapping-cues - two invented people at once\n\n"
    path.write_text(HEAD + CUE + note + "00:00:03.000 --> 00:00:05.000\nAt once.\n")
    assert read_captions(path)[1] == []


def test_a_file_of_another_format_is_not_told_cue_by_cue(tmp_path: Path) -> None:
    path = tmp_path / "captions.vtt"
    path.write_text(HEAD + "00:00:01,000 --> 00:00:04,000\nSubRip.\n\n" * 500)
    assert len(read_captions(path)[1]) == 10


@pytest.mark.parametrize("tag", TAGS)
def test_reads_the_same_cues_as_others(tag: str) -> None:
    path = OWN / f"captions.{tag}.vtt"
    cues, faults = read_captions(path, 24)
    assert not faults
    read = webvtt.read(path)
    theirs = [(cue.start_in_seconds, cue.voice or "", " ".join(cue.text.split())) for cue in read]
    # webvtt-py gives whole seconds, and leaves entities as they are.
    assert [(int(cue.start), cue.speaker, cue.text.replace("&", "&amp;")) for cue in cues] == theirs
    script = (
        "import('webvtt-parser').then(({ default: { WebVTTParser } }) => {"
        " const source = require('fs').readFileSync(process.argv[1], 'utf8');"
        " const { cues, errors } = new WebVTTParser().parse(source, 'captions');"
        " console.log(JSON.stringify([errors, cues.map((c) => [c.startTime, c.endTime])])); })"
    )
    done = subprocess.run(
        ["node", "-e", script, str(path)],
        cwd=NODE_MODULES.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    errors, times = json.loads(done.stdout)
    assert errors == []
    assert [(cue.start, cue.end) for cue in cues] == [tuple(time) for time in times]


def seminar(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "seminars/2031-05-invented"
    folder.mkdir(parents=True)
    (tmp_path / "seminars/series.yml").write_text("{}\n")
    (folder / "index.en.md").write_text("Invented.\n")
    head = "added: 2031-04-01\ntitle: {en: Invented}\ndays: [{date: 2031-05-01}]\n"
    (folder / "seminar.yml").write_text(head + text)
    return folder


def faults_of(docs: Path) -> list[tuple[str, str, int]]:
    faults = read_content(docs, TAGS, date(2031, 6, 1)).faults
    return [(fault.rule, fault.path.name, fault.place.line) for fault in faults]


def test_captions_end_with_the_recording_that_seminar_yml_describes(tmp_path: Path) -> None:
    text = 'recordings:\n  - url: https://a.example/\n    duration: "0:00:03"\n'
    text += "    captions: [{language: en, file: here.vtt}]\n"
    folder = seminar(tmp_path, text)
    (folder / "here.vtt").write_text(HEAD + CUE)
    assert faults_of(tmp_path) == [("cue-past-end", "here.vtt", 3)]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-"])
def test_a_pdf_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    folder = seminar(tmp_path, "materials:\n  - kind: slides\n    file: here.pdf\n")
    (folder / "here.pdf").write_bytes(content)
    assert faults_of(tmp_path) == [("unreadable-pdf", "seminar.yml", 6)]


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n<svg/>"])
def test_a_picture_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    folder = seminar(tmp_path, "")
    (folder / "index.fr.md").write_text("Texte.\n\n![Image inventée](here.png)\n", "utf-8")
    (folder / "here.png").write_bytes(content)
    assert ("unreadable-picture", "index.fr.md", 3) in faults_of(tmp_path)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif"])
def test_a_picture_whose_end_is_missing(tmp_path: Path, suffix: str) -> None:
    folder = seminar(tmp_path, "")
    (folder / "index.fr.md").write_text(f"Texte.\n\n![Image inventée](here.{suffix})\n", "utf-8")
    here = folder / f"here.{suffix}"
    Image.effect_noise((300, 200), 60).convert("RGB").save(here)
    assert ("unreadable-picture", "index.fr.md", 3) not in faults_of(tmp_path)
    here.write_bytes(here.read_bytes()[:-2000])
    assert ("unreadable-picture", "index.fr.md", 3) in faults_of(tmp_path)


def test_the_text_of_a_pdf_is_in_reading_order() -> None:
    arabic = list(pdf.texts_of(OWN / "slides.ar.pdf"))
    assert "يعيش خلد الماء المخترع في مصب النهر." in arabic[1]
    assert "2031" in arabic[0]
    assert "Un ornithorynque inventé" in list(pdf.texts_of(OWN / "slides.fr.pdf"))[1]


def test_the_picture_of_a_pdf_is_small_and_always_the_same() -> None:
    picture = next(pdf.pictures_of(OWN / "slides.fr.pdf", [640]))
    assert picture[8:12] == b"WEBP"
    assert len(picture) < 30_000
    assert picture == next(pdf.pictures_of(OWN / "slides.fr.pdf", [640]))
