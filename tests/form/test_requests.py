"""Saving opens a request: the form at invented repositories of GitHub's and GitLab's."""

from collections.abc import Callable

import pytest

from ..conftest import FIXTURES
from .conftest import Form
from .github import GitHub
from .gitlab import GitLab
from .service import HEAD, Service
from .test_in_browser import FACTS, FIFTH, edit

PDF = (FIXTURES / "docs/seminars/2031-05-invented-full/slides.fr.pdf").read_bytes()


@pytest.mark.parametrize(("kind", "base"), [(GitHub, HEAD), (GitLab, "main")])
def test_saving_opens_a_request(
    open_form: Callable[..., Form],
    real_files: dict[str, str],
    kind: Callable[..., Service],
    base: str,
) -> None:
    form, path = open_form(backend=kind.__name__.lower()), f"{FIFTH}/seminar.yml"
    service = kind(form.page, files=real_files)
    form.sign_in()
    form.open(FACTS, "2022-11-victims-of-trafficking")
    form.field("platform").get_by_role("textbox").fill("Invented platform")
    form.add_document(2, "invented.pdf", PDF)
    form.save()

    branch = "cms/seminars/2022-11-victims-of-trafficking"
    assert service.unknown == []
    assert service.branches == [(branch, base)]
    [opened] = service.requests
    assert (opened.branch, opened.target, opened.is_draft) == (branch, "main", True)
    assert opened.labels == ("sveltia-cms/draft",)
    committed = service.committed()
    assert {each: [*files] for each, files in committed.items()} == {
        branch: [f"{FIFTH}/invented.pdf", path]
    }
    assert committed[branch][f"{FIFTH}/invented.pdf"] == PDF
    changed = edit(real_files[path], committed[branch][path].decode())
    assert changed == [
        "-platform: Zoom",
        '+platform: "Invented platform"',
        "+  - kind: report",
        "+    file: invented.pdf",
    ]
