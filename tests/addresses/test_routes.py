"""Where old addresses lead, in each language, after all steps."""

import pytest

from kmh_hub.addresses.prefixes import prefixes_of
from kmh_hub.addresses.routes import CircleError, Routes
from kmh_hub.model.redirects import Redirects

PREFIXES = prefixes_of(("fr", "en", "ar"))


def routes(moved: dict[str, str], *gone: str) -> Routes:
    return Routes(Redirects(moved=moved, gone=gone), PREFIXES)


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("old/", "new/"),
        ("ar/old/", "ar/new/"),
        ("old/#part", "new/#part"),
        ("en/old/agenda/#session-1", "en/new/agenda/#session-1"),
        ("en/old/seminar.ics", "en/new/seminar.ics"),
        ("old/slides.pdf", "elsewhere/deck.pdf"),
        ("older/", "new/"),
        ("en/older/agenda/", "en/new/agenda/"),
        ("en/only/", ""),
        ("en/here/", "en/new/"),
        ("file.pdf", "https://example.org/file.pdf"),
        ("ar/file.pdf", "https://example.org/file.pdf"),
        ("ar/outside/agenda/", "https://example.org/outside"),
        ("en/kept/#was", "en/kept/#is"),
        ("kept/#other", "kept/#other"),
        ("en/home/", "en/"),
        ("en/list/x/", "en/new/#part"),
        ("dead/", None),
        ("en/dead/agenda/#x", None),
        ("ar/oldest/", "ar/new/"),
        ("unsaid/", "unsaid/"),
        ("newold/", "newold/"),
    ],
)
def test_leads_to_the_end(address: str, end: str | None) -> None:
    found = routes(
        {
            "old/": "new/",
            "old/slides.pdf": "elsewhere/deck.pdf",
            "older/": "old/",
            "oldest/": "older/",
            "/en/only/": "/",
            "/en/here/": "new/",
            "file.pdf": "https://example.org/file.pdf",
            "outside/": "https://example.org/outside",
            "kept/#was": "kept/#is",
            "home/": "./",
            "list/": "new/#part",
        },
        "dead/",
    )
    assert found.end(address) == end


def test_a_circle_of_some_languages_is_noticed() -> None:
    found = routes({"a/": "b/", "/en/b/": "a/"})
    assert found.end("a/") == "b/"
    with pytest.raises(CircleError) as error:
        found.end("en/a/")
    assert error.value.steps == ["en/a/", "en/b/", "en/a/", "en/b/"]


@pytest.mark.parametrize("moved", [{"a/": "a/a/"}, {"a/": "b/", "b/": "a/c/"}, {"a/": "a/"}])
def test_a_folder_that_leads_into_itself_ends(moved: dict[str, str]) -> None:
    with pytest.raises(CircleError):
        routes(moved).end("en/a/x/")


def test_knows_the_parts_that_a_page_had() -> None:
    found = routes({"kept/#was": "kept/#is", "kept/#moved": "new/"}, "kept/#dead")
    assert found.parts_of("en/kept/") == {"was": "en/kept/#is", "moved": "en/new/", "dead": None}
    assert found.parts_of("new/") == {}
