"""Write the hub's bill of materials (CycloneDX 1.6, JSON), the same bytes from the same versions.

`make sbom` lists what sites are made of and with: the packages that `pyproject.toml` needs and
what these need, as installed, with the hashes of `requirements.txt`; the files of others in the
repository (`parts.cdx.json`); and the packages of the form, which a site has by choice. What only
tests and maintainers use is left out.
"""

import json
import os
import subprocess
import sys
import tomllib
from base64 import b64decode
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PARTS = Path(__file__).with_name("parts.cdx.json")
FORM = ROOT / "scripts/form/package-lock.json"
PROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "requirements.txt"
NPM = {"sha512": "SHA-512"}


def main(target: Path) -> None:
    """Write the bill to a file.

    Raises:
        SystemExit: the bill is not as CycloneDX's schema says.

    """
    text = json.dumps(bill(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if error:
        sys.exit(f"The bill of materials is not as CycloneDX's schema says: {error}")
    target.write_text(text, "utf-8")


def bill() -> dict[str, Any]:
    """Return the bill: the root, what it needs in the end, and the files of others."""
    document = _listed("environment", sys.executable)
    hashed = {_key(each): each for each in _listed("requirements", str(LOCK))["components"]}
    direct = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    needs = _needs([Requirement(each) for each in direct])
    packages = {_key(each): each for each in document["components"] if _key(each) in needs}
    for key, package in packages.items():
        # What a package tells of itself is left out: the lock says what it has to be.
        package["externalReferences"] = hashed[key]["externalReferences"]
    refs = {key: package["bom-ref"] for key, package in packages.items()}
    parts = [*json.loads(PARTS.read_text("utf-8")), *_form()]
    root = document["metadata"]["component"]["bom-ref"]
    graph = {refs[key]: [refs[each] for each in needs[key]] for key in refs}
    graph |= {part["bom-ref"]: [] for part in parts}
    graph[root] = [refs[each] for each in needs[""]] + [part["bom-ref"] for part in parts]
    document["components"] = [*packages.values(), *parts]
    document["dependencies"] = [
        {"ref": ref, "dependsOn": sorted(each)} for ref, each in sorted(graph.items())
    ]
    return document


def _needs(direct: list[Requirement]) -> dict[str, list[str]]:
    """Return what each package needs on this machine, by name; the root's name is empty.

    CycloneDX's own list takes the needs of all extras for a package's, the tests' among them.
    """
    needs: dict[str, set[str]] = {"": set()}
    pending = [("", "", each) for each in direct]
    seen: set[tuple[str, str]] = set()
    while pending:
        by, extra, wanted = pending.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        needs[by].add(name)
        needs.setdefault(name, set())
        for asked in ("", *wanted.extras):
            if (name, asked) not in seen:
                seen.add((name, asked))
                found = [Requirement(each) for each in requires(name) or ()]
                pending += [(name, asked, each) for each in found]
    return {name: sorted(each) for name, each in needs.items()}


def _form() -> Iterator[dict[str, Any]]:
    """Return the packages that the form is put together from.

    From the lock: `npm sbom` refuses a root without a version.
    """
    for path, package in json.loads(FORM.read_text("utf-8"))["packages"].items():
        if path and not package.get("dev"):
            name = path.rpartition("node_modules/")[2]
            purl = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
            algorithm, _, digest = package["integrity"].partition("-")
            yield {
                "bom-ref": purl,
                "type": "library",
                "scope": "optional",
                "name": name,
                "version": package["version"],
                "purl": purl,
                "hashes": [{"alg": NPM[algorithm], "content": b64decode(digest).hex()}],
                "licenses": [{"expression": package["license"]}],
            }


def _key(component: dict[str, Any]) -> str:
    return canonicalize_name(component["name"])


def _listed(what: str, source: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "cyclonedx_py", what, "--pyproject", str(PROJECT)]
    # What comes of it is validated in the end.
    command += ["--output-reproducible", "--short-PURLs", "--spec-version", "1.6", "--no-validate"]
    command += ["--output-format", "JSON", "--output-file", "-", source]
    # Its warnings are of a root without needs, which are filled in here.
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    listed: dict[str, Any] = json.loads(done.stdout)
    return listed


if __name__ == "__main__":
    main(Path(sys.argv[1]))
