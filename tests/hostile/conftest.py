"""Markdown as the site has it."""

from collections.abc import Callable

import markdown
import pytest
from mkdocs.config import load_config

from kmh_hub.plugin.sanitiser import sanitised

from ..conftest import ROOT

Html = Callable[[str], str]


@pytest.fixture(scope="session")
def unclean_of() -> Html:
    """Makes of Markdown what the site's configuration makes of it."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    made = markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )

    def html_of(text: str) -> str:
        made.reset()
        return made.convert(text)

    return html_of


@pytest.fixture(scope="session")
def html_of(unclean_of: Html) -> Html:
    """Makes of Markdown what is published."""
    return lambda text: sanitised(unclean_of(text))
