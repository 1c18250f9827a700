"""Targets as tests see them: what is there, whatever put it there."""

import getpass
import uuid
from pathlib import Path
from typing import Any

import boto3

from kmh_hub.hosting.elsewhere import Elsewhere
from kmh_hub.hosting.headers import Served, rules_of
from kmh_hub.hosting.headers_file import headers_file

HEADERS = headers_file(
    rules_of(Served("/hub/", True, ("", "en/"), "'sha256-invented'", ("a.js",), Elsewhere()))
).decode()


class Folder:
    """A folder on this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = str(root)

    def files(self) -> dict[str, bytes]:
        """Return what is published; not what the hub keeps for itself."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() and ".hub" not in path.parts
        }

    def put(self, path: str, content: bytes) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


class Host(Folder):
    """A folder on another machine."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.name = f"{getpass.getuser()}@127.0.0.1:{root}"


class Storage:
    """A part of a bucket of its own."""

    def __init__(self, prefix: str) -> None:
        self.client: Any = boto3.client("s3")
        self.bucket, self.prefix = f"invented-{uuid.uuid4()}", f"{prefix}/"
        place = {"LocationConstraint": "eu-west-1"}
        self.client.create_bucket(Bucket=self.bucket, CreateBucketConfiguration=place)
        self.name = f"s3://{self.bucket}/{prefix}"

    def places(self) -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return [each["Key"] for page in pages for each in page.get("Contents", ())]

    def object(self, path: str) -> Any:
        return self.client.get_object(Bucket=self.bucket, Key=self.prefix + path)

    def files(self) -> dict[str, bytes]:
        places = [key.removeprefix(self.prefix) for key in self.places()]
        return {
            path: self.object(path)["Body"].read()
            for path in places
            if not path.startswith(".hub/")
        }

    def put(self, path: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=self.prefix + path, Body=content)


def write_site(root: Path, **changed: str | None) -> Path:
    """Write a small invented site.

    Args:
        root: where to.
        changed: the contents of files that are other than usual; None for files that are not there.

    """
    usual = {
        "_headers": HEADERS,
        "index.html": "one",
        "a.js": "script",
        "deep/er/index.html": "deeper",
        "deep/er/été 'x'.pdf": "document",
        "pagefind/fr/first.pf_fragment": "first",
        "seminars/feed.xml": "<feed/>",
    }
    for path, content in (usual | changed).items():
        if content is not None:
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(content, "utf-8")
    return root


def files_of(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
