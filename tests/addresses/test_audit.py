"""Published addresses beside a site: which are answered, and what is told of the rest."""

from pathlib import Path

import pytest

from kmh_hub.addresses.audit import Audit
from kmh_hub.addresses.ledger import LEDGER_FILE, Ledger
from kmh_hub.addresses.prefixes import prefixes_of
from kmh_hub.addresses.routes import Routes
from kmh_hub.reading.redirects import read_redirects
from kmh_hub.reading.rules.addresses import ADDRESSES
from kmh_hub.reports.texts import words_of

TAGS = ("fr", "en")
NEW = {"new/", "en/new/", "new/#part", "en/new/#part", "new/x.pdf", "en/new/a/", "new/a/"}


def audited(folder: Path, ledger: str, redirects: str = "", site: set[str] = NEW) -> Audit:
    (folder / LEDGER_FILE).write_text(f"languages: fr en\n{ledger}", "utf-8")
    path = folder / "redirects.yml"
    path.write_text(redirects or "moved: {}\n", "utf-8")
    _, read, faults = read_redirects(path, TAGS)
    assert read
    assert not faults
    routes = Routes(read, prefixes_of(TAGS))
    return Audit(Ledger.read(folder), routes, site.__contains__, path)


def told(audit: Audit) -> list[tuple[str, int, object, object]]:
    return [
        (each.rule, each.place.line, each.values["value"], each.values.get("count"))
        for each in audit.faults
    ]


def test_what_is_there_needs_no_answer(tmp_path: Path) -> None:
    audit = audited(tmp_path, "new/\nnew/#part\n/new/x.pdf\n")
    assert not audit.faults
    assert not audit.answers


@pytest.mark.parametrize(
    ("ledger", "expected"),
    [
        ("new/\nold/\n", ("address-dropped", 3, "old/", 2)),
        ("new/#was\n", ("address-dropped", 2, "new/#was", 2)),
        ("/new/y.pdf\n", ("address-dropped", 2, "/new/y.pdf", 1)),
        ("old/\nold/#a\nold/a/\nold/a/#b\n/old/x.pdf\n", ("address-dropped", 2, "old/", 9)),
        # In one language only
        ("new/#only\n", ("address-dropped", 2, "/new/#only", 1)),
    ],
)
def test_a_dropped_address_is_told_once(
    ledger: str, expected: tuple[str, int, str, int], tmp_path: Path
) -> None:
    audit = audited(tmp_path, ledger, site={*NEW, "en/new/#only"})
    assert told(audit) == [expected]
    assert "redirects.yml" in words_of(audit.faults[0]).help


def test_a_language_that_is_gone_is_told_by_its_pages(tmp_path: Path) -> None:
    site = {each for each in NEW if not each.startswith("en/")}
    assert told(audited(tmp_path, "new/\nnew/#part\nnew/a/\n", site=site)) == [
        ("address-dropped", 2, "/en/new/", 3)
    ]


def test_a_folder_answers_for_all_below_it(tmp_path: Path) -> None:
    ledger = "old/\nold/#part\nold/a/\n/old/x.pdf\n"
    audit = audited(tmp_path, ledger, "moved:\n  old/: new/\n")
    assert not audit.faults
    assert audit.answers == {
        "old/": "new/",
        "en/old/": "en/new/",
        "old/#part": "new/#part",
        "en/old/#part": "en/new/#part",
        "old/a/": "new/a/",
        "en/old/a/": "en/new/a/",
        "old/x.pdf": "new/x.pdf",
    }


def test_what_a_moved_folder_has_lost_is_told(tmp_path: Path) -> None:
    ledger = "old/\nold/#lost\n/old/lost.pdf\n"
    audit = audited(tmp_path, ledger, "moved:\n  old/: new/\n")
    assert [each[:3] for each in told(audit)] == [
        ("address-dropped", 3, "old/#lost"),
        ("address-dropped", 4, "/old/lost.pdf"),
    ]
    mended = "moved:\n  old/: new/\n  old/#lost: new/#part\ngone:\n  - /old/lost.pdf\n"
    audit = audited(tmp_path, ledger, mended)
    assert not audit.faults
    assert audit.answers["old/lost.pdf"] is None
    assert audit.answers["en/old/#lost"] == "en/new/#part"


@pytest.mark.parametrize(
    ("redirects", "rule", "line"),
    [
        ("moved:\n  old/: new/\n  new/: old/a/\n", "moved-in-use", 3),
        ("gone:\n  - new/a/\n", "moved-in-use", 2),
        ("moved:\n  old/: news/\n", "moved-to-nothing", 2),
        ("moved:\n  old/: new/#nothing\n", "moved-to-nothing", 2),
        ("moved:\n  a/: b/\n  /en/b/: a/\n  b/: new/\n", "moved-to-itself", 2),
    ],
)
def test_faults_of_redirects_are_told_in_their_lines(
    redirects: str, rule: str, line: int, tmp_path: Path
) -> None:
    faults = audited(tmp_path, "", redirects).faults
    assert (rule, line) in [(fault.rule, fault.place.line) for fault in faults]
    assert all("{" not in words_of(fault).message for fault in faults)


def test_what_was_declared_before_it_was_listed_is_answered(tmp_path: Path) -> None:
    audit = audited(tmp_path, "", "gone:\n  - old/\n")
    assert audit.answers == {"old/": None, "en/old/": None}


def test_every_rule_is_told_here_or_where_redirects_are_read() -> None:
    here = {"moved-in-use", "moved-to-nothing", "moved-to-itself", "address-dropped"}
    assert set(ADDRESSES) == here | {
        "ledger-line",
        "invalid-address",
        "moved-and-gone",
        "nothing-archived",
    }
