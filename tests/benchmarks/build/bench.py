"""What a build costs, beside stock MkDocs and Hugo with the same content.

Writes invented hubs of several sizes, builds each in turns with the hub, with stock MkDocs
(Material, mkdocs-static-i18n, navigation and search as they come) and with Hugo (a template of
twenty lines), checks it with `hub check`, prints a table and keeps the figures in `result.json`.
The hub builds from nothing, then `again` without an edit, then with one seminar.yml `edited`;
`hub check` starts without a cache, then with a `warm` one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from math import log
from pathlib import Path
from statistics import median
from typing import Any

from engines import CACHE, ENGINES, HUB, SITES, prepare, write_sources
from selectolax.lexbor import LexborHTMLParser

HERE = Path(__file__).parent
ENVIRONMENT = os.environ | {
    "HUB_SITE_URL": "https://hub.example/invented/",
    "SOURCE_DATE_EPOCH": "1945987200",  # 1 September 2031, between past and coming seminars
    "NO_MKDOCS_2_WARNING": "1",
}
# Else Python would compile the program anew for every measured process.
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)
LEAST = 100
"""From so many seminars on, growth is measured: of smaller hubs, starting is a large part."""
CONTENT = {"stock": "article"}
"""Where an engine's content is, if not in `main`: Material has its navigation there, too."""
Figures = dict[str, float]


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seminars", type=int, nargs="+", default=[10, 100, 300])
    parser.add_argument("--turns", type=int, default=1, help="how often each is run; medians count")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument(
        "--stock-up-to",
        type=int,
        default=300,
        metavar="SEMINARS",
        help="leave stock MkDocs out beyond; its navigation grows with the square of the pages",
    )
    parser.add_argument(
        "--parts", type=int, metavar="SEMINARS", help="where time goes, by sampling"
    )
    parser.add_argument("--out", type=Path, default=HERE / "result.json")
    arguments = parser.parse_args()
    result: dict[str, Any] = {"cores": os.cpu_count(), "turns": arguments.turns, "seminars": {}}
    for seminars in sorted(arguments.seminars):
        engines = [
            engine
            for engine in arguments.engines
            if engine != "stock" or seminars <= arguments.stock_up_to
        ]
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            write(work, seminars)
            row = measure(work, engines, arguments.turns)
            if seminars == arguments.parts:
                result["parts"] = parts(work)
        result["seminars"][str(seminars)] = row
        result["load"] = os.getloadavg()[0]
        result["exponents"] = exponents(result["seminars"])
        print_rows(seminars, row)
        arguments.out.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    for engine, figures in result["exponents"].items():
        print(f"{engine}: CPU time grows with the seminars to the power of {figures}")
    for part, share in result.get("parts", {}).items():
        print(f"{part}: {share:.1%}")


def write(work: Path, seminars: int) -> None:
    """Write an invented hub and what the other builders make the same pages from."""
    hub, generated = work / "hub", work / "generated"
    # Processes of their own: their memory would count as that of every process started here.
    subprocess.run([sys.executable, HERE / "corpus.py", str(seminars), hub], check=True)
    subprocess.run(
        [HUB, "generate", "--out", generated], cwd=hub, env=environment(work), check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    write_sources(work, generated)


def measure(work: Path, engines: Sequence[str], turns: int) -> dict[str, Figures]:
    """Return the figures of each step of each engine for one size."""
    runs: dict[str, list[Figures]] = {}
    for _ in range(turns):
        for engine in engines:
            for step, command in ENGINES[engine].items():
                prepare(work, step)
                folder = work / SITES.get(engine, "hub/site").split("/")[0]
                runs.setdefault(step, []).append(timed(command, folder, environment(work)))
    row = {
        step: {key: median(run[key] for run in each) for key in each[0]}
        for step, each in runs.items()
    }
    for engine in engines:
        if engine in SITES:
            row[engine] |= sizes(work / SITES[engine], CONTENT.get(engine, "main"))
    if "stock" in row:
        for figures in row.values():
            figures |= {
                f"{key}_to_stock": figures[key] / row["stock"][key] for key in ("wall", "cpu")
            }
    return row


def environment(work: Path) -> dict[str, str]:
    """Return the variables of a size's commands: what is kept of another size is not found."""
    return ENVIRONMENT | {"HUB_CACHE": str(work / CACHE)}


def timed(command: Sequence[str | Path], folder: Path, variables: dict[str, str]) -> Figures:
    """Return seconds by the clock and of the processors, and the peak memory in MB.

    The operating system's account: processor time is that of the process and of all that it
    started; memory is that of the largest one of them.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{command} failed:\n{said.read().decode()[-2000:]}")
    memory = usage.ru_maxrss / 1000
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": memory}


def sizes(site: Path, content: str) -> Figures:
    """Return the number of pages, the bytes of a page besides its content, those of the site.

    What counts as content is as in tests/site: the main part, and what programs are told.
    """
    told = "script[type='application/ld+json'], meta[name^=citation], meta[name^=DC], .contents"
    besides = []
    for path in site.rglob("index.html"):
        page = LexborHTMLParser(path.read_bytes())
        inner = [page.css_first(content), *page.css(told)]
        besides.append(
            path.stat().st_size - sum(len((node.html or "").encode()) for node in inner if node)
        )
    files = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return {"pages": len(besides), "besides": median(besides), "bytes": sum(files)}


def exponents(rows: dict[str, dict[str, Figures]]) -> dict[str, Figures]:
    """Return the power of the seminars that CPU time grows with: fitted, and of the last step."""
    found: dict[str, Figures] = {}
    for step in (step for steps in ENGINES.values() for step in steps):
        points = [
            (log(int(seminars)), log(row[step]["cpu"]))
            for seminars, row in rows.items()
            if step in row and int(seminars) >= LEAST
        ]
        if len(points) > 1:
            found[step] = {"fitted": slope(points), "last": slope(points[-2:])}
    return found


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the line of least squares."""
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    return sum((at - x) * (of - y) for at, of in points) / sum((at - x) ** 2 for at, _ in points)


def parts(work: Path) -> dict[str, float]:
    """Return the share of each part of the program in a build."""
    prepare(work, "hub")
    command = [sys.executable, HERE / "parts.py"]
    said = subprocess.run(
        command, cwd=work / "hub", env=environment(work), check=True, capture_output=True
    )
    shares: dict[str, float] = json.loads(said.stdout)
    return shares


def print_rows(seminars: int, row: dict[str, Figures]) -> None:
    """Print one size as rows of a Markdown table."""
    print("| seminars | engine | wall | CPU | CPU : stock | memory | pages | besides | site |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for engine, each in row.items():
        ratio = f"{each['cpu_to_stock']:.2f}" if "cpu_to_stock" in each else ""
        size = (
            f"{each['pages']:.0f} | {each['besides'] / 1000:.1f} kB | {each['bytes'] / 1e6:.0f} MB"
            if "pages" in each
            else " | | "
        )
        print(
            f"| {seminars} | {engine} | {each['wall']:.1f} s | {each['cpu']:.1f} s | {ratio}"
            f" | {each['memory']:.0f} MB | {size} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
