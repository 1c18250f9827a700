"""Citations of the invented and the real seminars, as programs of others read them."""

import json
import random
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import (
    LOCALES_PATH,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from kmh_hub.exports.citation.formats import citation_files
from kmh_hub.exports.citation.item import CslItem, recording_item, seminar_item
from kmh_hub.exports.citation.sentence import sentence
from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.dates import PartialDate
from kmh_hub.model.entity import Organisation
from kmh_hub.model.series import Entry
from kmh_hub.model.text import Text
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS

HERE = Path(__file__).parent
STYLE = HERE / "style.csl"
"""What sentences follow, in the Citation Style Language."""
ADDRESSES = Addresses("https://hub.example/kmh/")
SERIES = {"fr": "Séminaires inventés", "en": "Invented seminars", "ar": "ندوات مخترعة"}
CSL_LOCALES = {"fr": "fr-FR", "en": "en-GB", "ar": "ar"}
FULL = "2031-05-invented-full"
SPARSE = "2030-02-invented-sparse"
HOSTILE = (
    r"100 % {invented} & #1_a: “$5” ~ \emph{x} \ ^ 'q' \"q\" -- ''",
    r"} unbalanced { \} {",
    "<i>Invented</i> & Sons? No – «why»: @misc{a, title={b}}, TY  - JOUR\nER  - ",
    "Invented.",
    "C'est-à-dire inventé\u00a0: --- --",
)
WORDS = (
    "Why?", "Oh!", "Invented.", "etc.", "v.", "...", "…", "x;", "UE-OIM", "A, B", "(UA)", "a & b",
    "«y»", "“q”", '"z"', "l’adresse", "it's", "--", "1–2", "10:30", "no. 5", "مخترعة", "السؤال؟",
)  # fmt: skip
SHOWN = set(CslItem.__optional_keys__) - {"id", "event-date", "event-title"}
"""What the style shows; citeproc-py warns of variables of CSL 1.0.2 that it does not know."""


@dataclass(frozen=True)
class Cited:
    item: CslItem
    language: Language
    entry: Entry
    index: int | None
    """The recording's; None for the seminar."""


def series_of(docs: Path) -> tuple[Vocabulary, Sequence[Entry]]:
    series = read_content(docs, TAGS).series
    return series.vocabulary, series.entries


@pytest.fixture(scope="module")
def cited(languages: Languages) -> list[Cited]:
    found = []
    for docs in (ROOT / "docs", FIXTURES / "docs"):
        vocabulary, entries = series_of(docs)
        for entry in entries:
            for language in languages.all:
                item = seminar_item(entry, vocabulary, language, ADDRESSES, SERIES[language.tag])
                found.append(Cited(item, language, entry, None))
                for index, recording in enumerate(entry.seminar.recordings):
                    if recording.is_published:
                        rest = (vocabulary, language, ADDRESSES, SERIES[language.tag])
                        item = recording_item(entry, index, *rest)
                        found.append(Cited(item, language, entry, index))
    return found


def one(cited: list[Cited], slug: str, tag: str, index: int | None = None) -> CslItem:
    (found,) = [
        each.item
        for each in cited
        if (each.entry.slug, each.language.tag, each.index) == (slug, tag, index)
    ]
    return found


@pytest.fixture(scope="module")
def hostile(languages: Languages) -> list[CslItem]:
    """Items whose texts are made to break a format."""
    _, entries = series_of(FIXTURES / "docs")
    entry = next(entry for entry in entries if entry.slug == FULL)
    items = []
    for text in HOSTILE:
        said = Text({"en": text})
        vocabulary = Vocabulary(
            organisations={"a": Organisation(name=said), "b": Organisation(name=Text({"en": "B"}))}
        )
        update = {"title": said, "organisers": ("a", "b")}
        changed = replace(entry, seminar=entry.seminar.model_copy(update=update))
        items.append(seminar_item(changed, vocabulary, languages["en"], ADDRESSES, ""))
        assert items[-1]["title"] == re.sub("[ \n]+", " ", text).strip()
    return items


@pytest.fixture(scope="module")
def read(cited: list[Cited], hostile: list[CslItem]) -> dict[str, Any]:
    """What citation-js and citeproc-js read and write."""
    locales = Path(LOCALES_PATH)
    items = [*(each.item for each in cited), *hostile]
    given = {
        "files": [
            {suffix: file.decode() for suffix, file in citation_files(item).items()}
            for item in items
        ],
        "style": STYLE.read_text("utf-8"),
        "locales": {
            tag: (locales / f"locales-{tag}.xml").read_text("utf-8")
            for tag in (*CSL_LOCALES.values(), "en-US")
        },
        "items": [
            {
                "item": prepared(each.item, each.language),
                "locale": CSL_LOCALES[each.language.tag],
            }
            for each in cited
        ],
    }
    result = subprocess.run(
        ["node", HERE / "read_citations.cjs"],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    read: dict[str, Any] = json.loads(result.stdout)
    return read


def prepared(cited: CslItem, language: Language) -> dict[str, Any]:
    """What a sentence is made of: names in one list, languages by their names.

    CSL puts a space after its “and”, which Arabic does not have.
    """
    item: dict[str, Any] = dict(cited)
    if authors := cited.get("author"):
        names = language.formats.list(each["literal"] for each in authors)
        item["author"] = [{"literal": names}]
    if tag := cited.get("language"):
        item["language"] = language.formats.language(tag)
    return item


# What is cited


def test_ids_are_stable_unique_and_the_same_in_all_languages(cited: list[Cited]) -> None:
    by_language: dict[str, list[str]] = {}
    for each in cited:
        by_language.setdefault(each.language.tag, []).append(each.item["id"])
    first = by_language["fr"]
    assert all(ids == first for ids in by_language.values())
    assert len(set(first)) == len(first)
    assert all(re.fullmatch("[a-z0-9-]+", id_) for id_ in first)
    assert "kmh-2022-11-victims-of-trafficking" in first
    assert f"kmh-{FULL}-recording-en-2" in first


def test_a_seminar(cited: list[Cited]) -> None:
    item = one(cited, FULL, "fr")
    assert {**item, "genre": ""} == {
        "id": f"kmh-{FULL}",
        "type": "speech",
        "title": "Séminaire inventé <b>complet</b>",
        "author": [{"literal": "Agence inventée"}],
        "issued": {"date-parts": [[2031, 5, 1], [2031, 5, 2]]},
        "event-title": "Séminaires inventés",
        "event-place": "Ville inventée (Éthiopie)",
        "collection-title": "Séminaires inventés",
        "collection-number": "2",
        "genre": "",
        "language": "fr",
        "URL": f"https://hub.example/kmh/seminars/{FULL}/",
    }
    assert item["genre"] != one(cited, "2029-04-invented-online", "fr")["genre"]


def test_a_recording(cited: list[Cited]) -> None:
    item = one(cited, FULL, "en", 0)
    assert {**item, "medium": ""} == {
        "id": f"kmh-{FULL}-recording-fr",
        "type": "motion_picture",
        "title": "Invented full seminar",
        "author": [{"literal": "Invented Agency"}],
        "issued": {"date-parts": [[2031, 5, 1], [2031, 5, 2]]},
        "event-date": {"date-parts": [[2031, 5, 1], [2031, 5, 2]]},
        "event-title": "Invented full seminar",
        "event-place": "Invented City (Ethiopia)",
        "collection-title": "Invented seminars",
        "collection-number": "2",
        "medium": "",
        "dimensions": "0:00:24",
        "language": "fr",
        "URL": f"https://hub.example/kmh/en/seminars/{FULL}/recordings/#recording-fr",
    }
    assert one(cited, "2029-04-invented-online", "en", 0)["publisher"] == "YouTube"


def test_a_recording_of_a_session_says_which_and_when(cited: list[Cited]) -> None:
    item = one(cited, FULL, "en", 3)
    assert item["title"] == "Invented full seminar. Session 3"
    assert item["issued"] == {"date-parts": [[2031, 5, 2]]}
    assert item["event-date"] == {"date-parts": [[2031, 5, 1], [2031, 5, 2]]}


@pytest.mark.parametrize(
    ("sessions", "title"),
    [
        ((1,), "Why? Invented opening"),
        ((1, 3), "Why? Sessions 1 and 3"),
    ],
)
def test_the_title_of_a_part_follows_the_seminars(
    languages: Languages, sessions: tuple[int, ...], title: str
) -> None:
    vocabulary, entries = series_of(FIXTURES / "docs")
    entry = next(entry for entry in entries if entry.slug == FULL)
    recording = entry.seminar.recordings[0].model_copy(update={"sessions": sessions})
    asked = Text({"en": "Why?"})
    seminar = entry.seminar.model_copy(update={"recordings": (recording,), "title": asked})
    changed = replace(entry, seminar=seminar)
    item = recording_item(changed, 0, vocabulary, languages["en"], ADDRESSES, "")
    assert item["title"] == title


def test_sound_is_sound(languages: Languages) -> None:
    vocabulary, entries = series_of(FIXTURES / "docs")
    entry = next(entry for entry in entries if entry.slug == FULL)
    sound = entry.seminar.recordings[0].model_copy(update={"file": "recording.ar.mp3"})
    seminar = entry.seminar.model_copy(update={"recordings": (sound,)})
    item = recording_item(
        replace(entry, seminar=seminar), 0, vocabulary, languages["fr"], ADDRESSES, ""
    )
    assert item["type"] == "song"
    found = {suffix: file.decode() for suffix, file in citation_files(item).items()}
    assert found["bib"].startswith("@audio{")
    assert found["ris"].startswith("TY  - SOUND\r\n")


def test_what_is_not_known_is_left_out(cited: list[Cited]) -> None:
    item = one(cited, SPARSE, "ar")
    assert set(item) == {"id", "type", "title", "issued", "genre", "language", "URL"}
    assert item["issued"] == {"date-parts": [[2030, 2]]}
    assert item["language"] == "en", "the title's language"
    outside = one(cited, "2022-12-building-evidence", "fr")
    assert not {"author", "collection-title", "event-title"} & set(outside)


def test_dates_that_do_not_hold_are_not_said(cited: list[Cited], languages: Languages) -> None:
    postponed = one(cited, "2032-02-invented-postponed", "fr")
    assert "issued" not in postponed
    assert f" {postponed['status']}. " in sentence(postponed, languages["fr"])
    assert "2032" not in sentence(postponed, languages["fr"]).split("http")[0]
    cancelled = one(cited, "2032-03-invented-cancelled", "fr")
    assert cancelled["issued"] == {"date-parts": [[2032, 3, 14]]}
    assert cancelled["status"] != postponed["status"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2021"], [[2021]]),
        (["2021-03"], [[2021, 3]]),
        (["2021-03", "2021-04-05"], [[2021, 3], [2021, 4]]),
        (["2021", "2021-04-05"], [[2021]]),
        (["2021-03-30", "2021-03-31", "2021-04-01"], [[2021, 3, 30], [2021, 4, 1]]),
    ],
)
def test_dates_are_as_precise_as_they_are_known(
    languages: Languages, days: list[str], expected: list[list[int]]
) -> None:
    vocabulary, entries = series_of(FIXTURES / "docs")
    entry = next(entry for entry in entries if entry.slug == SPARSE)
    (day,) = entry.seminar.days
    changed = tuple(day.model_copy(update={"date": PartialDate.parse(each)}) for each in days)
    seminar = entry.seminar.model_copy(update={"days": changed, "added": None, "draft": True})
    draft = replace(entry, seminar=seminar)
    item = seminar_item(draft, vocabulary, languages["fr"], ADDRESSES, "")
    assert item["issued"] == {"date-parts": expected}


# The sentence


def test_the_style_is_valid_csl() -> None:
    CitationStylesStyle(STYLE, locale="fr-FR", validate=True)  # warns if not


def test_sentences(cited: list[Cited], languages: Languages) -> None:
    def of(tag: str, slug: str, index: int | None = None) -> str:
        item = one(cited, slug, tag, index)
        about = item.get("medium") or item["genre"]
        return sentence(item, languages[tag]).replace(f"[{about}", "[…")

    site = "https://hub.example/kmh"
    assert of("fr", FULL) == (
        "Agence inventée. Séminaire inventé <b>complet</b> […], Ville inventée (Éthiopie), "
        "1er–2 mai 2031. Séminaires inventés, n°\u00a02. "
        f"Disponible à l’adresse\u00a0: {site}/seminars/{FULL}/"
    )
    assert of("en", FULL, 3) == (
        "Invented Agency. Invented full seminar. Session 3 […, English], "
        "Invented City (Ethiopia), 2 May 2031. Invented Tube. Invented seminars, no.\u00a02. "
        f"Available at: {site}/en/seminars/{FULL}/recordings/#recording-en-2"
    )
    assert of("ar", FULL, 0) == (
        "وكالة مخترعة. ندوة مخترعة كاملة مع ACME Labs […، الفرنسية، 0:00:24]، "
        "مدينة مخترعة (إثيوبيا)، 1–2 مايو 2031. ندوات مخترعة، رقم\u00a02. "
        f"متاح على الرابط: {site}/ar/seminars/{FULL}/recordings/#recording-fr"
    )
    assert of("fr", "2018-11-sustainable-reintegration").startswith(
        "Union africaine (UA), Union européenne (UE) et Pôle de gestion des connaissances (KMH)"
        " de l’UE-OIM. Atelier technique"
    )
    assert of("ar", "2018-11-sustainable-reintegration").startswith(
        "الاتحاد الأفريقي والاتحاد الأوروبي ومركز إدارة المعارف"
    )


def test_processors_of_csl_make_the_same_sentences(
    cited: list[Cited], read: dict[str, Any]
) -> None:
    compared = 0
    for each, reference in zip(cited, read["references"], strict=True):
        made = sentence(each.item, each.language)
        assert made == by_citeproc(each.item, each.language)
        if "<b>" not in each.item["title"]:  # markup to citeproc-js, plain text to us
            assert made == reference.replace("ᵉʳ", "er")
            compared += 1
    assert compared > len(cited) / 2


@pytest.mark.parametrize("tag", TAGS)
def test_a_processor_of_csl_makes_the_same_sentences_of_anything(
    languages: Languages, tag: str
) -> None:
    chosen = random.Random(tag)  # noqa: S311 - repeatable, not secret
    for _ in range(150):
        item = any_item(chosen)
        assert sentence(item, languages[tag]) == by_citeproc(item, languages[tag])


def by_citeproc(item: CslItem, language: Language) -> str:
    known = {key: value for key, value in prepared(item, language).items() if key in SHOWN}
    source = CiteProcJSON([known | {"id": "item"}])
    bibliography = CitationStylesBibliography(csl(language.tag), source, formatter.plain)
    bibliography.register(Citation([CitationItem("item")]))
    return str(bibliography.bibliography()[0])


@cache
def csl(tag: str) -> CitationStylesStyle:
    return CitationStylesStyle(STYLE, locale=CSL_LOCALES[tag], validate=False)


def any_item(chosen: random.Random) -> CslItem:
    """Return an item of some invented texts that end in all ways, with some of what is known."""

    def text() -> str:
        return " ".join(chosen.choices(WORDS, k=chosen.randint(1, 4)))

    item: CslItem = {"title": text(), "URL": chosen.choice(["https://a.example/?q=1.", "b/#t=1"])}
    if chosen.random() < 0.5:
        item |= {"type": "speech", "genre": "Invented seminar"}
    else:
        item |= {"type": "motion_picture", "medium": "Invented recording"}
    known: CslItem = {
        "author": [{"literal": text()} for _ in range(chosen.randint(1, 3))],
        "issued": {"date-parts": any_dates(chosen)},
        "language": chosen.choice(["fr", "en-US", "ar", "und"]),
        "dimensions": "0:10:00",
        "publisher": chosen.choice(["Invented Tube", "Tube."]),
        "event-place": text(),
        "status": "Cancelled",
    }
    for key, value in known.items():
        if chosen.random() < 0.6:
            item[key] = value  # type: ignore[literal-required]
    if chosen.random() < 0.6:
        item |= {"collection-title": text(), "collection-number": "7"}
    return item


def any_dates(chosen: random.Random) -> list[list[int]]:
    first = date(2020, 1, 1) + timedelta(days=chosen.randrange(1500))
    last = first + timedelta(days=chosen.choice([0, 1, 2, 20, 31, 366]))
    known = chosen.randint(1, 3)
    ends = [[each.year, each.month, each.day][:known] for each in (first, last)]
    return ends[:1] if ends[0] == ends[1] else ends


def test_punctuation_is_neither_doubled_nor_foreign(cited: list[Cited]) -> None:
    for each in cited:
        text = sentence(each.item, each.language)
        assert not re.search(r"[.,:;،؛]\s*[.,;،؛]|\s[.,،)\]]|[(\[]\s|\s\s|\[\]|\(\)", text), text
        assert text.endswith(each.item["URL"])
        if each.language.tag == "ar":
            assert not re.search("[,;]", text.removesuffix(each.item["URL"])), text


def test_titles_are_plain_text(
    cited: list[Cited], hostile: list[CslItem], languages: Languages
) -> None:
    for each in cited:
        assert each.item["title"] in sentence(each.item, each.language)
    for item in hostile:
        assert item["title"] in sentence(item, languages["en"])


@pytest.mark.parametrize("tag", TAGS)
def test_dates_are_those_of_the_pages(cited: list[Cited], languages: Languages, tag: str) -> None:
    language = languages[tag]
    item = one(cited, SPARSE, tag)
    for day in [
        *(PartialDate(2021, month) for month in range(1, 13)),
        *(PartialDate(2021, month, 17) for month in range(1, 13)),
        PartialDate(2021, 5, 1),
        PartialDate(2021),
    ]:
        parts = [part for part in (day.year, day.month, day.day) if part]
        dated: CslItem = {**item, "issued": {"date-parts": [parts]}}
        comma = "،" if tag == "ar" else ","
        assert f"]{comma} {language.formats.date(day)}. " in sentence(dated, language)


@pytest.mark.parametrize("tag", TAGS)
def test_months_stay_months(cited: list[Cited], languages: Languages, tag: str) -> None:
    item = one(cited, "2021-03-children-and-families", tag)
    when = sentence(item, languages[tag]).split("]")[1].split(".")[0]
    assert re.findall(r"\d+", when) == ["2021"]


# The files


@cache
def decoder() -> LatexNodes2Text:
    """Return a reader of LaTeX that knows three commands which pylatexenc does not."""
    context = get_default_latex_context_db()
    commands = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, character) for name, character in commands.items()]
    context.add_context_category("test", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=context, keep_braced_groups=False)


def read_bibtex(file: bytes) -> dict[str, str]:
    latex = LatexDecodingMiddleware(decoder=decoder())
    library = parse_string(file.decode(), append_middleware=[latex])
    assert not library.failed_blocks
    (entry,) = library.entries
    return {"id": entry.key, **{field.key: field.value for field in entry.fields}}


def spaces(text: str) -> str:
    """Return a text with plain spaces: citation-js keeps no others in BibTeX."""
    return " ".join(text.split())


def test_others_read_what_was_written(
    cited: list[Cited], hostile: list[CslItem], read: dict[str, Any]
) -> None:
    items = [*(each.item for each in cited), *hostile]
    for item, found in zip(items, read["files"], strict=True):
        dates = item["issued"]["date-parts"] if "issued" in item else None
        authors = [author["literal"] for author in item.get("author", ())]
        for suffix, file in found.items():
            assert file["id"] == item["id"]
            assert spaces(file["title"]) == spaces(item["title"]), suffix
            assert file["URL"] == item["URL"]
            assert file["language"] == item.get("language")
            # RIS has no ranges: the first day is the day that it says.
            assert file["dates"] == (dates[:1] if dates and suffix == "ris" else dates), suffix
            if not (suffix == "ris" and any("," in author for author in authors)):
                assert list(map(spaces, file["authors"])) == list(map(spaces, authors)), suffix
        assert found["json"]["title"] == item["title"]


def test_the_libraries_read_their_own(cited: list[Cited], hostile: list[CslItem]) -> None:
    for item in [*(each.item for each in cited), *hostile]:
        made = citation_files(item)
        bibtex = read_bibtex(made["bib"])
        assert bibtex["id"] == item["id"]
        assert bibtex["title"] == item["title"]
        assert bibtex["url"] == item["URL"]
        assert bibtex.get("language") == item.get("language")
        (ris,) = rispy.loads(made["ris"].decode())
        assert ris["id"] == item["id"]
        assert ris["title"] == item["title"]
        assert ris["urls"] == [item["URL"]]
        assert ris.get("authors", []) == [author["literal"] for author in item.get("author", ())]
        assert json.loads(made["json"]) == [item]


def test_braces_in_bibtex_are_balanced(hostile: list[CslItem]) -> None:
    """BibTeX counts them whether or not a backslash stands before them."""
    for item in hostile:
        for line in citation_files(item)["bib"].decode().splitlines()[1:-1]:
            steps = [{"{": 1, "}": -1}.get(character, 0) for character in line]
            depths = list(accumulate(steps))
            assert depths[-1] == 0, line
            assert min(depths) == 0, line


def test_files_of_a_month(cited: list[Cited]) -> None:
    made = citation_files(one(cited, "2021-03-children-and-families", "ar"))
    assert "\tdate = {2021-03},\n" in made["bib"].decode()
    assert "\r\nDA  - 2021/03/\r\nPY  - 2021\r\n" in made["ris"].decode()
    year: CslItem = {**one(cited, SPARSE, "fr"), "issued": {"date-parts": [[2030]]}}
    assert "\r\nDA  - 2030//\r\nPY  - 2030\r\n" in citation_files(year)["ris"].decode()


def test_files_are_of_the_types_that_reference_managers_know(cited: list[Cited]) -> None:
    seminar = citation_files(one(cited, FULL, "en"))
    assert seminar["bib"].decode().startswith(f"@unpublished{{kmh-{FULL},\n")
    assert "\tdate = {2031-05-01/2031-05-02},\n" in seminar["bib"].decode()
    assert "\ttitle = {{Invented full seminar}},\n" in seminar["bib"].decode(), "keeps its case"
    assert "\tvenue = {Invented City (Ethiopia)},\n" in seminar["bib"].decode()
    ris = seminar["ris"].decode()
    assert ris.startswith("TY  - SLIDE\r\n")
    assert ris.endswith("\r\nER  - \r\n")
    assert "\r\nT2  - Invented seminars\r\n" in ris
    recording = citation_files(one(cited, FULL, "en", 0))
    assert recording["bib"].decode().startswith(f"@video{{kmh-{FULL}-recording-fr,\n")
    assert recording["ris"].decode().startswith("TY  - VIDEO\r\n")
