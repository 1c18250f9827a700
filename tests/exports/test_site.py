"""The files for other programs, as the site puts them together from its seminars' pieces."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import feedparser
import pytest

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.open_data.record import JSON_PATH
from kmh_hub.exports.site import (
    descriptions,
    exports_of,
    made_in,
    made_of,
    series_export,
    series_paths,
)
from kmh_hub.localisation.language import Languages
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.text import Text
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, TAGS

ADDRESSES = Addresses("https://hub.example/kmh/")
NAMES = {tag: (f"Site {tag} <&>", "Invented subtitle") for tag in TAGS}


@pytest.fixture(scope="module")
def series() -> Series:
    return read_content(FIXTURES / "docs", TAGS).series


def files_of(series: Series, languages: Languages) -> dict[str, bytes]:
    exports = exports_of(series, languages, ADDRESSES, NAMES)
    return {each.path: each.content for each in exports}


def pieces_of(entry: Entry, vocabulary: Vocabulary, languages: Languages) -> Mapping[str, bytes]:
    found = dict(made_of(entry, languages, ADDRESSES).pieces)
    for language in languages.all:
        title, _ = NAMES[language.tag]
        found |= made_in(entry, vocabulary, language, ADDRESSES, title).pieces
    return found


def joined(
    pieces: Sequence[Mapping[str, bytes]], vocabulary: Vocabulary, languages: Languages
) -> dict[str, bytes]:
    of_series = (
        series_export(
            path, [each[path] for each in pieces], vocabulary, languages, ADDRESSES, NAMES
        )
        for path in series_paths(languages)
    )
    exports = (*of_series, *descriptions(languages))
    return {each.path: each.content for each in exports}


def test_a_seminars_pieces_do_not_depend_on_the_others(
    series: Series, languages: Languages
) -> None:
    pieces = [pieces_of(entry, series.vocabulary, languages) for entry in series.entries]
    for out in range(len(pieces)):
        rest = tuple(entry for index, entry in enumerate(series.entries) if index != out)
        expected = files_of(Series(series.vocabulary, rest), languages)
        found = joined([*pieces[:out], *pieces[out + 1 :]], series.vocabulary, languages)
        assert found == {path: expected[path] for path in found}
        others = expected.keys() - found.keys()
        assert others == {each for each in others if any(one.slug in each for one in rest)}


def test_an_edit_changes_the_pieces_of_one_seminar(series: Series, languages: Languages) -> None:
    before = [pieces_of(entry, series.vocabulary, languages) for entry in series.entries]
    entry = series.entries[2]
    seminar = entry.seminar.model_copy(update={"title": Text({"en": "Invented otherwise"})})
    pieces = list(before)
    pieces[2] = pieces_of(replace(entry, seminar=seminar), series.vocabulary, languages)
    changed = {path for path, piece in pieces[2].items() if piece != before[2][path]}
    assert changed == set(pieces[2]) - {"data/figures.csv"}
    found = joined(pieces, series.vocabulary, languages)
    titles = [each["title"]["en"] for each in json.loads(found[JSON_PATH])["seminars"]]
    assert titles.count("Invented otherwise") == 1


def test_a_hub_without_seminars_has_the_files_of_the_series(languages: Languages) -> None:
    found = files_of(Series(Vocabulary(), ()), languages)
    assert found == joined([], Vocabulary(), languages)
    assert json.loads(found[JSON_PATH])["seminars"] == []
    for tag in ("en/", "ar/", ""):
        assert feedparser.parse(found[f"{tag}seminars/feed.xml"]).entries == []
        assert found[f"{tag}seminars/seminars.ics"].endswith(b"\r\nEND:VCALENDAR\r\n")
