"""Slices that several machines build add up to the very same site."""

import shutil
from pathlib import Path

import pytest

from kmh_hub.build.slice import Slice

from ..conftest import run


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_each_unit_is_in_one_slice() -> None:
    names = [f"fr/seminars/{number}" for number in range(200)]
    slices = [Slice(number, 3) for number in (1, 2, 3)]
    shares = [sum(each.has(name) for name in names) for each in slices]
    assert sum(shares) == len(names)
    assert min(shares) > len(names) / 5


def test_slices_add_up_to_the_site(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1945987200")
    assert run("build", "--site-dir", "whole").exit_code == 0
    options = []
    for number in (1, 2):
        result = run("build", "--slice", f"{number}/2", "--site-dir", f"part{number}")
        assert result.exit_code == 0, result.output
        # As it comes from another machine: without its times and links.
        for name in (f"part{number}", f".part{number}.hub"):
            shutil.copytree(name, f"from/{name}", copy_function=shutil.copyfile)
        options += ["--from", f"from/part{number}"]
    parts = [set(contents(hub / f"from/part{number}")) for number in (1, 2)]
    assert not parts[0] & parts[1]
    made: list[str] = []
    from kmh_hub.build import crew  # noqa: PLC0415 - what is patched

    make = crew._made
    monkeypatch.setattr(crew, "_made", lambda *each: (made.append(each[1].name), make(*each))[1])
    assert run("build", *options).exit_code == 0
    assert contents(hub / "site") == contents(hub / "whole")
    # What is left to the last build is what all seminars add up to.
    assert not [name for name in made if "/seminars/20" in name and not name.startswith("search")]


@pytest.mark.parametrize("text", ["2", "0/2", "3/2", "a/b", "1/0"])
def test_what_is_no_slice_is_refused(hub: Path, text: str) -> None:
    result = run("build", "--slice", text)
    assert result.exit_code == 2
    assert "such as 2/4" in result.output
