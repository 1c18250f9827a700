"""What lies in the content: links, devices, kinds and sizes of files, and what is in them."""

import os
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from kmh_hub.model.limits import Limits
from kmh_hub.reading.file_type import TYPES
from kmh_hub.reading.seminars import Content, read_content
from kmh_hub.reports.people import for_people

from ..conftest import FIXTURES, TAGS, run

OWN = FIXTURES / "docs/seminars/2031-05-invented-full"
OUTSIDE = "invented, and not to be seen"
"""What lies outside of the content, and must be seen nowhere."""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    folder = docs / "seminars/2031-05-invented"
    folder.mkdir(parents=True)
    (docs / "seminars/series.yml").write_text("{}\n")
    (folder / "index.en.md").write_text("Invented.\n")
    (folder / "seminar.yml").write_text(
        "added: 2031-04-01\ntitle: {en: Invented}\ndays: [{date: 2031-05-01}]\n"
    )
    (tmp_path / "secret").mkdir()
    for name in ("secret.txt", "index.en.md", "seminar.yml", "secret/index.en.md"):
        (tmp_path / name).write_text(f"{OUTSIDE}\n")
    return docs


def read(docs: Path, limits: Limits | None = None) -> Content:
    return read_content(docs, TAGS, date(2031, 6, 1), limits=limits or Limits())


def told(content: Content) -> list[tuple[str, str]]:
    return [(fault.rule, fault.path.name) for fault in content.faults]


LINKS = {
    "seminars/2031-05-invented/here.txt": "../../../secret.txt",
    "seminars/2031-05-invented/.hidden": "/",
    "seminars/2031-05-invented/folder": "../../../secret",
    "seminars/2031-05-invented/loop": ".",
    "seminars/2031-05-invented/nowhere.txt": "nowhere",
    "seminars/2031-05-invented/index.fr.md": "../../../index.en.md",
    "seminars/2031-05-invented/endless.txt": "/dev/zero",
    "seminars/2031-06-linked": "../../secret",
    "about.en.md": "../secret.txt",
    "assets": "../secret",
    "glossary.yml": "/proc/self/environ",
}


@pytest.mark.parametrize("at", LINKS)
def test_a_link_is_a_fault_and_is_not_followed(docs: Path, at: str) -> None:
    (docs / at).symlink_to(LINKS[at])
    content = read(docs)
    assert told(content) == [("link-in-content", Path(at).name)]
    assert OUTSIDE not in "".join(for_people(content.faults, docs))
    assert all(entry.slug != "2031-06-linked" for entry in content.series.entries)


@pytest.mark.parametrize("name", ["seminar.yml", "index.en.md", "../series.yml"])
def test_a_link_in_the_place_of_what_is_read(docs: Path, name: str) -> None:
    path = docs / "seminars/2031-05-invented" / name
    path.unlink()
    path.symlink_to(docs.parent / "secret.txt")
    content = read(docs)
    assert told(content) == [("link-in-content", path.name)]
    assert OUTSIDE not in "".join(for_people(content.faults, docs))


@pytest.mark.parametrize("name", ["here.txt", "seminar.yml", "index.fr.md", "captions.vtt"])
def test_a_pipe_does_not_stop_the_reading(docs: Path, name: str) -> None:
    path = docs / "seminars/2031-05-invented" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    assert ("link-in-content", name) in told(read(docs))


def test_pages_that_nothing_would_check_are_faults(docs: Path) -> None:
    for name in ("notes.md", "stories/page.html", "stories/other.en.markdown", "seminars/page.md"):
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text("<script>alert(1)</script>\n")
    (docs / "stories/story.en.md").write_text("<script>alert(1)</script>\n")
    assert sorted(told(read(docs))) == [
        ("file-type", "page.html"),
        ("html-not-allowed", "story.en.md"),
        ("html-not-allowed", "story.en.md"),
        ("misnamed-file", "notes.md"),
        ("misnamed-file", "other.en.markdown"),
        ("misnamed-file", "page.md"),
    ]


@pytest.mark.parametrize(
    "suffix", ["svg", "html", "xhtml", "js", "css", "exe", "docm", "zip", "swf"]
)
def test_programs_are_not_published(docs: Path, suffix: str) -> None:
    name = f"here.{suffix}"
    (docs / "seminars/2031-05-invented" / name).write_text("<svg onload='alert(1)'/>")
    (docs / "seminars/2031-05-invented/index.en.md").write_text(f"[Here]({name})\n")
    assert told(read(docs)) == [("file-type", "seminar.yml")]


def zipped(*names: str, mimetype: str = "") -> bytes:
    into = BytesIO()
    with ZipFile(into, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "invented")
    return into.getvalue()


OPEN = "application/vnd.oasis.opendocument."
GOOD = {
    ".pdf": (OWN / "agenda.fr.pdf").read_bytes(),
    ".docx": zipped("[Content_Types].xml", "word/document.xml"),
    ".pptx": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    ".xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    ".odt": zipped("content.xml", mimetype=f"{OPEN}text"),
    ".odp": zipped("content.xml", mimetype=f"{OPEN}presentation"),
    ".ods": zipped("content.xml", mimetype=f"{OPEN}spreadsheet"),
    ".mp4": (OWN / "recording.fr.mp4").read_bytes(),
    ".m4v": (OWN / "recording.fr.mp4").read_bytes(),
    ".m4a": (OWN / "recording.ar.mp4").read_bytes(),
    ".webm": (OWN / "recording.en.webm").read_bytes(),
    ".weba": (OWN / "recording.en.webm").read_bytes(),
    ".ogg": (OWN / "recording.fr.opus").read_bytes(),
    ".opus": (OWN / "recording.fr.opus").read_bytes(),
    ".wav": b"RIFF\x24\0\0\0WAVEfmt ",
    ".mp3": (OWN / "recording.ar.mp3").read_bytes(),
    ".vtt": (OWN / "captions.fr.vtt").read_bytes(),
    ".txt": "Inventé.\n".encode(),
    ".csv": b"a,b\n1,2\n",
}
PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
PICTURES |= {".avif": "AVIF"}
BAD = {
    ".docx": zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    ".odt": zipped("content.xml", "Basic/script.xml", mimetype=f"{OPEN}text"),
    ".txt": "Inventé.\n".encode("latin-1"),
    ".csv": b"a,b\0\n",
}


def good(suffix: str) -> bytes:
    if suffix not in PICTURES:
        return GOOD[suffix]

    into = BytesIO()
    Image.new("RGB", (8, 8)).save(into, PICTURES[suffix])
    return into.getvalue()


@pytest.mark.parametrize("suffix", TYPES)
def test_a_file_is_what_its_name_says(docs: Path, suffix: str) -> None:
    page = docs / "seminars/2031-05-invented/index.en.md"
    path = page.with_name(f"here{suffix}")
    page.write_text(f"[Here]({path.name})\n")
    path.write_bytes(good(suffix))
    assert told(read(docs)) == []
    html = b"<!doctype html><script>alert(1)</script>"
    wrong = BAD.get(suffix, b"\0" + html if TYPES[suffix].limit == "texts" else html)
    path.write_bytes(wrong)
    assert ("file-not-of-type", "seminar.yml") in told(read(docs))
    outside = docs / f"assets/here{suffix}"
    outside.parent.mkdir()
    outside.write_bytes(wrong)
    assert ("file-not-of-type", outside.name) in told(read(docs))


@pytest.mark.parametrize("name", ["here.txt", "here.pdf", "here.webm", "index.en.md", "here.png"])
def test_a_file_that_is_too_large_is_not_opened(docs: Path, name: str) -> None:
    path = docs / "seminars/2031-05-invented" / name
    with path.open("wb") as file:
        file.truncate(2_000_000)
    (fault,) = read(docs, Limits(1, 1, 1, 1)).faults
    assert (fault.rule, fault.path) == ("file-over-limit", path)
    assert fault.values == {"value": name, "size": 2_000_000, "limit": 1_000_000}


def test_mkdocs_yml_says_how_large_files_may_be(hub: Path) -> None:
    assert "0 faults" not in run("check").output
    assert run("check").exit_code == 0
    config = hub / "mkdocs.yml"
    said = config.read_text("utf-8")
    config.write_text(said.replace("recordings: 500", "recordings: 0.01"), "utf-8")
    for command in ("check", "build"):
        result = run(command)
        assert result.exit_code == 1
        assert "recording.fr.webm” has" in result.output
    config.write_text(said.replace("recordings: 500", "recording: 500"), "utf-8")
    for command in ("check", "build"):
        result = run(command)
        assert result.exit_code == 1
        assert "limits: there is no “recording”; there are: texts, pictures" in result.output
