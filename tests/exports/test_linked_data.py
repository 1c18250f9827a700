"""JSON-LD of every page, checked against schema.org by TypeScript and the types of schema-dts."""

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.linked_data.graph import linked_data, to_script
from kmh_hub.localisation.language import Languages
from kmh_hub.model.entity import EntityKind
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.glossary import glossary_page
from kmh_hub.pages.series import pages_of
from kmh_hub.reading.seminars import Content, read_content

from ..conftest import FIXTURES, ROOT, TAGS

NODE_MODULES = ROOT / "tests/node_modules"
HOST = "https://hub.example/kmh/"
FULL = "seminars/2031-05-invented-full/"
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d([+-]\d\d:\d\d))?)?)?")


def scripts(content: Content, languages: Languages) -> dict[str, str]:
    """Return the JSON-LD of every generated page, by the page's address below the site's."""
    series = content.series
    return {
        language.prefix + page.path: to_script(
            linked_data(page, series, languages, Addresses(HOST), f"Series {language.tag}")
        )
        for language in languages.all
        for page in (
            *pages_of(series, language, languages, date(2031, 6, 1)),
            *glossary_page(content.glossary or Glossary(), language, languages, dict),
        )
    }


@pytest.fixture(scope="module")
def invented(languages: Languages) -> dict[str, str]:
    return scripts(read_content(FIXTURES / "docs", TAGS), languages)


@pytest.fixture(scope="module")
def real(languages: Languages) -> dict[str, str]:
    return scripts(read_content(ROOT / "docs", TAGS), languages)


def nodes(script: str) -> list[dict[str, Any]]:
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


def first(script: str) -> dict[str, Any]:
    return nodes(script)[0]


def type_check(folder: Path, graphs: dict[str, str]) -> list[str]:
    """Return what TypeScript finds wrong in JSON-LD, each error behind the name of its graph."""
    lines = ['import type { Graph } from "schema-dts";']
    lines += [f"export const g{i}: Graph = {text};" for i, text in enumerate(graphs.values())]
    (folder / "graphs.ts").write_text("\n".join(lines), "utf-8")
    options = {
        "noEmit": True, "strict": True, "skipLibCheck": True, "types": [], "lib": ["es2022"],
        "target": "es2022", "module": "preserve", "moduleResolution": "bundler",
        "paths": {"schema-dts": [str(NODE_MODULES / "schema-dts")]},
    }  # fmt: skip
    config = folder / "tsconfig.json"
    config.write_text(json.dumps({"compilerOptions": options, "files": ["graphs.ts"]}), "utf-8")
    tsc = ["node", str(NODE_MODULES / "typescript/bin/tsc"), "--pretty", "false", "-p", str(config)]
    result = subprocess.run(tsc, capture_output=True, text=True, check=False)
    names = list(graphs)
    found = re.findall(r"graphs\.ts\((\d+),\d+\): error (.+)", result.stdout)
    errors = [f"{names[int(line) - 2]}: {error}" for line, error in found]
    assert bool(errors) == bool(result.returncode), result.stdout + result.stderr
    return errors


def shape(value: Any, key: str = "") -> Any:
    """Return JSON-LD without the words and numbers that no type depends on, nothing twice."""
    if isinstance(value, dict):
        return {name: shape(part, name) for name, part in value.items()}
    if isinstance(value, list):
        shapes = {json.dumps(each): each for each in (shape(part, key) for part in value)}
        return list(shapes.values())
    if isinstance(value, int):
        return 0
    return value if key == "@type" or value.startswith("https://schema.org/") else ""


def test_every_page_is_in_the_vocabulary_of_schema_org(
    tmp_path: Path, invented: dict[str, str], real: dict[str, str]
) -> None:
    indexes = {f"seminars/{kind}/" for kind in EntityKind}
    for site in (invented, real):
        assert indexes <= set(site)
        of_entities = [path for path in site if re.search(f"({'|'.join(indexes)}).", path)]
        assert len(site) - len(of_entities) == 3 * (4 * 6 + 3 + len(indexes))
        assert len(of_entities) > 30
    pages = real | {f"invented {path}": script for path, script in invented.items()}
    # Types see no values: what differs by them alone, as between languages, is checked once.
    by_shape = {
        to_script([shape(node)]): f"{path} {number}"
        for path, script in pages.items()
        for number, node in enumerate(nodes(script))
    }
    assert type_check(tmp_path, {name: script for script, name in by_shape.items()}) == []


def test_the_check_finds_what_schema_org_does_not_have(tmp_path: Path) -> None:
    def graph(properties: str) -> str:
        node = f'{{"@type":"EducationEvent",{properties}}}'
        return f'{{"@context":"https://schema.org","@graph":[{node}]}}'

    wrong = {
        "property": graph('"titel":"x"'),
        "nested": graph('"organizer":[{"@type":"Organization","name":"x","jobTitle":"y"}]'),
        "type": graph('"name":5'),
        "range": graph('"organizer":[{"@type":"Place","name":"x"}]'),
        "value": graph('"eventStatus":"https://schema.org/EventDone"'),
    }
    errors = type_check(tmp_path, {"right": graph('"name":"x"'), **wrong})
    assert [error.partition(":")[0] for error in errors] == list(wrong)


def test_an_event_says_what_is_known(invented: dict[str, str]) -> None:
    event, crumbs = nodes(invented[f"en/{FULL}"])
    assert event["@type"] == "EducationEvent"
    assert event["@id"] == f"{HOST}{FULL}#event"
    assert event["url"] == f"{HOST}en/{FULL}"
    assert event["name"] == "Invented full seminar"
    assert (event["startDate"], event["endDate"]) == ("2031-05-01T09:30:00+03:00", "2031-05-02")
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    place, online = event["location"]
    assert place["name"] == "Invented Hall"
    assert place["address"]["addressCountry"] == "ET"
    assert online["url"] == "https://agency.example/register"
    assert [each["name"] for each in event["funder"]] == ["Invented Fund <&>"]
    assert event["about"] == [
        {
            "@type": "DefinedTerm",
            "@id": f"{HOST}seminars/themes/testing/#entity",
            "name": "Testing",
            "termCode": "testing",
            "sameAs": ["https://www.wikidata.org/wiki/Q999999999997"],
        }
    ]
    assert event["sameAs"] == ["https://agency.example/seminar?a=1&b=2"]
    assert "isAccessibleForFree" not in event
    assert crumbs["@type"] == "BreadcrumbList"


def test_sessions_are_events_within(invented: dict[str, str]) -> None:
    opening, exercise, unnamed = first(invented[f"{FULL}agenda/"])["subEvent"]
    assert (opening["startDate"], opening["endDate"]) == (
        "2031-05-01T09:30:00+03:00", "2031-05-01T10:45:00+03:00",
    )  # fmt: skip
    speaker = opening["performer"][0]
    assert (speaker["name"], speaker["jobTitle"]) == ("Zoé Inventée", "Directrice")
    assert speaker["@id"] == f"{HOST}seminars/people/zoe-inventee/#entity"
    assert speaker["sameAs"][0] == "https://orcid.org/0000-0000-0000-0001"
    assert speaker["affiliation"]["name"] == "Agence inventée"
    assert speaker["affiliation"]["sameAs"][0] == "https://ror.org/0nvente83"
    moderator = opening["contributor"][0]
    assert moderator["name"] == "Imaginary Moderator"
    # Where the session names another organisation than the person's own, that is the one.
    assert moderator["affiliation"]["name"] == "Institut inventé"
    assert exercise["duration"] == "PT1H30M"
    assert exercise["startDate"] == "2031-05-01"
    assert unnamed["name"] == "Session 3"
    assert unnamed["url"] == f"{HOST}{FULL}agenda/#session-3"


def test_documents_are_those_that_can_be_had(invented: dict[str, str]) -> None:
    event = first(invented[FULL])
    slides = event["workFeatured"]
    assert [each["inLanguage"] for each in slides] == ["fr", "en", "ar", "ar"]
    assert {each["@type"] for each in slides} == {"PresentationDigitalDocument"}
    file = "2031-05-invented-full/slides.fr.pdf"
    size = (FIXTURES / "docs/seminars" / file).stat().st_size
    assert slides[0]["encoding"]["contentSize"] == f"{size} B"
    assert slides[0]["url"] == slides[0]["encoding"]["contentUrl"] == f"{HOST}seminars/{file}"
    assert slides[0]["encodingFormat"] == "application/pdf"
    assert [each["name"] for each in event["subjectOf"]] == ["Agenda"]
    assert "withdrawn" not in "".join(invented.values())


@pytest.mark.parametrize(
    ("slug", "start", "status"),
    [
        ("2032-01-invented-coming", "2032-01-14T10:00:00+01:00", "EventScheduled"),
        ("2032-02-invented-postponed", "2032-02-14T10:00:00+01:00", "EventPostponed"),
        ("2032-03-invented-cancelled", "2032-03-14T10:00:00+01:00", "EventCancelled"),
        ("2030-02-invented-sparse", "2030-02", "EventScheduled"),
    ],
)
def test_status_and_start(invented: dict[str, str], slug: str, start: str, status: str) -> None:
    for prefix in ("", "en/", "ar/"):
        event = first(invented[f"{prefix}seminars/{slug}/"])
        assert event["startDate"] == start
        assert event["eventStatus"] == f"https://schema.org/{status}"


def test_a_month_never_becomes_a_day(invented: dict[str, str], real: dict[str, str]) -> None:
    assert "2030-02-0" not in "".join(invented.values())
    assert "2021-03-0" not in "".join(real.values())
    march = first(real["seminars/2021-03-children-and-families/"])
    assert march["startDate"] == "2021-03"
    assert "endDate" not in march
    assert [session["startDate"] for session in march["subEvent"]] == ["2021-03"] * 3
    for script in (*invented.values(), *real.values()):
        for key, value in re.findall(r'"(startDate|endDate)":"(.*?)"', script):
            assert DATE.fullmatch(value), key


def test_the_fifth_seminar(real: dict[str, str]) -> None:
    event = first(real["ar/seminars/2022-11-victims-of-trafficking/"])
    assert event["startDate"] == "2022-11-17T11:00:00+01:00"
    assert event["endDate"] == "2022-11-17T13:00:00+01:00"
    assert event["inLanguage"] == ["fr", "en", "ar"]
    assert event["location"] == [{"@type": "VirtualLocation", "name": "Zoom"}]
    assert [each["name"] for each in event["funder"]] == [
        "الاتحاد الأوروبي", "وزارة الخارجية الهولندية",
    ]  # fmt: skip
    assert len(event["subEvent"]) == 3
    assert not {"recordedIn", "workFeatured", "subjectOf"} & set(event), "only announced"


def test_recordings(invented: dict[str, str]) -> None:
    video = next(
        each for each in nodes(invented[f"en/{FULL}recordings/"]) if each.get("inLanguage") == "fr"
    )
    assert video["@type"] == "VideoObject"
    assert video["@id"] == f"{HOST}{FULL}recordings/#recording-fr"
    assert video["contentUrl"] == f"{HOST}{FULL}recording.fr.webm"
    assert video["encodingFormat"] == "video/webm"
    assert video["duration"] == "PT24S"
    assert [(each["@type"], each["encodingFormat"]) for each in video["encoding"]] == [
        ("VideoObject", "video/mp4"), ("VideoObject", "video/webm"), ("AudioObject", "audio/ogg"),
    ]  # fmt: skip
    assert [each.get("height", {}).get("value") for each in video["encoding"]] == [360, 180, None]
    assert [each["inLanguage"] for each in video["caption"]] == ["fr", "ar"]
    assert {each["encodingFormat"] for each in video["caption"]} == {"text/vtt"}
    assert video["recordedAt"] == {"@id": f"{HOST}{FULL}#event"}
    assert [(each["startOffset"], each["endOffset"]) for each in video["hasPart"]] == [
        (0, 12), (12, 24),
    ]  # fmt: skip
    assert video["hasPart"][1]["url"] == f"{HOST}en/{FULL}recordings/#recording-fr&t=12"
    external = nodes(invented[f"{FULL}recordings/"])[-2]
    assert external["url"] == "https://video.example/watch?v=1"
    assert not {"contentUrl", "embedUrl"} & set(external)


def test_recordings_elsewhere_have_players(invented: dict[str, str]) -> None:
    *videos, _ = nodes(invented["seminars/2029-04-invented-online/recordings/"])
    assert [each.get("embedUrl", "").partition("?")[0] for each in videos] == [
        "https://www.youtube-nocookie.com/embed/Invented_00",
        "https://player.vimeo.com/video/000000000",
        "https://tube.example/videos/embed/InventedVideo",
        "",
    ]
    clip = videos[0]["hasPart"][0]
    assert (clip["startOffset"], clip["endOffset"]) == (754, 5400)


def identified(value: Any) -> Iterator[tuple[str, bool]]:
    """Return every @id with whether it is described there, rather than only named."""
    if isinstance(value, dict):
        if "@id" in value:
            yield value["@id"], len(value) > 1
        for part in value.values():
            yield from identified(part)
    elif isinstance(value, list):
        for part in value:
            yield from identified(part)


def test_what_is_named_is_described_and_the_same_in_every_language(
    invented: dict[str, str], real: dict[str, str]
) -> None:
    for pages in (invented, real):
        by_language: dict[str, set[str]] = {}
        for path, script in pages.items():
            tag = path[:2] if path[2:3] == "/" else "fr"
            ids = [pair for node in nodes(script) for pair in identified(node)]
            described = by_language.setdefault(tag, set())
            described |= {id_ for id_, is_described in ids if is_described}
        assert by_language["fr"] == by_language["en"] == by_language["ar"]
        addresses = {HOST + path for path in pages} | {HOST, f"{HOST}en/", f"{HOST}ar/"}
        for script in pages.values():
            named = {id_ for id_, described in identified(nodes(script)) if not described}
            assert named <= by_language["fr"] | addresses


def test_the_series(real: dict[str, str]) -> None:
    series, listed, crumbs = nodes(real["en/seminars/"])
    assert series["@id"] == f"{HOST}seminars/#series"
    assert series["name"] == "Series en"
    assert len(series["subEvent"]) == 5, "the event outside the numbered series is not part of it"
    assert [item["url"].split("/")[-2][:7] for item in listed["itemListElement"]] == [
        "2022-12", "2022-11", "2022-05", "2021-12", "2021-03", "2018-11",
    ]  # fmt: skip
    assert len(crumbs["itemListElement"]) == 2
    outside = first(real["seminars/2022-12-building-evidence/"])
    assert "superEvent" not in outside
    assert first(real["seminars/2018-11-sustainable-reintegration/"])["superEvent"] == {
        "@id": series["@id"]
    }


def test_breadcrumbs_lead_from_home_to_the_page(invented: dict[str, str]) -> None:
    crumbs = nodes(invented[f"ar/{FULL}presentation/"])[-1]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3, 4]
    assert [crumb["item"]["@id"] for crumb in crumbs] == [
        f"{HOST}ar/{path}" for path in ("", "seminars/", FULL, f"{FULL}presentation/")
    ]


def test_json_cannot_leave_its_script() -> None:
    hostile = "</script><!-- & \u2028 é ا"
    script = to_script([{"@type": "Event", "name": hostile}])
    assert not re.search("[<>&\u2028]", script)
    assert "é ا" in script
    assert first(script)["name"] == hostile


def test_a_draft_that_was_never_added_is_described_in_the_preview(languages: Languages) -> None:
    draft = Seminar.model_validate_json(
        '{"draft": true, "title": {"und": "Invented"}, "days": [{"date": "2033"}]}'
    )
    series = read_content(FIXTURES / "docs", TAGS).series
    entry = Entry("2033-invented", draft, frozenset({"en"}), source="fr")
    pages = scripts(Content(Series(series.vocabulary, (entry,)), ()), languages)
    assert first(pages["seminars/2033-invented/"])["startDate"] == "2033"
    assert [node["@type"] for node in nodes(pages["seminars/"])] == ["ItemList", "BreadcrumbList"]


@pytest.mark.parametrize(
    ("path", "type_", "same_as"),
    [
        ("themes/testing/", "DefinedTerm", ["https://www.wikidata.org/wiki/Q999999999997"]),
        (
            "organisations/invented-agency/",
            "Organization",
            ["https://ror.org/0nvente83", "https://www.wikidata.org/wiki/Q999999999998"],
        ),
        (
            "people/zoe-inventee/",
            "Person",
            [
                "https://orcid.org/0000-0000-0000-0001",
                "https://www.wikidata.org/wiki/Q999999999999",
            ],
        ),
        ("countries/et/", "Country", []),
    ],
)
def test_an_entity_is_one_thing_in_every_language(
    path: str, type_: str, same_as: list[str], invented: dict[str, str]
) -> None:
    for prefix in ("", "en/", "ar/"):
        thing, listed, crumbs = nodes(invented[f"{prefix}seminars/{path}"])
        assert (thing["@type"], thing["@id"]) == (type_, f"{HOST}seminars/{path}#entity")
        assert thing.get("sameAs", []) == same_as
        assert thing["mainEntityOfPage"] == f"{HOST}{prefix}seminars/{path}"
        urls = [each["url"] for each in listed["itemListElement"]]
        assert f"{HOST}{prefix}{FULL}" in urls
        trail = [each["item"]["@id"] for each in crumbs["itemListElement"]]
        kind = path.partition("/")[0]
        assert trail[1:3] == [f"{HOST}{prefix}seminars/", f"{HOST}{prefix}seminars/{kind}/"]


def test_a_year_is_a_list_only(invented: dict[str, str]) -> None:
    types = [each["@type"] for each in nodes(invented["en/seminars/years/2032/"])]
    assert types == ["ItemList", "BreadcrumbList"]
