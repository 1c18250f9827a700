"""How well and how cheaply the search answers, beside Material's own and plain Pagefind.

Builds the real and the invented hub, asks every engine in Chromium each query of `fr.txt`,
`en.txt` and `ar.txt` (or of the files `held-out-*.txt` with `--held-out`) and prints, by language
and engine, how many of the expected pages are among the first ten (recall@10), the mean reciprocal
rank of the first of them, and the bytes of a first and of a later search as a host sends them.
"""

import argparse
import functools
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from statistics import mean
from types import SimpleNamespace

import material
from material.plugins.search.plugin import SearchIndex
from playwright.sync_api import Page, sync_playwright
from queries import Query, read_queries
from selectolax.lexbor import LexborHTMLParser

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
CONTENT = {"real": ROOT / "docs", "invented": ROOT / "tests/fixtures/docs"}
PREFIXES = {"fr": "", "en": "en/", "ar": "ar/"}
ENGINES = ("hub", "pagefind", "material")
EPOCH = "1945987200"  # 1 September 2031, between the invented seminars


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--missed", action="store_true", help="print what the hub's search misses")
    arguments = parser.parse_args()
    start = "held-out-" if arguments.held_out else ""
    slugs = {
        site: sorted(path.name for path in (docs / "seminars").iterdir() if path.is_dir())
        for site, docs in CONTENT.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for site, docs in CONTENT.items():
            build(root, site, docs)
        result = measure(
            root,
            {tag: read_queries(HERE / f"{start}{tag}.txt", slugs) for tag in PREFIXES},
            is_telling=arguments.missed,
        )
    (HERE / f"{start}result.json").write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    table(result)


def build(root: Path, site: str, docs: Path) -> None:
    """Build a site with everything that the engines need below it."""
    work = root / "work" / site
    work.mkdir(parents=True)
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    text = text.replace("plugins:\n", "plugins:\n  - search:\n      lang: [fr, en, ar]\n", 1)
    (work / "mkdocs.yml").write_text(text, "utf-8")
    (work / "overrides").symlink_to(ROOT / "overrides")
    (work / "docs").symlink_to(docs)
    environment = os.environ | {
        "HUB_SITE_URL": f"https://hub.example/{site}/",
        "SOURCE_DATE_EPOCH": EPOCH,
    }
    command = [Path(sys.executable).with_name("hub"), "build"]
    subprocess.run(command, cwd=work, env=environment, check=True, capture_output=True)
    built = root / site
    shutil.copytree(work / "site", built)
    assets = Path(material.__file__).parent / "templates/assets/javascripts"
    target = built / "material/javascripts"
    shutil.copytree(assets / "lunr", target / "lunr")
    (target / "workers").mkdir()
    (worker,) = (assets / "workers").glob("search.*.min.js")
    shutil.copy(worker, target / "workers/search.js")
    add_pages_to_material(built)
    # Pagefind as it comes.
    command = [sys.executable, "-m", "pagefind", "--site", built]
    subprocess.run([*command, "--output-subdir", "pagefind-plain"], check=True, capture_output=True)
    shutil.copy(HERE / "engines.js", built)


def add_pages_to_material(built: Path) -> None:
    """Write Material's index of all pages: its plugin saw those alone that MkDocs builds itself."""
    path = built / "search/search_index.json"
    config = json.loads(path.read_text("utf-8"))["config"]
    index = SearchIndex(**config)
    for file in sorted(built.rglob("index.html")):
        tree = LexborHTMLParser(file.read_text("utf-8"))
        article, title = tree.css_first("[data-pagefind-body] article"), tree.css_first("h1")
        if article is not None and title is not None:
            url = file.parent.relative_to(built).as_posix() + "/"
            index.add_entry_from_context(
                SimpleNamespace(
                    meta={}, toc=[], content=article.inner_html, url=url, title=title.text()
                )
            )
    path.write_text(index.generate_search_index(None), "utf-8")


def measure(
    root: Path, queries: dict[str, list[Query]], *, is_telling: bool
) -> dict[str, dict[str, dict[str, float]]]:
    """Return the figures by language and engine."""
    handler = functools.partial(Handler, directory=str(root))
    result: dict[str, dict[str, dict[str, float]]] = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_address[1]}/"
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for tag, asked in queries.items():
            result[tag] = {}
            for engine in ENGINES:
                found: dict[Query, list[str]] = {}
                sizes = {}
                for site in CONTENT:
                    # The hub's policy would stop the others' workers, which are none of its own.
                    page = browser.new_page(service_workers="block", bypass_csp=engine != "hub")
                    sizes[site] = load(page, root, host, site, tag, engine, found, asked)
                    page.close()
                figures = score(found, PREFIXES[tag]) | sizes["real"]
                result[tag][engine] = figures
                if is_telling and engine == "hub":
                    tell(found, PREFIXES[tag])
        browser.close()
        server.shutdown()
    return result


def load(
    page: Page,
    root: Path,
    host: str,
    site: str,
    tag: str,
    engine: str,
    found: dict[Query, list[str]],
    asked: list[Query],
) -> dict[str, float]:
    """Ask an engine the queries of a site; return the bytes of the first and of a later one."""
    page.goto(f"{host}{site}/{PREFIXES[tag]}")
    page.wait_for_load_state("networkidle")
    sent: list[int] = []

    def count(url: str) -> None:
        path = root / url.removeprefix(host).partition("?")[0]
        if path.is_file() and path.name != "engines.js":
            content = path.read_bytes()
            packed = path.suffix.startswith((".pf_", ".pagefind"))
            sent.append(len(content if packed else gzip.compress(content, 6)))

    page.context.on("request", lambda request: count(request.url))
    page.evaluate(
        "async ([name, root, tag]) => { window.engine = await import(`${root}engines.js`);"
        " await engine.start(name, root, tag); }",
        [engine, f"/{site}/", tag],
    )
    totals = []
    for query in asked:
        if query.site == site:
            found[query] = page.evaluate(
                "([text, root, prefixes, prefix]) => engine.search(text, root, prefixes, prefix)",
                [query.text, f"/{site}/", list(PREFIXES.values()), PREFIXES[tag]],
            )
            totals.append(sum(sent))
    later = [after - before for before, after in pairwise(totals)]
    return {"first_bytes": totals[0], "later_bytes": round(mean(later)) if later else 0}


def score(found: dict[Query, list[str]], prefix: str) -> dict[str, float]:
    """Return recall@10 and mean reciprocal rank."""
    recalls, ranks = [], []
    for query, pages in found.items():
        wanted = [prefix + page for page in query.pages]
        recalls.append(sum(page in pages for page in wanted) / len(wanted))
        places = [pages.index(page) for page in wanted if page in pages]
        ranks.append(1 / (1 + min(places)) if places else 0)
    return {"queries": len(found), "recall": round(mean(recalls), 4), "mrr": round(mean(ranks), 4)}


def tell(found: dict[Query, list[str]], prefix: str) -> None:
    """Print what is missed or does not come first."""
    for query, pages in found.items():
        wanted = [prefix + page for page in query.pages]
        if not set(wanted) <= set(pages):
            print("missed:", query.text, [page for page in wanted if page not in pages])
        elif pages[0] not in wanted:
            print("rank", 1 + min(map(pages.index, wanted)), query.text, pages[0])


def table(result: dict[str, dict[str, dict[str, float]]]) -> None:
    """Print the figures as a Markdown table."""
    print("| language | engine | queries | recall@10 | MRR | first search | later search |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for tag, engines in result.items():
        for engine, row in engines.items():
            print(
                f"| {tag} | {engine} | {row['queries']} | {row['recall']:.1%} | {row['mrr']:.3f}"
                f" | {row['first_bytes'] / 1000:.0f} kB | {row['later_bytes'] / 1000:.1f} kB |"
            )


if __name__ == "__main__":
    main()
