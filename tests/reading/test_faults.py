"""Each bad input: the rule it breaks and the place that the report names.

In a case, ▶ stands before the place; it is taken out before the file is written.
"""

from datetime import date
from pathlib import Path

import pytest

from kmh_hub.reading.fault import Fault
from kmh_hub.reading.rules.figures import FIGURES
from kmh_hub.reading.rules.metadata import METADATA
from kmh_hub.reading.seminars import read_content
from kmh_hub.reports.people import for_people
from kmh_hub.reports.texts import words_of

from ..conftest import FIXTURES, TAGS

PDF = FIXTURES / "docs/seminars/2031-05-invented-full/agenda.fr.pdf"
SERIES = (
    "organisations:\n  agency: {name: {en: Invented Agency}}\n"
    "themes:\n  testing: {name: {en: Testing}}\n"
)
ADDED = "added: 2031-04-01\n"
HEAD = ADDED + "title: {en: Invented}\ndays:\n  - date: 2031-05-01\n"
FIGURE = HEAD + "figures:\n  - id: first\n    title: {en: A}\n    source: {title: {en: B}}\n"

CASES = {
    "not-yaml": ADDED + 'title: {en: "\\U▶"}\n',
    "second-document": ADDED + "title: {en: Invented}\n▶---\nnumber: 2\n",
    "tab": ADDED + "title:\n▶\ten: Invented\n",
    "unquoted-colon": ADDED + "title:\n  en: Invented▶: a title\n",
    "missing-colon": HEAD + "number 5\n▶format: online\n",
    "unclosed-bracket": ADDED + "title: {en: Invented}\nsummary: ▶{en: no end\n",
    "unclosed-quote": ADDED + 'title:\n  en: ▶"Invented\n',
    "wrong-indentation": ADDED + "title:\n  en: Invented\n ▶fr: Inventé\n",
    "reserved-character": ADDED + "title: ▶@invented\n",
    "text-after-quote": ADDED + "title:\n  fr: 'l'▶avenir'\n",
    "merge-conflict": HEAD + "▶<<<<<<< mine\nnumber: 1\n=======\nnumber: 2\n>>>>>>> yours\n",
    "not-a-mapping": "▶just text\n",
    "duplicate-key": HEAD + "number: 1\n▶number: 2\n",
    "key-not-text": HEAD + "▶[a, b]: 1\n",
    "alias": ADDED + "title: &name {en: Invented}\n▶summary: *name\ndays: [{date: 2031-05}]\n",
    "tag": HEAD + "number: ▶!!python/object:os.system 1\n",
    "too-deep": HEAD + "number: " + "[" * 20 + "▶[" + "]" * 21 + "\n",
    "unknown-key": HEAD + "▶theems: [testing]\n",
    "missing-key": "▶added: 2031-04-01\ndays:\n  - date: 2031-05-01\n",
    "not-text": ADDED + "title: {en: ▶2031}\ndays: [{date: 2031-05-01}]\n",
    "not-a-number": HEAD + 'number: ▶"5"\n',
    "not-true-or-false": HEAD + 'draft: ▶"yes"\n',
    "not-a-list": HEAD + "themes: ▶testing\n",
    "not-a-mapping-value": ADDED + "title: ▶Invented\ndays: [{date: 2031-05-01}]\n",
    "empty-value": HEAD + "▶number: #5\n",
    "cut-by-comment": HEAD + "platform: Invented ▶#2\n",
    "example-left": ADDED + "title: {en: ▶…}\ndays: [{date: 2031-05-01}]\n",
    "typographic-quotes": ADDED + "title: {en: ▶“Invented”}\ndays: [{date: 2031-05-01}]\n",
    "nothing-given": ADDED + "title: {en: Invented}\ndays: ▶[]\n",
    "empty-text": ADDED + 'title: {en: ▶" "}\ndays: [{date: 2031-05-01}]\n',
    "number-too-small": HEAD + "number: ▶0\n",
    "unknown-value": HEAD + "format: ▶onlin\n",
    "unknown-language": HEAD + "interpretation: [fr, ▶french]\n",
    "not-a-site-language": ADDED
    + "title: {en: Invented, ▶de: Erfunden}\ndays: [{date: 2031-05-01}]\n",
    "unknown-country": HEAD + "countries: [ET, ▶Morocco]\n",
    "unknown-time-zone": HEAD + "timezone: ▶Europe/Pari\n",
    "invalid-date": ADDED + "title: {en: Invented}\ndays:\n  - date: ▶2031-02-30\n",
    "invalid-time": "timezone: CET\n" + HEAD + '    start: ▶"25:00"\n',
    "invalid-duration": HEAD + '    sessions: [{duration: ▶"2 hours"}]\n',
    "url-not-https": HEAD + "official_pages:\n  - url: ▶javascript:alert(1)\n",
    "invalid-url": HEAD + "official_pages:\n  - url: ▶https://exa mple.org\n",
    "invalid-file-name": HEAD + "materials: [{kind: slides, file: ▶../secret.pdf}]\n",
    "reserved-file-name": HEAD + "materials: [{kind: slides, file: ▶agenda.md}]\n",
    "control-character": HEAD + 'platform: ▶"Invented\\e[31m"\n',
    "nonexistent-time": "timezone: Europe/Paris\n"
    + HEAD
    + '  - date: 2032-03-28\n    start: ▶"02:30"\n',
    "duplicate-value": HEAD + "countries: [ET, MA, ▶ET]\n",
    "end-before-start": "timezone: CET\n" + HEAD + '    start: "11:00"\n    end: ▶"10:00"\n',
    "time-without-zone": HEAD + '    sessions: [{start: ▶"11:00"}, {start: "12:00"}]\n',
    "time-without-day": ADDED + "timezone: CET\ntitle: {en: Invented}\n"
    'days: [{date: 2031-05, start: ▶"11:00"}]\n',
    "dates-out-of-order": HEAD + "  - date: ▶2031-05-01\n",
    "two-addresses": HEAD
    + "materials:\n  - kind: slides\n    file: here.pdf\n    url: ▶https://a.example\n",
    "published-without-address": HEAD + "recordings:\n  - ▶language: fr\n",
    "announced-with-address": HEAD
    + "recordings:\n  - status: announced\n    url: ▶https://a.example/\n",
    "captions-not-webvtt": HEAD + "recordings:\n  - url: https://a.example/\n"
    "    captions: [{language: fr, file: ▶here.pdf}]\n",
    "chapters-out-of-order": HEAD + "recordings:\n  - url: https://a.example/\n    chapters:\n"
    '      - {start: "0:05:00", title: {en: A}}\n      - {start: ▶"0:04:00", title: {en: B}}\n',
    "chapter-past-end": HEAD + 'recordings:\n  - url: https://a.example/\n    duration: "0:10:00"\n'
    '    chapters:\n      - {start: ▶"0:10:00", title: {en: A}}\n',
    "renditions-without-file": HEAD + "recordings:\n  - url: https://a.example/\n"
    "    renditions: ▶[{file: here.pdf}]\n",
    "registration-without-way": HEAD + "registration: ▶{until: 2031-04-20}\n",
    "changes-out-of-order": HEAD + "changes: [{date: ▶2031-03-01, text: {en: Invented}}]\n",
    "date-not-full": "added: ▶2031-04\ntitle: {en: Invented}\ndays: [{date: 2031-05-01}]\n",
    "missing-added": "▶title: {en: Invented}\ndays: [{date: 2031-05-01}]\n",
    "missing-file": HEAD + "materials: [{kind: slides, file: ▶hera.pdf}]\n",
    "file-is-link": HEAD + "materials: [{kind: slides, file: ▶link.pdf}]\n",
    "unknown-session": HEAD + "    sessions: [{}]\nmaterials:\n"
    "  - {kind: slides, status: announced, session: ▶2}\n",
    "not-a-quantity": FIGURE + "    unit: people\n    value: ▶40,3\n",
    "negative-quantity": FIGURE + "    unit: people\n    value: ▶-1\n",
    "quantity-too-large": FIGURE + "    unit: people\n    value: ▶1.0e+300\n",
    "invalid-id": FIGURE.replace("first", "▶First one") + "    unit: people\n    value: 1\n",
    "invalid-year": FIGURE + "    unit: people\n    value: 1\n    year: ▶216\n",
    "figure-without-value": FIGURE.replace("id: first", "▶id: first") + "    unit: people\n",
    "more-than-all": FIGURE + "    unit: percent\n    breakdown:\n"
    "      ▶- {label: {en: C}, value: 71}\n      - {label: {en: D}, value: 31}\n",
    "sum-differs": FIGURE + "    unit: million-people\n    value: 40.3\n    breakdown:\n"
    "      ▶- {label: {en: C}, value: 15.4}\n      - {label: {en: D}, value: 24.8}\n",
    "slug-not-of-date": ADDED + "title: {en: Invented}\ndays:\n  - date: ▶2031-06-01\n",
}

OF_FILES_AND_FOLDERS = {
    "misnamed-file",
    "file-too-large",
    "not-utf-8",
    "missing-seminar-yml",
    "missing-series-yml",
    "missing-prose",
    "invalid-slug",
    "duplicate-slug",
    "duplicate-number",
}


def write(docs: Path, text: str | bytes, slug: str = "2031-05-invented") -> Path:
    """Write a seminar; returns its seminar.yml."""
    path = docs / "seminars" / slug / "seminar.yml"
    path.parent.mkdir(parents=True)
    (docs / "seminars/series.yml").write_text(SERIES, "utf-8")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (path.parent / "index.en.md").write_text("[Invented](here.pdf)\n")
    (path.parent / "here.pdf").write_bytes(PDF.read_bytes())
    if b"link.pdf" in path.read_bytes():
        (path.parent / "link.pdf").mkdir()
    return path


def faults_of(docs: Path) -> list[Fault]:
    return list(read_content(docs, TAGS, date(2031, 6, 1)).faults)


@pytest.mark.parametrize("rule", CASES)
def test_names_the_rule_and_the_place(rule: str, tmp_path: Path) -> None:
    before, _, after = CASES[rule].partition("▶")
    path = write(tmp_path, before + after)
    faults = faults_of(tmp_path)
    assert [fault.rule for fault in faults] == [rule]
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert (faults[0].path, faults[0].place.line, faults[0].place.column) == (path, line, column)
    words = words_of(faults[0])
    assert words.message
    assert words.help
    assert "{" not in words.message


def test_every_rule_has_a_case() -> None:
    assert set(CASES) | OF_FILES_AND_FOLDERS == set(METADATA | FIGURES)
    assert not set(CASES) & OF_FILES_AND_FOLDERS


def test_prints_like_a_compiler(tmp_path: Path) -> None:
    write(tmp_path, HEAD + "timezone: Europe/Pari\n")
    assert "\n\n".join(for_people(faults_of(tmp_path), tmp_path)) == (
        "error[unknown-time-zone]: unknown time zone “Europe/Pari”; did you mean “Europe/Paris”?\n"
        " --> seminars/2031-05-invented/seminar.yml:5:11\n"
        "  |\n"
        "5 | timezone: Europe/Pari\n"
        "  |           ^^^^^^^^^^^\n"
        "  = help: use a name of the IANA time zone database, such as Africa/Addis_Ababa or CET"
    )


@pytest.mark.parametrize(
    ("rule", "suggested"),
    [
        ("unknown-key", "themes"),
        ("unknown-value", "online"),
        ("unknown-language", "fr"),
        ("unknown-country", "MA"),
        ("missing-file", "here.pdf"),
    ],
)
def test_suggests_the_nearest_word(rule: str, suggested: str, tmp_path: Path) -> None:
    write(tmp_path, CASES[rule].replace("▶", ""))
    assert f"did you mean “{suggested}”?" in words_of(faults_of(tmp_path)[0]).message


def test_tells_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        ADDED + "number: 3\ntitle: {en: 5}\ntimezone: Nowhere\ncolour: red\n"
        'days:\n  - date: 2031-05-01\n    start: "11:00"\n    end: "10:00"\n'
        "materials:\n  - {kind: slide, file: none.pdf}\n  - {kind: report, sesion: 1, session: 9}\n"
        "themes: [unheard]\ncountries: [ET, ET]\n",
    )
    write(tmp_path, HEAD.replace("05", "06") + "number: 3\nformat: x\n", "2031-06-other")
    write(tmp_path, "title: @\n", "2031-07-broken")
    assert [(fault.path.parent.name[:7], fault.rule) for fault in faults_of(tmp_path)] == [
        ("2031-05", "not-text"),
        ("2031-05", "unknown-time-zone"),
        ("2031-05", "unknown-key"),
        ("2031-05", "end-before-start"),
        ("2031-05", "unknown-value"),
        ("2031-05", "missing-file"),
        ("2031-05", "published-without-address"),
        ("2031-05", "unknown-key"),
        ("2031-05", "unknown-session"),
        ("2031-05", "unknown-theme"),
        ("2031-05", "duplicate-value"),
        ("2031-06", "duplicate-number"),
        ("2031-06", "unknown-value"),
        ("2031-07", "reserved-character"),
    ]


def test_not_utf_8(tmp_path: Path) -> None:
    write(tmp_path, "number: 1\ntitle: {fr: S\xe9minaire}\n".encode("latin-1"))
    (fault,) = faults_of(tmp_path)
    assert (fault.rule, fault.place.line, fault.place.column) == ("not-utf-8", 2, 14)


def test_prose_that_is_not_utf_8(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD).with_name("index.en.md")
    path.write_bytes("[a](here.pdf)\nR\xe9sum\xe9\n".encode("latin-1"))
    (fault,) = faults_of(tmp_path)
    assert (fault.rule, fault.path) == ("not-utf-8", path)
    assert (fault.place.line, fault.place.column) == (2, 2)


@pytest.mark.parametrize(
    ("name", "expected"), [("seminar.yaml", "seminar.yml"), ("index.md", "index.en.md")]
)
def test_misnamed_files(name: str, expected: str, tmp_path: Path) -> None:
    write(tmp_path, HEAD).with_name(name).write_text("Invented.\n")
    (fault,) = faults_of(tmp_path)
    assert fault.rule == "misnamed-file"
    assert expected in words_of(fault).help


@pytest.mark.parametrize(
    ("value", "word"),
    [("GMT+3", ""), ("CEST", ""), ("Cairo", "Africa/Cairo"), ("Europe/Pari", "Europe/Paris")],
)
def test_zones_are_suggested_by_place_only(value: str, word: str, tmp_path: Path) -> None:
    write(tmp_path, HEAD + f"timezone: {value}\n")
    (fault,) = faults_of(tmp_path)
    suggested = f"did you mean “{word}”?" if word else "did you mean"
    assert (suggested in words_of(fault).message) is bool(word)


@pytest.mark.parametrize(
    ("value", "code"), [("Éthiopie", "ET"), ("Allemagne", "DE"), ("ETH", "ET"), ("إثيوبيا", "ET")]
)
def test_countries_are_suggested_by_name(value: str, code: str, tmp_path: Path) -> None:
    write(tmp_path, HEAD + f"countries: [{value}]\n")
    (fault,) = faults_of(tmp_path)
    assert f"did you mean “{code}”?" in words_of(fault).message


def test_file_too_large(tmp_path: Path) -> None:
    write(tmp_path, HEAD + "#" * 300_000)
    assert [fault.rule for fault in faults_of(tmp_path)] == ["file-too-large"]


def test_what_all_seminars_share_grows_with_them(tmp_path: Path) -> None:
    write(tmp_path, HEAD)
    series = tmp_path / "seminars/series.yml"
    series.write_text(SERIES + "#\n" * 300_000, "utf-8")
    assert faults_of(tmp_path) == []
    series.write_text(SERIES + "#\n" * 9_000_000, "utf-8")
    assert [fault.rule for fault in faults_of(tmp_path)] == ["file-too-large"]


def test_an_unreadable_seminar_yml_breaks_no_links(tmp_path: Path) -> None:
    path = write(tmp_path, "title: @\n")
    prose = "[Session](agenda.md#session-1), [recordings](recordings.md)\n"
    path.with_name("index.en.md").write_text(prose)
    assert [fault.rule for fault in faults_of(tmp_path)] == ["reserved-character"]


@pytest.mark.parametrize("nested", ["[" * 100_000, "\n  " + "- " * 100_000, "{a: " * 60_000])
def test_deep_nesting_ends_in_a_message(tmp_path: Path, nested: str) -> None:
    write(tmp_path, HEAD + "summary: " + nested)
    assert {fault.rule for fault in faults_of(tmp_path)} <= {
        "too-deep",
        "not-yaml",
        "wrong-indentation",
        "unclosed-bracket",
    }


def test_folders(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, "2031-05-Invented")
    path.with_name("index.en.md").unlink()
    path.with_name("here.pdf").unlink()
    (tmp_path / "seminars/2031-08-empty").mkdir()
    (tmp_path / "seminars/series.yml").unlink()
    assert sorted(fault.rule for fault in faults_of(tmp_path)) == [
        "invalid-slug",
        "missing-prose",
        "missing-prose",
        "missing-seminar-yml",
        "missing-series-yml",
    ]


def test_duplicate_slug(tmp_path: Path) -> None:
    write(tmp_path, HEAD, "2031-05-INVENTED")
    write(tmp_path, HEAD)
    assert [fault.rule for fault in faults_of(tmp_path)] == ["invalid-slug", "duplicate-slug"]
