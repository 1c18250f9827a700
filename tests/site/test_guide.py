"""The editors' guide: the same in all languages, and its examples work."""

import re
from pathlib import Path

import pytest

from kmh_hub.model.archive import Archive
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.redirects import Redirects
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.rules import RULES
from kmh_hub.reading.validation import validate
from kmh_hub.reading.yaml_document import parse

from ..conftest import ROOT, TAGS

_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
BASE = {
    "title": "title: {en: Example}\n",
    "days": "days: [{date: 2031-05-01, sessions: [{}, {}]}]\n",
}


def guide(tag: str) -> str:
    return (ROOT / f"docs/guide.{tag}.md").read_text("utf-8")


@pytest.mark.parametrize("tag", TAGS)
def test_every_example_of_metadata_is_valid(tag: str, tmp_path: Path) -> None:
    blocks = _BLOCK.findall(guide(tag))
    assert blocks
    for block in blocks:
        keys = set(re.findall(r"^(\w+):", block, re.MULTILINE))
        model = next(
            (
                each
                for each, own in (
                    (Archive, set(Archive.model_fields)),
                    (Redirects, set(Redirects.model_fields)),
                    (Glossary, set(Glossary.model_fields)),
                    (Vocabulary, set(Vocabulary.model_fields) - {"themes"}),
                )
                if keys & own
            ),
            Seminar,
        )
        base = BASE if model is Seminar else {}
        path = tmp_path / "seminar.yml"
        missing = "".join(text for key, text in base.items() if key not in keys)
        path.write_text(missing + block, "utf-8")
        document, faults = parse(path)
        faults += validate(model, document, TAGS)[1]
        assert not faults, (block, faults)


def test_the_guide_says_the_same_in_every_language() -> None:
    headings = {
        tag: re.findall(r"^(#+) .*?\{#([\w-]+)\}", guide(tag), re.MULTILINE) for tag in TAGS
    }
    assert headings["fr"] == headings["en"] == headings["ar"]
    commands = {tag: set(re.findall(r"hub [a-z]+(?: --[a-z]+)?", guide(tag))) for tag in TAGS}
    assert commands["fr"] == commands["en"] == commands["ar"]


@pytest.mark.parametrize("tag", TAGS)
def test_every_message_that_it_quotes_is_of_a_rule(tag: str) -> None:
    quoted = re.findall(r"^\w+\[([a-z0-9-]+)\]: ", guide(tag), re.MULTILINE)
    assert len(quoted) > 4
    assert set(quoted) <= set(RULES)


@pytest.mark.parametrize("tag", TAGS)
def test_every_picture_is_there(tag: str) -> None:
    pictures = re.findall(r"^!\[[^\]]+\]\((assets/guide/[^)]+)\)", guide(tag), re.MULTILINE)
    assert len(pictures) == 3
    for picture in pictures:
        assert (ROOT / "docs" / picture).is_file(), "run: make pictures"
