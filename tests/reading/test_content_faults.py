"""Each fault of content: prose, links, files, languages, waivers.

A case is the files of a seminar's folder; ▶ stands before the place that the report must name.
"""

from datetime import date
from pathlib import Path

import pytest

from kmh_hub.reading.fault import Fault
from kmh_hub.reading.rules.content import CONTENT
from kmh_hub.reading.seminars import read_content
from kmh_hub.reading.translations import write_record
from kmh_hub.reports.texts import words_of

from ..conftest import TAGS

METADATA = (
    "added: 2031-04-01\ntitle: {fr: Inventé}\ndays:\n  - date: 2031-05-01\n    sessions: [{}]\n"
)
FR, EN, AR, YML = "index.fr.md", "index.en.md", "index.ar.md", "seminar.yml"
AGED = METADATA + "materials:\n  - kind: slides\n    status: ▶announced\n"

CASES: dict[str, dict[str, str]] = {
    "broken-link": {FR: "Voir [l’agenda](▶agenta.md).\n"},
    "broken-anchor": {FR: "[Session 2](▶agenda.md#session-2)\n"},
    "unused-file": {YML: "▶" + METADATA, "draft.txt": "invented"},
    "stale-announcement": {YML: AGED},
    "missing-alt": {FR: "![](▶picture.txt)\n", "picture.txt": "invented"},
    "html-not-allowed": {FR: "Texte\n▶<script\n>alert(1).\n"},
    "attribute-not-allowed": {FR: '[Agenda](agenda.md){▶onclick="alert(1)"}\n'},
    "picture-elsewhere": {FR: "![Inventée](▶https://a.example/picture.png)\n"},
    "heading-without-id": {FR: "▶## Contexte\n\nTexte.\n"},
    "duplicate-heading-id": {FR: "## Un {#a}\n\nA.\n\n▶## Deux {#a}\n\nB.\n"},
    "reserved-heading-id": {FR: "▶## Résultats {#results}\n\nTexte.\n"},
    "link-to-draft": {
        FR: "[Voir](▶../2031-07-draft/agenda.md)\n",
        "../2031-07-draft/seminar.yml": "draft: true\ntitle: {fr: Inventé}\n"
        "days: [{date: 2031-07}]\n",
        "../2031-07-draft/index.fr.md": "[Retour](../2031-05-invented/index.md)\n",
    },
    "top-heading": {FR: "▶# Titre {#a}\n\nTexte.\n"},
    "skipped-heading-level": {FR: "## Un {#a}\n\n▶#### Deux {#b}\n\nTexte.\n"},
    "malformed-heading": {FR: "Texte.\n\n▶##Contexte {#context}\n"},
    "malformed-link": {FR: "Voir ▶[l’agenda] (agenda.md).\n"},
    "missing-footnote": {FR: "Texte.▶[^1]\n"},
    "unused-footnote": {FR: "Texte.\n\n▶[^1]: Note.\n"},
    "section-not-in-source": {FR: "## Un {#a}\n\nTexte.\n", EN: "▶## One {#one}\n\nText.\n"},
    "invisible-character": {FR: "Un▶\u200b mot.\n"},
    "empty-section": {
        FR: "## Un {#a}\n\n### Deux {#b}\n\nTexte.\n\n▶## Trois {#c}\n\n<!-- rien -->\n"
    },
    "wrong-script": {FR: "Texte.\n", AR: "نص عربي.\n\n▶This paragraph was not translated.\n"},
    "figures-differ": {FR: "## A {#a}\n\n40,3 % de 1 000.\n", EN: "▶## A {#a}\n\n40.3% of many.\n"},
    "figure-added": {FR: "## A {#a}\n\nTexte.\n", EN: "## A {#a}\n\nText and ▶17.\n"},
    "open-bidi-control": {FR: "Texte ▶\u202eouvert.\n"},
    "open-brackets": {FR: f"Texte {20 * '[a '}▶[ et \\[ suite.\n"},
    "unknown-waiver": {FR: "Texte.\n\n<!-- hub: allow ▶missing-alte - parce que -->\n"},
    "not-waivable": {FR: "Texte.\n\n<!-- hub: allow ▶broken-link - parce que -->\n"},
    "waiver-without-reason": {FR: "Texte.\n\n<!-- hub: allow ▶wrong-script -->\n"},
    "unused-waiver": {FR: "Texte.\n\n<!-- hub: allow ▶wrong-script - parce que -->\n"},
}


def write(docs: Path, files: dict[str, str]) -> Path:
    folder = docs / "seminars/2031-05-invented"
    folder.mkdir(parents=True)
    (docs / "seminars/series.yml").write_text("{}\n")
    for name, text in {YML: METADATA, FR: "Inventé.\n", **files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text.replace("▶", ""), "utf-8")
    return folder


def faults_of(docs: Path, today: date = date(2031, 6, 1)) -> list[Fault]:
    return list(read_content(docs, TAGS, today).faults)


def accept(docs: Path) -> None:
    for entry in read_content(docs, TAGS).series.entries:
        write_record(docs / "seminars" / entry.slug, entry.translations, TAGS)


@pytest.mark.parametrize("rule", CASES)
def test_names_the_rule_and_the_place(rule: str, tmp_path: Path) -> None:
    folder = write(tmp_path, CASES[rule])
    accept(tmp_path)
    today = date(2032, 6, 1) if rule == "stale-announcement" else date(2031, 6, 1)
    faults = faults_of(tmp_path, today)
    assert [fault.rule for fault in faults] == [rule]
    name, text = next((name, text) for name, text in CASES[rule].items() if "▶" in text)
    before = text.partition("▶")[0]
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    place = faults[0].place
    assert (faults[0].path, place.line, place.column) == (folder / name, line, column)
    words = words_of(faults[0])
    assert words.message
    assert words.help


def test_every_rule_has_a_case() -> None:
    assert set(CASES) | {"translation-not-recorded", "broken-record"} == set(CONTENT)


def test_a_broken_record_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, {EN: "Invented.\n"})
    (folder / "translations.json").write_text("<<<<<<< mine\n")
    assert [fault.rule for fault in faults_of(tmp_path)] == ["broken-record"]


def test_an_unrecorded_translation_is_a_fault_until_accepted(tmp_path: Path) -> None:
    write(tmp_path, {YML: METADATA.replace("Inventé", "Inventé, en: Invented"), EN: "Invented.\n"})
    assert [fault.rule for fault in faults_of(tmp_path)] == ["translation-not-recorded"] * 2
    accept(tmp_path)
    assert faults_of(tmp_path) == []


@pytest.mark.parametrize(
    ("french", "other", "name"),
    [
        ("40,3 %", "40.3%", EN),
        ("40,3 %", "٤٠٫٣٪ من المجموع", AR),
        ("1\u00a0000 personnes", "1,000 people", EN),
        ("2 heures", "two hours", EN),
        ("2 heures", "ساعتين من العمل", AR),
        ("de 11 h 00 à 13 h 00", "from 11:00 to 13:00", EN),
        ("7 sur 10", "seven out of ten", EN),
        ("le 3 mai 2031", "3 May 2031", EN),
        ("le 1er mars 2031", "1 مارس 2031", AR),
        ("en 2031, de mars à mai", "They may march in 2031", EN),
        ("voir [le 2e](agenda.md) et https://a.example/7", "see [the 2nd](agenda.md)", EN),
        ("note[^1]\n\n[^1]: Page 264.", "note[^1]\n\n[^1]: Page 264.", EN),
    ],
)
def test_the_same_figures_are_the_same_however_written(
    french: str, other: str, name: str, tmp_path: Path
) -> None:
    write(tmp_path, {FR: french + "\n", name: other + "\n"})
    accept(tmp_path)
    assert faults_of(tmp_path) == []


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("40,3 %", "4.03%"),
        ("1 000", "10,000"),
        ("15", "five"),
        ("le 3 mai 2031", "3 June 2031"),
        ("en mars 2031", "in May 2031"),
    ],
)
def test_other_figures_are_told(french: str, english: str, tmp_path: Path) -> None:
    write(tmp_path, {FR: french + "\n", EN: english + "\n"})
    accept(tmp_path)
    assert "figures-differ" in [fault.rule for fault in faults_of(tmp_path)]


def test_prose_may_link_to_recordings_documents_and_moments(tmp_path: Path) -> None:
    more = (
        "recordings:\n  - {language: fr, url: https://a.example/1}\n"
        "  - {language: fr, url: https://a.example/2}\n"
        "materials:\n  - {kind: slides, language: ar, url: https://a.example/3}\n"
    )
    targets = (
        "recordings.md#recording-fr", "recordings.md#recording-fr-2", "recordings.md#t=754",
        "recordings.md#recording-fr&t=5", "presentation.md#slides-ar",
    )  # fmt: skip
    wrong = ("recordings.md#recording-1", "recordings.md#recording-en&t=5", "agenda.md#t=5")
    links = "\n\n".join(f"[Voir]({target})" for target in (*targets, *wrong))
    write(tmp_path, {YML: METADATA + more, FR: links + "\n"})
    faults = faults_of(tmp_path)
    assert [fault.rule for fault in faults] == ["broken-anchor"] * 3
    assert [fault.values["value"] for fault in faults] == [
        "recording-1", "recording-en&t=5", "t=5",
    ]  # fmt: skip


def test_prose_may_link_to_figures_and_the_map(tmp_path: Path) -> None:
    more = (
        "countries: [ET]\nfigures:\n  - {id: one, title: {fr: Inventé}, unit: people, value: 1, "
        "source: {title: {fr: Inventé}}}\n"
    )
    links = "[a](#figures) [b](#figure-one) [c](#countries) [d](#figure-two) [e](#one)\n"
    write(tmp_path, {YML: METADATA + more, FR: links})
    assert [fault.values["value"] for fault in faults_of(tmp_path)] == ["figure-two", "one"]
    (tmp_path / "other").mkdir()
    write(tmp_path / "other", {FR: links})
    assert len(faults_of(tmp_path / "other")) == 5


@pytest.mark.parametrize("id_", ["figures", "countries", "figure-one"])
def test_no_heading_takes_the_place_of_a_figure(id_: str, tmp_path: Path) -> None:
    write(tmp_path, {FR: f"## Titre {{#{id_}}}\n\nTexte.\n"})
    assert [fault.rule for fault in faults_of(tmp_path)] == ["reserved-heading-id"]


def test_settings_of_the_front_matter_are_no_words(tmp_path: Path) -> None:
    head = "---\ntemplate: invented.html\ntitle: "
    write(tmp_path, {AR: f"{head}عنوان\n---\n\nنص عربي.\n"})
    (tmp_path / "other.ar.md").write_text(f"{head}An English title for nobody\n---\n\nنص عربي.\n")
    accept(tmp_path)
    faults = [(fault.rule, fault.path.name, fault.place.line) for fault in faults_of(tmp_path)]
    assert faults == [("wrong-script", "other.ar.md", 3)]


def test_figures_of_metadata_are_compared_too(tmp_path: Path) -> None:
    write(tmp_path, {YML: METADATA.replace("Inventé", "Les 100, en: The 1000")})
    accept(tmp_path)
    faults = faults_of(tmp_path)
    assert [fault.rule for fault in faults] == ["figure-added", "figures-differ"]
    assert faults[0].place.line == 2


def test_an_outdated_translation_is_not_compared(tmp_path: Path) -> None:
    folder = write(tmp_path, {FR: "Les 100.\n", EN: "The 100.\n"})
    accept(tmp_path)
    (folder / FR).write_text("Les 200.\n")
    assert faults_of(tmp_path) == []


@pytest.mark.parametrize("waiver", ["# hub: allow stale-announcement - nobody knows it\n"])
@pytest.mark.parametrize("before", ["materials:", "  - kind: slides", "    status: announced"])
def test_a_waiver_lets_a_fault_stand(waiver: str, before: str, tmp_path: Path) -> None:
    text = AGED.replace("▶", "").replace(before, f"{waiver}{before}")
    write(tmp_path, {YML: text})
    assert faults_of(tmp_path, date(2032, 6, 1)) == []


def test_a_waiver_in_prose(tmp_path: Path) -> None:
    waiver = "<!-- hub: allow wrong-script - a quotation -->"
    write(tmp_path, {AR: f"{waiver}\nThis paragraph was not translated.\n"})
    accept(tmp_path)
    assert faults_of(tmp_path) == []


@pytest.mark.parametrize("link", ["<http://a.example>", "[a](javascript:x)", "[a](//a.example)"])
def test_only_safe_addresses(link: str, tmp_path: Path) -> None:
    write(tmp_path, {FR: f"Voir {link}.\n"})
    assert [fault.rule for fault in faults_of(tmp_path)] == ["url-not-https"]


@pytest.mark.parametrize("host", ["hub.ехample", "hub.example\u2024com", "ｈub.example"])
def test_no_hosts_that_look_like_others(host: str, tmp_path: Path) -> None:
    write(tmp_path, {FR: f"Voir [la page](https://{host}/).\n"})
    assert [fault.rule for fault in faults_of(tmp_path)] == ["invalid-url"]


def test_code_and_comments_are_no_prose(tmp_path: Path) -> None:
    write(
        tmp_path,
        {AR: "نص عربي.\n\n```\n# This is code, not a heading [x](y.md)\n```\n\n`[a](b.md)`\n"},
    )
    accept(tmp_path)
    assert faults_of(tmp_path) == []
