"""The form's configuration: all that the model has, and nothing that Sveltia CMS does not know."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import BaseModel

from kmh_hub.form import files
from kmh_hub.form.collections import FILES, shapes
from kmh_hub.form.fields import Fields, is_mapping
from kmh_hub.form.settings import NO_FORM, FormSettings
from kmh_hub.localisation.language import Languages
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.text import Phrases, Text
from kmh_hub.reading.validation import has_part, inner

from ..conftest import ROOT, TAGS, run

NAMES = {"fr": "Français", "en": "English", "ar": "العربية"}
SCHEMA = ROOT / "scripts/form/node_modules/@sveltia/cms/schema/sveltia-cms.json"
GITHUB = {"name": "github", "repo": "invented/hub"}
GITLAB = {"name": "gitlab", "repo": "a/b/c", "auth_type": "pkce", "app_id": "x"}
MODELS = [Seminar, *(model for model, _ in FILES.values())]


def places(model: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Return the keys that a model knows, each with those that lead to it."""
    if has_part(model, Text) or has_part(model, Phrases):
        yield from ((*path, tag) for tag in TAGS)
        return
    model = inner(model)
    if isinstance(model, type) and issubclass(model, BaseModel):
        for name, info in model.model_fields.items():
            yield (*path, name)
            yield from places(info.annotation, (*path, name))
    elif get_args(model):
        yield from places(get_args(model)[1 if is_mapping(model) else 0], path)


def fields_in(
    fields: list[dict[str, Any]], path: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    for field in fields:
        yield (*path, field["name"])
        yield from fields_in(field.get("fields", []), (*path, field["name"]))


@pytest.mark.parametrize("model", MODELS)
def test_every_key_of_the_model_has_a_field(model: type[BaseModel], languages: Languages) -> None:
    shown = set(fields_in(Fields(languages.default, NAMES).of(model)))
    wanted = set(places(model))
    assert wanted - shown == set()
    # Beyond it: keys that editors choose, what these lead to, names that all languages share.
    assert {path[-1] for path in shown - wanted} <= {"key", "value", "und"}


@pytest.mark.parametrize("tag", TAGS)
def test_every_field_is_explained_in_the_editors_language(tag: str, languages: Languages) -> None:
    english = Fields(languages["en"], NAMES).of(Seminar)
    here = Fields(languages[tag], NAMES).of(Seminar)
    for field, in_english in zip(here, english, strict=True):
        assert field["hint"]
        assert (field["hint"] == in_english["hint"]) is (tag == "en"), field["name"]


@pytest.mark.parametrize("backend", [{}, GITHUB, GITLAB])
def test_sveltia_knows_every_option(languages: Languages, backend: dict[str, str]) -> None:
    settings = FormSettings(True, backend)
    for language in languages.all:
        said = files.config(
            settings, language, NAMES, "Invented", "https://hub.example/", ["index"]
        )
        read = yaml.safe_load(yaml.safe_dump(said))
        Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(read)
        assert said["publish_mode"] == ("editorial_workflow" if backend else "simple")


def test_kinds_of_fields(languages: Languages) -> None:
    seminar = {field["name"]: field for field in Fields(languages["en"], NAMES).of(Seminar)}
    assert seminar["added"]["widget"] == "datetime"
    assert (seminar["days"]["min"], seminar["days"]["required"]) == (1, True)
    assert seminar["themes"]["value_field"] == "themes.*.key"
    assert seminar["organisers"]["multiple"]
    assert seminar["format"]["options"] == ["online", "in-person", "hybrid"]
    zones = seminar["timezone"]["options"]
    assert {"CET", "Africa/Addis_Ababa"} <= set(zones)
    days = {field["name"]: field for field in seminar["days"]["fields"]}
    assert days["start"] | {"hint": ""} == {
        **{"name": "start", "label": "start", "hint": "", "required": False},
        **{"widget": "datetime", "type": "time", "format": "HH:mm"},
    }
    countries = seminar["countries"]["options"]
    assert {"label": "Ethiopia (ET)", "value": "ET"} in countries
    assert [each["value"] for each in seminar["source_language"]["options"][:3]] == [
        "ar",
        "en",
        "fr",
    ]


def test_mappings_by_free_keys_are_lists_to_the_form() -> None:
    found = {name: shape["mappings"] for name, shape in shapes(TAGS, "x").items()}
    assert found == {
        "hub-seminar": [],
        "hub-series": ["organisations", "themes", "people"],
        "hub-glossary": ["sources", "terms"],
        "hub-redirects": ["moved"],
        "hub-archived": ["links"],
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"enabled": "yes"}, "form: enabled: write true or false, not 'yes'"),
        ({"enable": True}, "form: there is no “enable”; there are: enabled, backend"),
        ({"enabled": True}, "form: backend: say where the form saves"),
        ({"enabled": True, "backend": "github"}, "write name and repo below it"),
        ({"backend": {"name": "gitea", "repo": "a/b"}}, "name: write github or gitlab"),
        ({"backend": {"name": "github"}}, "repo: write owner/name, not None"),
        ({"backend": {**GITHUB, "token": "x"}}, "No secret belongs here"),
        ({"backend": {**GITHUB, "base_url": "http://x"}}, "base_url: write an https address"),
    ],
)
def test_what_cannot_be(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r"form: ") as error:
        FormSettings.of(given, "docs", "https://hub.example/")
    assert said in str(error.value)


def test_on_this_machine_no_repository_is_needed() -> None:
    settings = FormSettings.of({"enabled": True}, "docs", "http://127.0.0.1:8000/")
    assert settings.origins == ()
    assert NO_FORM.enabled is False


@pytest.mark.parametrize(
    ("backend", "methods"),
    [
        (GITHUB, ["token"]),
        ({**GITHUB, "base_url": "https://sign-in.example"}, None),
        ({**GITHUB, "auth_methods": ["oauth"]}, ["oauth"]),
        ({"name": "gitlab", "repo": "a/b"}, ["token"]),
        (GITLAB, None),
    ],
)
def test_no_third_party_signs_in(backend: dict[str, Any], methods: list[str] | None) -> None:
    assert FormSettings(True, backend).service.get("auth_methods") == methods


def test_only_the_service_is_asked() -> None:
    def origins(**backend: str) -> tuple[str, ...]:
        return FormSettings(True, backend).origins

    assert origins(name="github", repo="a/b") == ("https://api.github.com",)
    own = origins(name="gitlab", repo="a/b", api_root="https://git.example/api/v4")
    assert own == ("https://git.example", "https://gitlab.com")
    signed_in = {"base_url": "https://sign-in.example"}
    assert origins(name="github", repo="a/b", **signed_in) == ("https://api.github.com",)


def test_a_build_without_the_program_says_what_to_do(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PROGRAM", hub / "none")
    files.program_digest.cache_clear()
    monkeypatch.setenv("HUB_FORM", "true")
    result = run("build")
    files.program_digest.cache_clear()
    assert result.exit_code == 1
    assert "the form's program is missing" in result.output
    assert "run `make form`" in result.output
    assert not (hub / "site").exists()
