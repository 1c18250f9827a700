"""nginx as `hub hosting` configures it, with a large invented site, under a load of every kind.

    make load

wrk asks for pages, styles, data and parts of the search index, as fast as it is answered; at the
same time some readers compare every byte of what they are given, ask for parts of a recording and
for what is not there, and go away in the middle. Exits with 1 if anything was wrong.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import quantiles

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.hosting.conftest import serving  # noqa: E402
from tests.hosting.mixed_load import Load  # noqa: E402

BASE = "/invented/"
RECORDING = "en/recording.webm"
MEGABYTES = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seminars", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--connections", type=int, default=64, help="how many wrk keeps open")
    parser.add_argument("--readers", type=int, default=8, help="how many compare every byte")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache/load")
    options = parser.parse_args()
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    site = built(work, options.seminars)
    with serving("nginx", site, work / "hosted") as server:
        load = Load(server.port, site, BASE)
        paths = work / "paths.txt"
        paths.write_text("".join(f"{path}\n" for path in sorted(asked_for(site))), "utf-8")
        wrk = subprocess.Popen(
            [
                "wrk", "--threads", "1", "--connections", str(options.connections),
                "--duration", str(options.seconds), "--timeout", "10",
                "--script", HERE / "paths.lua", f"http://127.0.0.1:{server.port}/", "--", paths,
            ],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        load.run(options.seconds, options.readers)
        output = wrk.communicate()[0]
    figures = json.loads(output.splitlines()[-1])
    report(figures, load)
    if load.wrong or figures["failed"] or figures["not well"]:
        sys.exit("wrong:\n" + "\n".join(load.wrong[:20]))


def built(work: Path, seminars: int) -> Path:
    """Build the site of an invented hub, with a long recording."""
    hub = work / f"hub-of-{seminars}"
    if not hub.exists():
        corpus = HERE.parent / "build/corpus.py"
        subprocess.run([sys.executable, corpus, str(seminars), hub], check=True)
    variables = {
        "HUB_SITE_URL": f"https://hub.example{BASE}",
        "SOURCE_DATE_EPOCH": "1945987200",
        "HUB_CACHE": str(work / "cache"),
    }
    command = [Path(sys.executable).parent / "hub", "build"]
    subprocess.run(command, cwd=hub, env={**os.environ, **variables}, check=True)
    site = work / "site"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(hub / "site", site)
    data = random.Random(1).randbytes(MEGABYTES * 10**6)  # noqa: S311 - no secret
    (site / RECORDING).write_bytes(data)
    return site


def asked_for(site: Path) -> list[str]:
    """Return the paths of what a browser asks for as readers go from page to page."""
    suffixes = {".html", ".css", ".js", ".json", ".woff2", ".webp", ".pf_index", ".pf_fragment"}
    places = (
        path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in suffixes
    )
    return [BASE + place.removesuffix("index.html") for place in places]


def report(figures: dict[str, float], load: Load) -> None:
    seconds, answers = figures["seconds"], figures["answers"]
    cut = quantiles(load.seconds, n=100)
    kinds = ", ".join(f"{kind} {number:,}" for kind, number in sorted(load.asked.items()))
    print(f"""\
wrk
  answers      {answers:,} in {seconds} s: {answers / seconds:,.0f} a second
  bytes        {figures["bytes"] / seconds / 1e6:.0f} MB a second
  failed       {figures["failed"]}, and {figures["not well"]} with the status of an error
  within       {figures["median"]} ms for half, {figures["of 99 in 100"]} ms for 99 in 100
  longest      {figures["longest"]} ms
readers
  answers      {load.asked.total():,}: {kinds}
  wrong        {len(load.wrong)}
  within       {cut[49] * 1e3:.1f} ms for half, {cut[98] * 1e3:.1f} ms for 99 in 100""")


if __name__ == "__main__":
    main()
