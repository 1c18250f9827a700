"""What the search costs with thousands of seminars: time to index, bytes of searches.

The text is invented: words of the real hub and variations of them, as often as words are in any
text (Zipf), 430 a page, four pages a seminar. It says nothing about what is found. Material's index
of the same pages stands beside it: it is loaded with every first page.
"""

import argparse
import functools
import gzip
import json
import random
import resource
import shutil
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import accumulate, chain, pairwise
from pathlib import Path

from playwright.sync_api import sync_playwright

from kmh_hub.search.index import index_of
from kmh_hub.search.piece import Piece, join, piece_of
from kmh_hub.search.programs import programs
from kmh_hub.search.record import Block, Facet, Record
from kmh_hub.search.rules import Rules, rules_of, tokens_of

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
COLUMNS = (
    "language", "pages", "pieces", "index", "index after an edit", "memory", "published",
    "first search", "later, at most", "commonest word", "filters", "typing error", "Material",
)  # fmt: skip
GROUP = 50
"""Seminars whose pieces are joined once, as a build joins those of a year."""
RANKS = (300, 100, 1000, 3000, 9000, 0)
"""Which words are looked for, by how common they are; the commonest last."""
WORDS, FORMS, KINDS = 430, 25_000, ("overview", "agenda", "presentation", "recordings")
COUNTRIES = [f"{one}{other}" for one in "abcdefgh" for other in "klmnop"]


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seminars", type=int, default=3000)
    parser.add_argument("--languages", nargs="+", default=["fr", "en", "ar"])
    arguments = parser.parse_args()
    print(f"| {' | '.join(COLUMNS)} |\n| {' | '.join('---' for _ in COLUMNS)} |")
    for tag in arguments.languages:
        with tempfile.TemporaryDirectory() as folder:
            row = measure(Path(folder), tag, arguments.seminars)
        print(f"| {tag} | {' | '.join(row)} |", flush=True)


def measure(root: Path, tag: str, seminars: int) -> list[str]:
    """Return a row of the table."""
    words, weights = vocabulary(tag)
    folder, rules = root / f"pagefind/{tag}", rules_of(tag)
    pieces = []
    made = 0.0
    for records in invented(tag, seminars, words, weights):
        start = time.process_time()
        pieces.append(write_piece(folder, records, rules))
        made += time.process_time() - start
    labels = {
        facet: dict.fromkeys(["", *values], "x") for facet, values in join(pieces).facets.items()
    }
    settings = {"labels": labels, "texts": {}}
    start = time.process_time()
    write(folder, index_of(pieces, rules, settings, programs()))
    written = time.process_time() - start
    groups = [join(pieces[at : at + GROUP]).piece() for at in range(0, len(pieces), GROUP)]
    shutil.rmtree(folder / "index")
    (old,) = folder.glob("*.pf_meta")
    old.unlink()
    start = time.process_time()
    groups[0] = join([write_piece(folder, records, rules), *pieces[1:GROUP]]).piece()
    write(folder, index_of(groups, rules, settings, programs()))
    again = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    shutil.copytree(ROOT / "overrides/assets", root / "assets")
    shutil.copy(HERE / "engines.js", root)
    (root / "index.html").write_text(f'<!doctype html><html lang="{tag}">', "utf-8")
    published = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    found = [word for word in words if rules.terms(word)]
    sizes = searches(root, tag, [found[rank] for rank in RANKS])
    beside = material(chain.from_iterable(invented(tag, seminars, words, weights)))
    return [
        f"{seminars * len(KINDS)}", f"{made:.1f} s", f"{written:.1f} s", f"{again:.1f} s",
        f"{peak:.0f} MB", f"{published / 1e6:.0f} MB",
        *(f"{size / 1000:.0f} kB" for size in (*sizes, beside)),
    ]  # fmt: skip


def write_piece(folder: Path, records: list[Record], rules: Rules) -> Piece:
    """Return the piece of a seminar; write what browsers show of it."""
    piece, files = piece_of(records, rules)
    write(folder, files)
    return piece


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths in a folder."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def material(records: Iterable[Record]) -> int:
    """Return the bytes of Material's index of the same pages, as a host sends it."""
    docs = [
        {
            "location": record.url.removeprefix("/"),
            "title": record.title,
            "text": "".join(f"<p>{' '.join(block.tokens)}</p>" for block in record.blocks[1:]),
        }
        for record in records
    ]
    config = {"lang": ["fr", "en", "ar"], "separator": r"[\s\-]+", "pipeline": ["stemmer"]}
    index = json.dumps({"config": config, "docs": docs}, separators=(",", ":"))
    return len(gzip.compress(index.encode(), 6))


def vocabulary(tag: str) -> tuple[list[str], list[float]]:
    """Return words and how often each is found."""
    chosen = random.Random(tag)  # noqa: S311 - repeatable, not secret
    paths = sorted((ROOT / "docs").rglob(f"*.{tag}.md"))
    known = [
        token.strip("[](){}#*.,;:")
        for path in paths
        for token in tokens_of(path.read_text("utf-8"))
    ]
    words = list(dict.fromkeys(word.lower() for word in known if word.isalpha() and len(word) > 2))
    forms = dict.fromkeys(words)
    while len(forms) < FORMS:
        one, other = chosen.choice(words), chosen.choice(words)
        forms[one[: chosen.randint(2, 5)] + other[-chosen.randint(2, 6) :]] = None
    return list(forms), list(accumulate(1 / (rank + 2.7) for rank in range(len(forms))))


def invented(
    tag: str, seminars: int, words: list[str], weights: list[float]
) -> Iterator[list[Record]]:
    """Return the pages of each of some invented seminars."""
    chosen = random.Random(seminars)  # noqa: S311
    for number in range(seminars):
        title = " ".join(chosen.choices(words, cum_weights=weights, k=10))
        year, theme = str(2018 + number % 15), f"theme-{number % 9}"
        records = []
        for kind in KINDS:
            texts = [chosen.choices(words, cum_weights=weights, k=WORDS // 8) for _ in range(8)]
            blocks = [
                Block("h1", "", title.split()),
                *(Block("p", f"id-{at}", text) for at, text in enumerate(texts)),
            ]
            facets = {
                Facet.YEAR: (year,), Facet.THEME: (theme,), Facet.KIND: (kind,),
                Facet.COUNTRY: tuple(chosen.sample(COUNTRIES, 4)), Facet.LANGUAGE: ("xx",),
            }  # fmt: skip
            records.append(
                Record(
                    f"/{number}/{kind}/",
                    tag,
                    title,
                    tuple(blocks),
                    title,
                    kind,
                    year,
                    facets=facets,
                )
            )
        yield records


def searches(root: Path, tag: str, words: list[str]) -> list[float]:
    """Return the bytes of a first search, later ones, the filters and a typing error."""
    sent: list[int] = []

    def count(url: str) -> None:
        path = root / url.removeprefix(host).partition("?")[0]
        if path.is_file() and path.name not in {"engines.js", "index.html"}:
            content = path.read_bytes()
            packed = path.suffix.startswith((".pf_", ".pagefind"))
            sent.append(len(content if packed else gzip.compress(content, 6)))

    handler = functools.partial(Handler, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_address[1]}/"
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(host)
        page.context.on("request", lambda request: count(request.url))
        page.evaluate(
            "async (tag) => { const { Engine } = await import('/assets/search/engine.js');"
            " window.engine = await Engine.load(`/pagefind/${tag}/`);"
            " window.look = async (text) => { const { results } = await engine.search(text);"
            " await Promise.all(results.slice(0, 10).map((one) => one.data()));"
            " return results.length; }; }",
            tag,
        )
        totals = []
        for word in words:
            assert page.evaluate("(text) => look(text)", word) > 0
            totals.append(sum(sent))
        page.evaluate(
            "async () => { const { Facets } = await import('/assets/search/facets.js');"
            " await new Facets(engine, []).load(); }"
        )
        filters = sum(sent) - totals[-1]
        long = next(word for word in reversed(words) if len(word) > 6)
        wrong = long[:3] + "q" + long[4:] + " x"
        page.evaluate("(text) => look(text)", wrong)
        browser.close()
        server.shutdown()
    later = [after - before for before, after in pairwise(totals)]
    return [totals[0], max(later[:-1]), later[-1], filters, sum(sent) - totals[-1] - filters]


if __name__ == "__main__":
    main()
