"""How long an edit takes to be on screen in the preview of a large hub.

Writes an invented hub, serves it with `hub serve`, opens pages of the seminar in the middle in
Chromium, edits what they show, and counts from the save until the reader of the page sees it:
prose and a session's abstract, which no other seminar's pages show, then the title, which most do.
"""

import argparse
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from bench import HERE, environment
from engines import HUB
from playwright.sync_api import Page, sync_playwright

_EDITS = {
    "prose": ("", "index.en.md", r"\s*\Z", r"\n\n{mark} is a word.\n"),
    "abstract": ("agenda/", "seminar.yml", r"(abstract:\n +fr: .*\n +en: )", r"\g<1>{mark} "),
    "title": ("", "seminar.yml", r"(^title:\n +fr: .*\n +en: )", r"\g<1>{mark} "),
}
"""What is edited: the page that shows it, the file, what is replaced once and by what."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seminars", type=int, default=1000)
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--hub", type=Path, help="a hub that corpus.py wrote; else a new one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        hub = arguments.hub or Path(folder, "hub")
        if not arguments.hub:
            command = [sys.executable, HERE / "corpus.py", str(arguments.seminars), hub]
            subprocess.run(command, check=True)
        folders = sorted(path.parent for path in hub.glob("docs/seminars/*/seminar.yml"))
        seminar = folders[len(folders) // 2]
        with served(hub, Path(folder)) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"]
            )
            page = browser.new_page()
            for kind, (address, name, pattern, text) in _EDITS.items():
                page.goto(f"{url}en/seminars/{seminar.name}/{address}")
                file = seminar / name
                seconds = [
                    shown_after(page, file, pattern, text, f"Mark{kind}{turn}")
                    for turn in range(arguments.turns)
                ]
                print(
                    f"{kind}: median {median(seconds):.2f} s, least {min(seconds):.2f} s, "
                    f"most {max(seconds):.2f} s",
                    flush=True,
                )
            browser.close()


def shown_after(page: Page, file: Path, pattern: str, text: str, mark: str) -> float:
    """Edit a file; return the seconds until the page that is open shows it, then undo it."""
    before = file.read_text("utf-8")
    after, edits = re.subn(pattern, text.format(mark=mark), before, count=1, flags=re.MULTILINE)
    if not edits:
        raise ValueError(f"{file} has nothing that {pattern} finds")
    start = time.perf_counter()
    file.write_text(after, "utf-8")
    seen = f"() => document.body.innerText.includes({mark!r})"
    page.wait_for_function(seen, timeout=120_000)
    took = time.perf_counter() - start
    file.write_text(before, "utf-8")
    page.wait_for_function(f"() => !({seen})()", timeout=120_000)
    return took


@contextmanager
def served(hub: Path, work: Path) -> Iterator[str]:
    """Serve a hub until it is no longer needed; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = (work / "log").open("w")
    variables = environment(work) | {"HUB_SITE_URL": f"http://{address}/"}
    server = subprocess.Popen(
        [HUB, "serve", "--address", address], cwd=hub, env=variables, stdout=log, stderr=log
    )
    try:
        while server.poll() is None:
            try:
                with urlopen(f"http://{address}/", timeout=5):
                    break
            except (URLError, TimeoutError):
                time.sleep(0.5)
        if server.poll() is not None:
            sys.exit((work / "log").read_text()[-2000:])
        yield f"http://{address}/"
    finally:
        server.terminate()
        server.wait()
        log.close()


if __name__ == "__main__":
    main()
