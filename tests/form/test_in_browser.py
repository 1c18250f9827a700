"""The form in Chromium, under its own policy: what it saves is the edit and nothing else."""

import shutil
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ..conftest import FIXTURES, ROOT, copy_hub, run
from .conftest import Form
from .folder import WRITE, as_files

AXE = ROOT / "tests/node_modules/axe-core/axe.min.js"
FIFTH = "docs/seminars/2022-11-victims-of-trafficking"
FULL = "docs/seminars/2031-05-invented-full"
FACTS, TEXTS, SHARED = "informations", "textes", "Ce que les séminaires"


def edit(before: str, after: str) -> list[str]:
    """Return the lines that went and those that came."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_a_recording_is_added_to_the_fifth_seminar(
    open_form: Callable[..., Form],
    real_files: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form, path = open_form(), f"{FIFTH}/seminar.yml"
    form.work_with(real_files)
    form.open(FACTS, "2022-11-victims-of-trafficking")
    recordings = form.field("recordings")
    recordings.get_by_role("button", name="Ajouter").click()
    form.field("recordings.3.language").get_by_role("combobox").click()
    form.page.get_by_role("option", name="français (fr)").click()
    form.field("recordings.3.url").get_by_role("textbox").fill("https://video.example/invented")
    form.field("recordings.3.duration").get_by_role("textbox").fill("1:02:03")
    form.save()

    saved = form.text(path)
    assert edit(real_files[path], saved) == [
        "+  - language: fr",
        "+    url: https://video.example/invented",
        '+    duration: "1:02:03"',
    ]
    assert {each for each in real_files if form.text(each) != real_files[each]} == {path}

    copy_hub(tmp_path)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / path).write_text(saved, "utf-8")
    monkeypatch.chdir(tmp_path)
    checked = run("check", "--language", "en")
    assert checked.exit_code == 0, checked.output
    formatted = run("format", "--check", path)
    assert formatted.exit_code == 0, formatted.output


def test_what_the_form_does_not_show_stays(open_form: Callable[..., Form]) -> None:
    files, path = as_files(FIXTURES / "docs"), f"{FULL}/seminar.yml"
    files[path] = (
        files[path]
        .replace("timezone:", 'x-unknown: {kept: [1, "two"]}  # why\n# before\ntimezone:')
        .replace("  country: ET\n", "  country: ET\n  x-inner: kept\n")
        .replace("    summary:", "    # within\n    summary:")
    )
    form = open_form()
    form.work_with(files)
    form.open(FACTS, "2031-05-invented-full")
    form.field("number").get_by_role("spinbutton").fill("7")
    for name in ("days", "figures", "materials", "recordings"):
        form.field(name).get_by_role("button", name="Tout développer").first.click()
    form.save()
    assert edit(files[path], form.text(path)) == ["-number: 2", "+number: 7"]


def test_a_person_is_added_by_a_key(open_form: Callable[..., Form]) -> None:
    files, path = as_files(FIXTURES / "docs"), "docs/seminars/series.yml"
    form = open_form()
    form.work_with(files)
    form.open(SHARED, "seminars/series.yml")
    people = form.field("people")
    people.get_by_role("button", name="Ajouter").first.click()
    form.field("people.3.key").get_by_role("textbox").fill("added-person")
    form.field("people.3.name.und").get_by_role("textbox").fill("Added Person")
    form.save()
    assert edit(files[path], form.text(path)) == ["+  added-person:", '+    name: "Added Person"']


def test_texts_stand_side_by_side(
    open_form: Callable[..., Form], real_files: dict[str, str]
) -> None:
    form, path = open_form(), f"{FIFTH}/index.ar.md"
    form.work_with(real_files)
    form.open(TEXTS, "2022-11-victims-of-trafficking")
    texts = form.page.locator('[data-key-path="body"] textarea')
    assert [each.get_attribute("lang") for each in texts.all()] == ["fr", "en"]
    form.page.get_by_role("radio", name="Arabe").last.click()
    arabic = form.page.locator('textarea[lang="ar"]')
    assert arabic.get_attribute("dir") == "rtl"
    arabic.evaluate("each => each.setSelectionRange(0, 0)")
    arabic.press_sequentially("نص. ")
    form.save()
    first, *rest = real_files[path].splitlines()
    assert form.text(path) == "\n".join([f"نص. {first}", *rest]) + "\n"


@pytest.mark.parametrize(("locale", "scheme"), [("fr-FR", "light"), ("ar", "dark")])
def test_it_is_accessible(
    open_form: Callable[..., Form], real_files: dict[str, str], locale: str, scheme: str
) -> None:
    form = open_form(locale, scheme=scheme)
    page = form.page
    page.get_by_role("button").first.wait_for()
    found = {"entrance": violations(page)}
    page.evaluate(WRITE, real_files)
    page.get_by_role("button").first.click()
    page.get_by_role("grid").wait_for()
    found["list"] = violations(page)
    page.get_by_role("gridcell", name="2022-11-victims").last.click()
    form.field("title.ar")
    found["entry"] = violations(page)
    assert found == {"entrance": [], "list": [], "entry": []}
    # The editor's language, and the text's own.
    assert page.evaluate("document.documentElement.lang") == locale[:2]
    arabic = page.locator('[data-key-path="title.ar"]')
    assert arabic.get_attribute("lang") == "ar"
    assert arabic.get_by_role("textbox").get_attribute("dir") == "rtl"
    hints = {"fr": "Son titre, dans chaque langue.", "ar": "عنوان الندوة، بحسب اللغة."}
    assert hints[locale[:2]] in form.field("title").inner_text()


def violations(page: Page) -> list[tuple[str, str]]:
    """Return what axe-core finds against WCAG 2.2 AA."""
    page.evaluate(AXE.read_text("utf-8"))
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("levels => axe.run({ runOnly: levels })", levels)["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]
