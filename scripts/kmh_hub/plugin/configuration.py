"""What mkdocs.yml says of the hub, as a site."""

import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils.yaml import yaml_load

from kmh_hub.build.files import hash_of
from kmh_hub.build.unit import digest
from kmh_hub.exports.export import Addresses
from kmh_hub.form.files import program_digest
from kmh_hub.form.settings import FormSettings
from kmh_hub.localisation.language import languages_of
from kmh_hub.model.limits import Limits
from kmh_hub.plugin import i18n
from kmh_hub.plugin.site import Site
from kmh_hub.reading.look import Look, Place
from kmh_hub.reading.memory import Memory

_ADDRESS_IN_MEMORY = re.compile(r" at 0x[0-9a-f]+")


class HubConfig(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml."""

    locales = config_options.Type(dict, default={})
    """CLDR locales by language, where another than the language's own is wanted."""
    limits = config_options.Type(dict, default={})
    """The largest files of the content, in megabytes, as `model/limits.py` names them."""
    form = config_options.Type(dict, default={"enabled": False})
    """Whether there is a form for editors, and where it saves, as `form/settings.py` says."""
    offline = config_options.Type(bool, default=True)
    """Whether readers' browsers keep pages; where it is false, those that do give them up."""


def site_of(
    config: MkDocsConfig,
    *,
    is_preview: bool = False,
    look: Callable[[Place], Look | None] | None = None,
) -> Site:
    """Return the site that a MkDocs configuration describes.

    Args:
        config: the configuration.
        is_preview: whether drafts and content with faults are to be shown.
        look: tells what was seen of the content, if anybody looked at it already.

    Raises:
        PluginError: where a language lacks a catalogue or CLDR's data, or the form its program.

    """
    names = i18n.names(i18n.find(config))
    if not config.theme.custom_dir:
        raise PluginError("mkdocs.yml must name the theme's custom_dir, where the templates are")
    overrides = Path(config.theme.custom_dir)
    options = config.plugins["kmh-hub"].config
    try:
        languages = languages_of(tuple(names), options.locales, str(overrides / "locales"))
        limits = Limits.of(options.limits)
        folder = os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)
        form = FormSettings.of(options.form, Path(folder).as_posix(), config.site_url or "")
        if form.enabled:
            program_digest()  # now, not after a quarter of a minute
    except ValueError as error:
        raise PluginError(str(error)) from error
    site_names = i18n.site_names(i18n.find(config), config)
    docs = Path(config.docs_dir)
    addresses = Addresses(config.site_url or "")
    return Site(
        docs,
        overrides,
        languages,
        names,
        site_names,
        _today(),
        addresses,
        is_preview=is_preview,
        memory=Memory() if is_preview else None,
        look=look or (lambda _: None),
        # A preview changes with every edit: a kept copy of it would only mislead.
        offline=options.offline and not is_preview,
        limits=limits,
        form=form,
    )


def _today() -> date:
    """Return the day of the build: SOURCE_DATE_EPOCH's, where a build is to be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError) as error:
        raise PluginError(
            f"SOURCE_DATE_EPOCH is “{epoch}”; it has to be the seconds since 1970, such as "
            "1767225600, or not to be set"
        ) from error


def said_by(config: MkDocsConfig) -> str:
    """Return the hash of what mkdocs.yml says, with all that it inherits, and of its hooks."""
    path = Path(config.config_file_path)
    with path.open(encoding="utf-8") as file:
        said = yaml_load(file)
    hooks = [hash_of(path.parent / hook) for hook in said.get("hooks") or ()]
    return digest(_ADDRESS_IN_MEMORY.sub("", repr(said)), hooks)
