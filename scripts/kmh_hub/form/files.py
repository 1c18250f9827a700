"""The files of the form, as the site has them below `admin/`."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment, FileSystemLoader

from kmh_hub.form.collections import collections, shapes
from kmh_hub.form.settings import FormSettings
from kmh_hub.hosting.content_security import form_policy
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.program import folder_digest
from kmh_hub.reading.rules.rule import N_
from kmh_hub.writing.canonical import PLAIN

FOLDER = "admin/"
"""Where the form is, below the site."""
PROGRAM = Path(__file__).parents[2] / "form/dist"
"""The form's program, which `make form` brings together from the locked packages of npm."""
_NOWHERE = {"name": "gitea", "repo": "local/hub"}
"""Sveltia CMS has to be given a service. Where a site has none, its form hides this one, which is
the only one that is not asked whether it works."""

_WITHOUT_SCRIPTS = N_("The form needs JavaScript. The editors’ guide says how to write without it.")


class NoProgramError(ValueError):
    """The form's program is not there."""


@cache
def program_digest() -> str:
    """Return the hash of the form's program.

    Raises:
        NoProgramError: where it is not there.

    """
    if not (PROGRAM / "form.js").is_file():
        raise NoProgramError(
            f"the form's program is missing ({PROGRAM}): run `make form`, which needs npm, or "
            "build without the form (no HUB_FORM, form: enabled: false in mkdocs.yml)"
        )
    return folder_digest(PROGRAM)


def form_files(
    settings: FormSettings,
    languages: Languages,
    names: Mapping[str, str],
    site_names: Mapping[str, tuple[str, str]],
    site_url: str,
    pages: Sequence[str],
    overrides: Path,
) -> dict[str, bytes | Path]:
    """Return the files, by their places below the site's folder.

    Args:
        settings: where the form saves.
        languages: the site's.
        names: their own names by tag.
        site_names: what the site is called, by the languages' tags.
        site_url: the site's address.
        pages: the pages that are written by hand, without language and suffix.
        overrides: the folder of the theme, with the form's page.

    """
    files: dict[str, bytes | Path] = {
        f"{FOLDER}{path.relative_to(PROGRAM).as_posix()}": path
        for path in sorted(PROGRAM.rglob("*"))
        if path.is_file()
    }
    for language in languages.all:
        said = config(settings, language, names, site_names[language.tag][0], site_url, pages)
        files[FOLDER + config_name(language, languages)] = _yaml(said)
    files[f"{FOLDER}index.html"] = _page(settings, languages, site_names, overrides)
    return files


def config(
    settings: FormSettings,
    language: Language,
    names: Mapping[str, str],
    title: str,
    site_url: str,
    pages: Sequence[str],
) -> dict[str, Any]:
    """Return the configuration of Sveltia CMS, in the words of a language."""
    return {
        "backend": dict(settings.service if settings.backend else _NOWHERE),
        # Saving opens a request, which somebody else reads and its checks run on.
        "publish_mode": "editorial_workflow" if settings.backend else "simple",
        "app_title": title,
        "site_url": site_url,
        "logo": {"src": f"{urlsplit(site_url).path}assets/favicon.svg"},
        "media_folder": f"{settings.docs}/assets",
        "public_folder": "/assets",
        "media_libraries": {"stock_assets": {"providers": []}},
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "i18n": {"structure": "multiple_files", "locales": [*names]},
        "collections": collections(settings.docs, language, names, pages),
    }


def config_name(language: Language, languages: Languages) -> str:
    """Return the name of a language's configuration; the default's is the usual one."""
    return "config.yml" if language is languages.default else f"config.{language.tag}.yml"


def _yaml(said: Mapping[str, Any]) -> bytes:
    # Lists that stand in several places are written once, and referred to.
    return yaml.dump(said, allow_unicode=True, sort_keys=False, width=10_000).encode()


def _page(
    settings: FormSettings,
    languages: Languages,
    site_names: Mapping[str, tuple[str, str]],
    overrides: Path,
) -> bytes:
    environment = Environment(loader=FileSystemLoader(overrides), autoescape=True)
    html = environment.get_template("form.html").render(
        languages=[(each, site_names[each.tag][0]) for each in languages.all],
        spoken=json.dumps(
            {
                each.tag: {"config": config_name(each, languages), "dir": each.direction}
                for each in languages.all
            }
        ),
        formats=json.dumps(shapes(languages.tags, PLAIN.pattern)),
        without_scripts=_WITHOUT_SCRIPTS,
        policy=form_policy(settings.origins, settings.pictures),
        is_local=not settings.backend,
    )
    return html.encode()
