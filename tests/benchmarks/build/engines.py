"""The commands that are measured, and what each builds from: one content, three builders."""

import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
HUB = Path(sys.executable).with_name("hub")
ENGINES: dict[str, dict[str, list[str | Path]]] = {
    "hub": {step: [HUB, "build"] for step in ("hub", "again", "edited")},
    "stock": {"stock": [HUB.with_name("mkdocs"), "build", "--quiet"]},
    "hugo": {"hugo": ["hugo", "--quiet"]},
    "check": {step: [HUB, "check"] for step in ("check", "warm")},
}
"""What each does in turn: the first step of each starts cold, the others from what it left."""
CACHE = "cache"
"""Where the hub keeps what it read, below the folder of a size."""
SITES = {"hub": "hub/site", "stock": "stock/site", "hugo": "hugo/public"}
_STOCK = """\
site_name: Stock
site_url: https://hub.example/invented/
theme:
  name: material
  font: false
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: fr, name: Français, default: true}
        - {locale: en, name: English}
        - {locale: ar, name: العربية}
"""
_HUGO = """\
baseURL = "https://hub.example/invented/"
title = "Hugo"
defaultContentLanguage = "fr"
disableKinds = ["taxonomy", "term", "RSS"]
[languages.fr]
languageName = "Français"
[languages.en]
languageName = "English"
[languages.ar]
languageName = "العربية"
languageDirection = "rtl"
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_TEMPLATE = """\
<!doctype html>
<html lang="{{ .Lang }}" dir="{{ .Language.LanguageDirection | default "ltr" }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Lang }}" href="{{ .Permalink }}">
{{ end }}</head>
<body><nav><a href="{{ "" | relLangURL }}">{{ .Site.Title }}</a>
{{ range .Translations }}<a href="{{ .RelPermalink }}">{{ .Language.LanguageName }}</a>
{{ end }}</nav>
<main>{{ .TableOfContents }}{{ .Content }}</main></body>
</html>
"""


def write_sources(work: Path, generated: Path) -> None:
    """Write what stock MkDocs and Hugo build from, beside the folder `hub`.

    Args:
        work: the folder that has the hub.
        generated: what `hub generate` wrote of it.

    """
    docs = work / "hub/docs"
    stock, hugo = work / "stock", work / "hugo"
    for page in sorted({path.relative_to(docs) for path in docs.glob("*.md")}):
        _write(stock, hugo, page, (docs / page).read_text("utf-8"))
    for path in generated.rglob("*.md"):
        page = path.relative_to(generated)
        prose = docs / page
        text = prose.read_text("utf-8") if prose.is_file() else ""
        _write(stock, hugo, page, _page(path.read_text("utf-8"), text))
    ours = (ROOT / "mkdocs.yml").read_text("utf-8")
    extensions = ours[ours.index("markdown_extensions:") : ours.index("validation:")]
    (stock / "mkdocs.yml").write_text(f"{_STOCK}{extensions}", "utf-8")
    (hugo / "config.toml").write_text(_HUGO, "utf-8")
    layouts = hugo / "layouts/_default"
    layouts.mkdir(parents=True)
    for kind in ("single", "list"):
        (layouts / f"{kind}.html").write_text(_TEMPLATE, "utf-8")


def _page(text: str, prose: str) -> str:
    """Return a generated page whose prose stands beside its HTML, where Markdown reads it.

    Without empty or indented lines in the HTML, CommonMark takes it as one block, too.
    """
    _, front, body = text.split("---\n", 2)
    html = re.sub(r"\s*\n\s*", "\n", body.replace(prose.strip(), "")).strip()
    return f"---\n{front}---\n\n{html}\n\n{prose}\n"


def _write(stock: Path, hugo: Path, page: Path, text: str) -> None:
    for target in (
        stock / "docs" / page,
        # Hugo takes index.md as a page without pages below it.
        hugo / "content" / page.with_name(re.sub(r"^index\.", "_index.", page.name)),
    ):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def prepare(work: Path, step: str) -> None:
    """Delete what an engine left, where its step starts cold; edit the hub, where it is to be."""
    if step in SITES:
        shutil.rmtree(work / SITES[step], ignore_errors=True)
    if step == "hub":
        shutil.rmtree(work / "hub/.site.hub", ignore_errors=True)
    if step in {"hub", "check"}:
        shutil.rmtree(work / CACHE, ignore_errors=True)
    if step == "hugo":
        shutil.rmtree(work / "hugo/resources", ignore_errors=True)
    if step == "edited":
        edit(work / "hub/docs")


def edit(docs: Path) -> None:
    """Add a word to the English abstract of a session in the middle of the series."""
    seminars = sorted((docs / "seminars").glob("*/seminar.yml"))
    path = seminars[len(seminars) // 2]
    text, edits = re.subn(
        r"(abstract:\n +fr: .*\n +en: )", r"\g<1>Edited ", path.read_text("utf-8"), count=1
    )
    if not edits:
        raise ValueError(f"{path} has no abstract to edit")
    path.write_text(text, "utf-8")
