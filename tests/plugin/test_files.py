"""Which files of a seminar's folder are published."""

from pathlib import Path

from ..conftest import run

WITHDRAWN = """
materials:
  - {kind: slides, file: secret.pdf, status: withdrawn}
recordings:
  - language: en
    status: withdrawn
    file: secret.webm
    captions: [{language: en, file: secret.vtt}]
    transcript: secret.txt
"""


def test_files_that_were_withdrawn_are_not_published(hub: Path) -> None:
    folder = hub / "docs/seminars/2030-02-invented-sparse"
    with (folder / "seminar.yml").open("a", encoding="utf-8") as metadata:
        metadata.write(WITHDRAWN)
    pdf = hub / "docs/seminars/2031-05-invented-full/agenda.fr.pdf"
    (folder / "secret.pdf").write_bytes(pdf.read_bytes())
    (folder / "secret.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nInvented.\n")
    recording = pdf.with_name("recording.en.webm")
    (folder / "secret.webm").write_bytes(recording.read_bytes())
    (folder / "secret.txt").write_text("invented")
    result = run("build")
    assert result.exit_code == 0, result.output
    assert list((hub / "site").rglob("agenda.fr.pdf"))
    assert not [path for path in (hub / "site").rglob("*") if "secret" in path.name]
