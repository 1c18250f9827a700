"""What `hub check` and `hub build` need of mkdocs.yml at once, without MkDocs and its plugins.

They take a second to import, checking takes less. Where mkdocs.yml says anything in another way
than plainly (by INHERIT, by an environment variable, with a mistake), MkDocs reads it after all.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kmh_hub.localisation.catalogue import catalogue_path
from kmh_hub.model.limits import USUAL, Limits


@dataclass(frozen=True)
class Settings:
    """Where the content and the theme are, and the languages."""

    docs: Path
    overrides: Path
    tags: tuple[str, ...]
    """The tags of the site's languages, the default first."""
    limits: Limits = USUAL
    """How large the files of the content may be."""
    site: Path | None = None
    """The folder that the site is built in; None where only MkDocs can tell."""


class _Loader(yaml.CSafeLoader):
    """Reads what has a tag, such as `!ENV`, as nothing."""


_Loader.add_multi_constructor("", lambda *_: None)


def settings_of(config_file: str) -> Settings:
    """Return what a site's configuration says.

    Raises:
        ClickException: where it cannot be used.

    """
    plain = plain_settings(Path(config_file))
    if plain:
        return plain
    from kmh_hub.cli.site import load_site  # noqa: PLC0415 - slow, see above

    site = load_site(config_file)
    return Settings(site.docs, site.overrides, site.languages.tags, site.limits)


def plain_settings(path: Path) -> Settings | None:
    """Return what a site's configuration says plainly; None where it does not."""
    try:
        config = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - makes no objects
        if "INHERIT" in config or "hooks" in config:
            return None
        docs = _below(path, config.get("docs_dir", "docs"))
        overrides = _below(path, config["theme"]["custom_dir"])
        tags = tuple(_tags(config["plugins"]))
        limits = Limits.of(_options(config["plugins"], "kmh-hub").get("limits") or {})
        named = config.get("site_dir", "site")
        site = _below(path, named) if isinstance(named, str) else None
    except (yaml.YAMLError, AttributeError, LookupError, TypeError, ValueError):
        return None
    is_complete = all(catalogue_path(overrides / "locales", tag).is_file() for tag in tags)
    is_plain = tags and is_complete and docs.is_dir()
    return Settings(docs, overrides, tags, limits, site) if is_plain else None


def _below(config_file: Path, name: str) -> Path:
    """Return a path that is given from the configuration's folder; MkDocs follows no links."""
    return Path(os.path.abspath(config_file.parent / name))  # noqa: PTH100


def _options(plugins: Any, name: str) -> dict[str, Any]:
    """Return the options of a plugin; none where it has none."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    return next((each[name] for each in listed if isinstance(each, dict) and name in each), {})


def _tags(plugins: Any) -> list[str]:
    """Return the tags of the languages that are built, the default first."""
    languages = _options(plugins, "i18n")["languages"]
    built = [language for language in languages if language.get("build", True)]
    built.sort(key=lambda language: not language.get("default", False))
    tags = [language["locale"] for language in built]
    if not all(isinstance(tag, str) for tag in tags):
        raise TypeError(tags)
    return tags
