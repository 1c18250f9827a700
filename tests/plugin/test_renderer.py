"""A page costs what it shows, however many others there are."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kmh_hub.localisation.language import Language
from kmh_hub.pages.page import Page
from kmh_hub.plugin.site import Site

from ..build.builds import build
from ..build.edits import written

FEW = 6
"""So often a page of the series may be come upon: as a unit, in navigations, by links in prose."""


def test_no_page_is_looked_for_among_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: Counter[str] = Counter()
    pages = Site.series_pages

    def counted(site: Site, language: Language) -> Iterator[Page]:
        for page in pages(site, language):
            met[page.uri] += 1
            yield page

    monkeypatch.setattr(Site, "series_pages", counted)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # all is made in this process
    build(written(tmp_path))
    assert len(met) > 5 * FEW
    assert max(met.values()) <= FEW, met.most_common(3)
