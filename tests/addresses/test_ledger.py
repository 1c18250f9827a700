"""The list of published addresses: what it says, how it grows."""

from pathlib import Path

from kmh_hub.addresses.ledger import LEDGER_FILE, Ledger
from kmh_hub.addresses.prefixes import expanded, joined, prefixes_of
from kmh_hub.addresses.published import published

TAGS = ("fr", "en", "ar")
PREFIXES = prefixes_of(TAGS)
EVERY = {f"{prefix}a/" for prefix in PREFIXES.values()}


def ledger(folder: Path, text: str) -> Ledger:
    (folder / LEDGER_FILE).write_text(text, "utf-8")
    return Ledger.read(folder)


def test_what_every_language_has_is_one_line() -> None:
    assert joined({*EVERY, "en/only/", "slides.pdf"}, PREFIXES) == [
        "a/",
        "/en/only/",
        "/slides.pdf",
    ]
    assert set(expanded("a/", PREFIXES)) == EVERY
    assert [*expanded("/en/only/", PREFIXES)] == ["en/only/"]


def test_nothing_was_published_where_there_is_no_list(tmp_path: Path) -> None:
    assert Ledger.read(tmp_path).addresses == {}


def test_is_read_as_it_was_written(tmp_path: Path) -> None:
    addresses = EVERY | {"", "en/", "ar/", "#what", "en/#what", "ar/#what", "x.pdf", "en/a/#عربي"}
    text = Ledger.read(tmp_path).with_added(addresses, TAGS)
    read = ledger(tmp_path, text)
    assert not read.faults
    assert set(read.addresses) == addresses
    assert read.with_added((), TAGS) == text
    assert "\n./\n./#what\na/\n/en/a/#عربي\n/x.pdf\n" in text


def test_only_grows(tmp_path: Path) -> None:
    before = ledger(tmp_path, "languages: fr en ar\na/\nold/\n")
    after = ledger(tmp_path, before.with_added(EVERY | {"b/", "en/b/", "ar/b/"}, TAGS))
    assert set(after.lines) == {"a/", "b/", "old/"}


def test_a_language_more_drops_none_of_the_others(tmp_path: Path) -> None:
    before = ledger(tmp_path, "languages: fr en ar\na/\nold/\n")
    tags = (*TAGS, "es")
    after = ledger(tmp_path, before.with_added({*EVERY, "es/a/"}, tags))
    assert set(after.lines) == {"a/", "/old/", "/en/old/", "/ar/old/"}
    assert set(before.addresses) < set(after.addresses)


def test_tells_lines_that_are_no_addresses(tmp_path: Path) -> None:
    found = ledger(tmp_path, "# why\nlanguages: fr en\na/\n<<<<<<< mine\n\ntwo words\n")
    assert [(fault.rule, fault.place.line) for fault in found.faults] == [
        ("ledger-line", 4),
        ("ledger-line", 6),
    ]
    assert [fault.rule for fault in ledger(tmp_path, "a/\n").faults] == ["ledger-line"]


def test_counts_what_others_can_cite() -> None:
    files = [
        "index.html",
        "en/index.html",
        "404.html",
        "_redirects",
        "sitemap.xml",
        "sitemap-2.xml",
        "assets/base.css",
        "en/assets/guide/index.png",
        "pagefind/fr/pagefind.js",
        "seminars/index.html",
        "seminars/2031-05-x/index.html",
        "seminars/2031-05-x/plan.png",
        "seminars/2031-05-x/plan.png.480.webp",
        "seminars/2031-05-x/slides.pdf",
        "seminars/2031-05-x/slides.pdf.webp",
        "en/seminars/2031-05-x/share.png",
        "en/seminars/2031-05-x/seminar.ics",
        "seminars/feed.xml",
    ]
    cited = {"seminars/": ["seminar-1"], "seminars/2031-05-x/": ["context"], "": ["latest"]}
    assert [*published(files, cited, PREFIXES)] == [
        "",
        "en/",
        "seminars/",
        "seminars/2031-05-x/",
        "seminars/2031-05-x/#context",
        "seminars/2031-05-x/plan.png",
        "seminars/2031-05-x/slides.pdf",
        "en/seminars/2031-05-x/seminar.ics",
        "seminars/feed.xml",
    ]
