"""Renamed seminars keep their identifiers."""

import re
from dataclasses import replace

import pytest

from kmh_hub.exports.calendar.calendar import seminar_calendar
from kmh_hub.exports.export import Addresses
from kmh_hub.exports.feed import feed_entry
from kmh_hub.localisation.language import Languages
from kmh_hub.model.redirects import Redirects, first_slugs
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, TAGS


@pytest.mark.parametrize(
    ("moved", "first"),
    [
        ({"seminars/a/": "seminars/b/"}, {"b": "a"}),
        ({"seminars/a/": "seminars/b/", "seminars/b/": "seminars/c/"}, {"b": "a", "c": "a"}),
        ({"seminars/a/#x": "seminars/b/", "seminars/a/agenda/": "seminars/b/"}, {}),
        ({"about/": "seminars/b/", "seminars/a/": "./", "/en/seminars/a/": "seminars/b/"}, {}),
    ],
)
def test_the_first_name_is_found(moved: dict[str, str], first: dict[str, str]) -> None:
    assert first_slugs(Redirects(moved=moved)) == first


def test_programs_know_a_renamed_seminar_again(languages: Languages) -> None:
    content = read_content(FIXTURES / "docs", TAGS)
    entry = content.series.by_slug["2031-05-invented-full"]
    renamed = replace(entry, slug="2031-05-invented-other", first_slug=entry.slug)
    other = replace(renamed, first_slug="")
    vocabulary, addresses = content.series.vocabulary, Addresses("https://hub.example/")

    def ids(each: object) -> list[bytes]:
        calendar = seminar_calendar(each, vocabulary, languages.default, addresses)  # type: ignore[arg-type]
        news = feed_entry(each, vocabulary, languages.default, addresses)  # type: ignore[arg-type]
        found = re.findall(rb"UID:(.*)", calendar or b"") + re.findall(rb"urn:uuid:[^<]+", news)
        assert len(found) > 1
        return found

    assert ids(renamed) == ids(entry)
    assert ids(other) != ids(entry)
