"""What the pages of the invented and the real seminars say to reference managers."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.meta_tags import seminar_meta
from kmh_hub.localisation.language import Languages
from kmh_hub.model.series import Entry
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import Kind
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS

ADDRESSES = Addresses("https://hub.example/kmh/")
SERIES = "Invented seminars"
FULL = "2031-05-invented-full"
SPARSE = "2030-02-invented-sparse"

Found = Mapping[str, list[str]]
Source = tuple[Vocabulary, Mapping[str, Entry]]


def content(docs: Path) -> Source:
    series = read_content(docs, TAGS).series
    return series.vocabulary, series.by_slug


@pytest.fixture(scope="module")
def invented() -> Source:
    return content(FIXTURES / "docs")


@pytest.fixture(scope="module")
def real() -> Source:
    return content(ROOT / "docs")


def tags(
    source: Source,
    slug: str,
    languages: Languages,
    tag: str,
    kind: Kind = Kind.OVERVIEW,
) -> Found:
    vocabulary, entries = source
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in seminar_meta(
        entries[slug], vocabulary, languages[tag], ADDRESSES, SERIES, kind
    ):
        found[name].append(text)
    return found


def test_the_whole_set(invented: Source, languages: Languages) -> None:
    found = dict(tags(invented, FULL, languages, "en"))
    overview = f"https://hub.example/kmh/en/seminars/{FULL}/"
    assert found.pop("z.presentationType")[0]
    assert found == {
        "citation_title": ["Invented full seminar"],
        "citation_author": ["Invented Agency,"],
        "citation_publication_date": ["2031/05/01"],
        "citation_language": ["en"],
        "citation_keywords": ["Testing"],
        "citation_pdf_url": [f"https://hub.example/kmh/seminars/{FULL}/slides.en.pdf"],
        "citation_public_url": [overview],
        "citation_abstract_html_url": [overview],
        "DC.title": ["Invented full seminar"],
        "DC.creator": ["Invented Agency"],
        "DC.publisher": ["Invented Agency"],
        "DC.date": ["2031-05-01/2031-05-02"],
        "DC.language": ["en"],
        "DC.type": ["Event"],
        "DC.format": ["text/html"],
        "DC.identifier": [overview],
        "DC.subject": ["Testing"],
        "DC.coverage": ["Ethiopia", "Morocco"],
        "DCTERMS.abstract": ["An invented summary, in English only."],
        "z.itemType": ["presentation"],
        "z.meetingName": [SERIES],
        "z.place": ["Invented City (Ethiopia)"],
    }


def test_the_least_set(invented: Source, languages: Languages) -> None:
    found = tags(invented, SPARSE, languages, "fr")
    assert set(found) == {
        "citation_title",
        "citation_publication_date",
        "citation_language",
        "citation_public_url",
        "citation_abstract_html_url",
        "DC.title",
        "DC.date",
        "DC.language",
        "DC.type",
        "DC.format",
        "DC.identifier",
        "z.itemType",
        "z.presentationType",
    }


@pytest.mark.parametrize("tag", TAGS)
def test_no_day_is_made_of_a_month(real: Source, languages: Languages, tag: str) -> None:
    for kind in Kind:
        found = tags(real, "2021-03-children-and-families", languages, tag, kind)
        assert found["citation_publication_date"] == ["2021/03"]
        assert found["DC.date"] == ["2021-03"]
        rest = [text for name, texts in found.items() if "date" not in name for text in texts]
        assert not any(re.search(r"2021[-/]03[-/]\d", text) for text in rest)


def test_a_date_that_does_not_hold_is_not_said(invented: Source, languages: Languages) -> None:
    found = tags(invented, "2032-02-invented-postponed", languages, "fr")
    assert not [name for name in found if "date" in name]


def test_zotero_makes_a_presentation_of_it(real: Source, languages: Languages) -> None:
    found = tags(real, "2018-11-sustainable-reintegration", languages, "fr")
    # Any of these would turn the item into a conference paper, or fill its field “Extra”.
    assert not {"citation_conference_title", "citation_conference", "DC.description"} & set(found)
    assert found["z.itemType"] == ["presentation"]
    assert found["citation_author"] == [
        "Union africaine (UA),",
        "Union européenne (UE),",
        "Pôle de gestion des connaissances (KMH) de l’UE-OIM,",
    ]
    assert [f"{name}," for name in found["DC.creator"]] == found["citation_author"]


def test_types_and_formats_are_those_of_the_page(invented: Source, languages: Languages) -> None:
    by_kind = {kind: tags(invented, FULL, languages, "ar", kind) for kind in Kind}
    assert by_kind[Kind.RECORDINGS]["DC.type"] == ["Event", "MovingImage"]
    assert by_kind[Kind.PRESENTATION]["DC.type"] == ["Event"]
    assert {kind: found["DC.format"] for kind, found in by_kind.items()} == {
        Kind.OVERVIEW: ["text/html"],
        Kind.AGENDA: ["text/html", "application/pdf"],
        Kind.PRESENTATION: [
            "text/html",
            "application/pdf",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ],
        Kind.RECORDINGS: ["text/html", "video/webm", "video/mp4"],
    }
    same = [
        {name: texts for name, texts in found.items() if name not in {"DC.type", "DC.format"}}
        for found in by_kind.values()
    ]
    assert all(each == same[0] for each in same)


def test_sound_is_sound(invented: Source, languages: Languages) -> None:
    vocabulary, entries = invented
    entry = entries[FULL]
    sound = entry.seminar.recordings[0].model_copy(update={"file": "recording.ar.mp3"})
    seminar = entry.seminar.model_copy(update={"recordings": (sound,), "added": None})
    changed = {FULL: replace(entry, seminar=seminar)}
    found = tags((vocabulary, changed), FULL, languages, "fr", Kind.RECORDINGS)
    assert found["DC.type"] == ["Event", "Sound"]
    assert found["DC.format"] == ["text/html", "audio/mpeg"]


@pytest.mark.parametrize(
    ("tag", "file"), [("fr", "slides.fr.pdf"), ("en", "slides.en.pdf"), ("ar", "slides.ar.pdf")]
)
def test_slides_are_in_the_language_of_the_page(
    invented: Source, languages: Languages, tag: str, file: str
) -> None:
    found = tags(invented, FULL, languages, tag)
    assert found["citation_pdf_url"] == [f"https://hub.example/kmh/seminars/{FULL}/{file}"]


def test_slides_elsewhere_count_too(invented: Source, languages: Languages) -> None:
    vocabulary, entries = invented
    entry = entries[FULL]
    url = "https://agency.example/slides.pdf"
    slides = entry.seminar.materials[1].model_copy(update={"file": None, "url": url})
    seminar = entry.seminar.model_copy(update={"materials": (slides,)})
    changed = {FULL: replace(entry, seminar=seminar)}
    assert tags((vocabulary, changed), FULL, languages, "ar")["citation_pdf_url"] == [url]
    agenda_only = entry.seminar.model_copy(update={"materials": entry.seminar.materials[:1]})
    changed = {FULL: replace(entry, seminar=agenda_only)}
    assert "citation_pdf_url" not in tags((vocabulary, changed), FULL, languages, "ar")


def test_texts_are_plain_and_never_empty(
    invented: Source,
    real: Source,
    languages: Languages,
) -> None:
    for source in (invented, real):
        for slug in source[1]:
            for tag in TAGS:
                for kind in Kind:
                    found = tags(source, slug, languages, tag, kind)
                    assert all(text.strip() for texts in found.values() for text in texts)
    title = "Séminaire inventé <b>complet</b>"
    assert tags(invented, FULL, languages, "fr")["citation_title"] == [title]
