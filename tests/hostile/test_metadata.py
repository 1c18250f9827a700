"""Metadata that attacks: it is read, or refused with a rule; nothing ends in a stack trace."""

import os
import time
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from kmh_hub.model import entity, figure, glossary, material, recording, seminar
from kmh_hub.model.address import FileName, HttpsUrl
from kmh_hub.reading.seminars import read_content
from kmh_hub.reports.people import for_people

from ..conftest import FIXTURES, TAGS
from . import texts

ALL = os.environ.get("HUB_HOSTILE") == "all"
FULL = FIXTURES / "docs/seminars/2031-05-invented-full/seminar.yml"
LONGEST = 30
"""So many seconds may a file take on a busy machine, however it is written."""
NAMES = (
    "../secret.txt",
    "..",
    ".",
    "/etc/passwd",
    "\\\\host\\share.txt",
    "C:\\secret.txt",
    "C:secret.txt",
    "a/b.txt",
    "a\\b.txt",
    "..%2fsecret.txt",
    "%2e%2e/secret.txt",
    "secret.txt\0.pdf",
    "secret.txt\n",
    " secret.txt",
    "~/secret.txt",
    "file:///etc/passwd",
    "\u202efdp.exe",
    "secret\u2024txt",
    "ｓecret.txt",
    ".hidden.txt",
    "-rf.txt",
    "index.fr.md",
    "seminar.yml",
    "index.html",
    "share.png",
    "citation.bib",
    "translations.json",
)


def models() -> Iterator[type[BaseModel]]:
    for module in (entity, figure, glossary, material, recording, seminar):
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, BaseModel):
                yield each


def test_every_address_is_https() -> None:
    fields = [
        (model.__name__, name, field)
        for model in models()
        for name, field in model.model_fields.items()
        if "url" in name or "address" in name
    ]
    assert len(fields) > 5
    for model, name, field in fields:
        value = TypeAdapter(field.rebuild_annotation())
        for address in texts.ADDRESSES:
            with pytest.raises(ValidationError):
                value.validate_python(unescape(address))
        assert value.validate_python("https://a.example/b?c=d#e"), (model, name)


@pytest.mark.parametrize("address", [*texts.ADDRESSES, "https://a.example/\u202e", "HTTPS://a b/"])
def test_an_address_that_leads_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(HttpsUrl).validate_python(unescape(address))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leaves_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(FileName).validate_python(name)


def hub(folder: Path) -> Path:
    """Write a hub with one seminar; returns its seminar.yml."""
    target = folder / "seminars/2031-05-invented-full"
    target.mkdir(parents=True)
    (folder / "seminars/series.yml").write_bytes((FULL.parents[1] / "series.yml").read_bytes())
    (target / "index.en.md").write_text("Invented.\n")
    (target / "seminar.yml").write_bytes(FULL.read_bytes())
    return target / "seminar.yml"


def read(docs: Path) -> str:
    """Read a hub and tell its faults in words; takes no longer than it may."""
    started = time.monotonic()
    content = read_content(docs, TAGS, date(2031, 6, 1))
    told = "\n".join(for_people(content.faults, docs))
    assert time.monotonic() - started < LONGEST
    return told


def with_value(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(document) if isinstance(document, dict) else list(document)
    copy[path[0]] = with_value(document[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize("value", [True, 7, "words", {"a": 1}])
def test_a_day_whose_sessions_are_no_list(tmp_path: Path, value: object) -> None:
    """All values in all places found this one."""
    path = hub(tmp_path)
    document = yaml.safe_load(FULL.read_text("utf-8"))
    changed = with_value(document, ("days", 0, "sessions"), value)
    path.write_text(yaml.safe_dump(changed, sort_keys=False), "utf-8")
    assert "error[" in read(tmp_path)


@pytest.mark.parametrize("name", ["x" * 5000, f"{'x' * 300}.pdf"])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    path = hub(tmp_path)
    document = yaml.safe_load(FULL.read_text("utf-8"))
    changed = with_value(document, ("materials", 0, "file"), name)
    path.write_text(yaml.safe_dump(changed, sort_keys=False), "utf-8")
    with path.with_name("index.en.md").open("a", encoding="utf-8") as prose:
        prose.write(f"\n[a]({name}) ![b]({name}.png)\n")
    assert "error[" in read(tmp_path)


@pytest.mark.parametrize("name", ["seminar.yml", "../series.yml", "../../glossary.yml"])
def test_any_yaml(tmp_path: Path, name: str) -> None:
    path = hub(tmp_path).parent / name
    tried = (*texts.yaml(), *texts.naughty())
    for text in tried if ALL else texts.sample(tried, 120):
        path.write_text(text, "utf-8", errors="replace")
        read(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{a: " * 50_000,
        "a:\n  " + "- " * 100_000,
        "a:\n" + "\n".join(" " * at + "a:" for at in range(1, 700)),
        "materials: [" + "1," * 60_000 + "]",
        "materials: [" + "{}," * 60_000 + "]",
        "\n".join(f"k{at}: 1" for at in range(20_000)),
        "a: 1\n" * 30_000,
        "title: {" + ", ".join(f"k{at}: x" for at in range(15_000)) + "}",
        "a: &a [x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n",
        "a: &a {b: *a}\n",
        "<<: {a: 1}\ntitle: {<<: {fr: x}}\n",
        'title: !!python/object/apply:os.system ["echo"]\n',
        "title: !!binary aGVsbG8=\nadded: !!timestamp 2031-01-01\n",
        "%YAML 9.9\n---\ntitle: x\n",
        "title: |" + "9" * 5,
        "? " * 30_000,
        '"\\ud800": "\\udfff"\ntitle: {fr: "\\ud83d"}\n',
        "title: {en: " + "x" * 250_000 + "}",
        "#" * 250_000,
        "\ufeff\ufefftitle: {en: x}\n",
        "title:\r  en: x\r",
        "title: {en: x}\u2028days: []\n",
        "title: {en: x}\x85days: []\n",
    ],
    ids=lambda text: text[:20],
)
@pytest.mark.parametrize("name", ["seminar.yml", "../series.yml", "../../glossary.yml"])
def test_yaml_that_would_take_too_much(tmp_path: Path, name: str, text: str) -> None:
    (hub(tmp_path).parent / name).write_text(text, "utf-8")
    assert "error[" in read(tmp_path)


def test_characters_that_an_escape_hides_are_seen(tmp_path: Path) -> None:
    path = hub(tmp_path)
    text = path.read_text("utf-8")
    path.write_text(
        text.replace('"Invented full seminar"', '"Invented \\u202efull\\u200b"'), "utf-8"
    )
    told = read(tmp_path)
    assert "open-bidi-control" in told
    assert "invisible-character" in told
