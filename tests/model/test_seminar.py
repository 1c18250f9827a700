"""The model, by the invented seminar that uses every field and by the real ones."""

import pytest
from pydantic import ValidationError

from kmh_hub.model.agenda import Span
from kmh_hub.model.base import Model
from kmh_hub.model.description import descriptions_of
from kmh_hub.model.material import Item
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Series
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS


@pytest.fixture(scope="module")
def invented() -> Series:
    return read_content(FIXTURES / "docs", TAGS).series


@pytest.fixture(scope="module")
def real() -> Series:
    return read_content(ROOT / "docs", TAGS).series


def test_the_invented_seminar_uses_every_field(invented: Series) -> None:
    seminar = invented.by_slug["2031-05-invented-full"].seminar
    assert seminar.model_fields_set == set(Seminar.model_fields)


def test_values_are_frozen(invented: Series) -> None:
    with pytest.raises(ValidationError):
        invented.entries[0].seminar.number = 7


def test_sessions_are_numbered_over_all_days(invented: Series) -> None:
    seminar = invented.by_slug["2031-05-invented-full"].seminar
    assert len(seminar.sessions) == 3


def test_only_published_files_are_published(invented: Series) -> None:
    entry = invented.by_slug["2031-05-invented-full"]
    assert set(entry.files) == {
        "agenda.fr.pdf", "slides.ar.pdf", "slides.en.pdf", "slides.fr.pdf", "captions.ar.vtt",
        "captions.en.vtt", "captions.fr.vtt", "transcript.fr.txt", "recording.ar.mp3",
        "recording.ar.mp4", "recording.en.webm", "recording.fr.180p.webm", "recording.fr.mp4",
        "recording.fr.opus", "recording.fr.webm",
    }  # fmt: skip
    assert all(facts.size > 500 for facts in entry.files.values())


def test_the_files_tell_of_themselves(invented: Series) -> None:
    files = invented.by_slug["2031-05-invented-full"].files
    assert files["slides.fr.pdf"].pages == 3
    width, height = files["slides.fr.pdf"].page_size or (0, 0)
    assert width / height == pytest.approx(16 / 9, rel=0.02)
    cues = files["captions.fr.vtt"].cues
    assert len(cues) == 8
    assert (cues[3].start, cues[3].end, cues[3].speaker) == (9.0, 11.8, "Badr Inventé")
    assert cues[3].text == "Merci, Zoé. L’association Sable & Sel a compté chaque plant."


def test_the_last_change_is_the_update(invented: Series) -> None:
    assert str(invented.by_slug["2031-05-invented-full"].seminar.updated) == "2031-05-20"
    assert str(invented.by_slug["2030-02-invented-sparse"].seminar.updated) == "2030-03-01"


def test_every_field_says_what_it_is() -> None:
    models = [*Model.__subclasses__(), *Span.__subclasses__(), *Item.__subclasses__()]
    assert len(models) > 10
    for model in models:
        told = model.model_json_schema(by_alias=False)["properties"]
        for name in model.model_fields:
            assert told[name]["description"] == descriptions_of(model)[name]


def test_the_real_series_is_in_order(real: Series) -> None:
    assert [entry.slug for entry in real.entries] == [
        "2018-11-sustainable-reintegration",
        "2021-03-children-and-families",
        "2021-12-sustainable-development",
        "2022-05-lessons-learned",
        "2022-11-victims-of-trafficking",
        "2022-12-building-evidence",
    ]
    assert [entry.seminar.number for entry in real.entries] == [1, 2, 3, 4, 5, None]


def test_neighbours(real: Series) -> None:
    first, second = real.entries[:2]
    assert real.neighbours(first) == (None, second)
    assert real.neighbours(real.entries[-1]) == (real.entries[-2], None)


def test_the_facts_of_the_fifth_seminar(real: Series) -> None:
    seminar = real.by_slug["2022-11-victims-of-trafficking"].seminar
    (day,) = seminar.days
    assert (str(day.date), str(day.start), str(day.end)) == ("2022-11-17", "11:00:00", "13:00:00")
    assert seminar.timezone == "CET"
    assert seminar.countries == (
        "AF", "DZ", "EG", "ET", "IQ", "LB", "LY", "ML", "MA", "NE", "NG", "SD", "TD", "TN",
    )  # fmt: skip
    assert len(seminar.sessions) == 3
    assert {recording.language for recording in seminar.recordings} == {"fr", "en", "ar"}
    assert not any(item.is_published for item in (*seminar.materials, *seminar.recordings))


def test_real_content_is_in_all_languages(real: Series) -> None:
    for entry in real.entries:
        assert entry.prose == set(TAGS)
        for text in (entry.seminar.title, *(s.title for s in entry.seminar.sessions if s.title)):
            assert set(text.root) == set(TAGS)
