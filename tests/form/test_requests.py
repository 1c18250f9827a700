"""Saving opens a request: the form at an invented repository of GitHub's."""

from collections.abc import Callable

from .conftest import Form
from .github import GitHub
from .test_in_browser import FACTS, FIFTH, edit


def test_saving_opens_a_pull_request(
    open_form: Callable[..., Form], real_files: dict[str, str]
) -> None:
    form, path = open_form(), f"{FIFTH}/seminar.yml"
    github = GitHub(form.page, real_files)
    form.page.get_by_role("button", name="jeton d’accès").click()
    dialogue = form.page.get_by_role("alertdialog")
    dialogue.get_by_role("textbox").fill("invented-token")
    dialogue.get_by_role("button", name="Se connecter").click()
    form.open(FACTS, "2022-11-victims-of-trafficking")
    form.field("platform").get_by_role("textbox").fill("Invented platform")
    form.save()

    branch = "cms/seminars/2022-11-victims-of-trafficking"
    assert github.unknown == []
    assert github.branches == [f"refs/heads/{branch}"]
    assert [(each["head"], each["base"]) for each in github.requests] == [(branch, "main")]
    assert [each["branch"]["branchName"] for each in github.commits] == [branch]
    assert [*github.committed()] == [path]
    changed = edit(real_files[path], github.committed()[path])
    assert changed == ["-platform: Zoom", '+platform: "Invented platform"']
