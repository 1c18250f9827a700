"""Storage that speaks S3: of Amazon, or of others by AWS_ENDPOINT_URL.

Storage knows no renaming. So what replaces files is sent to `.hub/incoming/` first, named by its
content, and copied from there within the storage, when all of it has arrived.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby
from typing import Any, TypeVar

from kmh_hub.publishing.site_file import SiteFile
from kmh_hub.publishing.target import PublishingError

_INCOMING = ".hub/incoming/"
_AT_ONCE = 8
_MOST_DELETED = 1000
"""So many files a request deletes."""


_Item = TypeVar("_Item")


class S3Target:
    """A bucket, or a part of it.

    Args:
        place: `s3://bucket` or `s3://bucket/prefix`.

    """

    sends_headers = True

    def __init__(self, place: str) -> None:
        self._bucket, _, prefix = place.removeprefix("s3://").partition("/")
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._incoming: set[str] = set()
        with _told():
            self._client = _client()

    def listing(self) -> dict[str, int]:
        """Return the sizes of all files there, but for those that wait to be put into place."""
        found = {}
        with _told():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=self._prefix
            )
            for page in pages:
                for each in page.get("Contents", ()):
                    found[each["Key"].removeprefix(self._prefix)] = each["Size"]
        self._incoming = {path for path in found if path.startswith(_INCOMING)}
        return {path: size for path, size in found.items() if path not in self._incoming}

    def read(self, path: str) -> bytes:
        """Return the content of a file that is there."""
        with _told():
            answer = self._client.get_object(Bucket=self._bucket, Key=self._key(path))
            content: bytes = answer["Body"].read()
        return content

    def write(self, path: str, content: bytes) -> None:
        """Write a file of the hub's own, which is for no reader."""
        with _told():
            self._client.put_object(
                Bucket=self._bucket,
                Key=self._key(path),
                Body=content,
                ContentType="application/json",
                CacheControl="no-store",
            )

    def add(self, files: Mapping[str, SiteFile]) -> None:
        """Write files that are not there yet."""
        _side_by_side(lambda item: self._upload(item[1], item[0]), files.items())

    def replace(self, files: Mapping[str, SiteFile]) -> None:
        """Send all files, and copy them into their places: other files first, pages last."""
        if not files:
            return
        waiting = {f"{_INCOMING}{file.content}": file for file in files.values()}
        missing = {path: file for path, file in waiting.items() if path not in self._incoming}
        _side_by_side(lambda item: self._upload(item[1], item[0]), missing.items())
        for _, some in groupby(files.items(), lambda item: item[0].endswith(".html")):
            _side_by_side(lambda item: self._put_into_place(item[1], item[0]), some)
        self.delete(sorted(self._incoming | waiting.keys()))

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files."""
        with _told():
            for start in range(0, len(paths), _MOST_DELETED):
                some = paths[start : start + _MOST_DELETED]
                listed = [{"Key": self._key(path)} for path in some]
                answer = self._client.delete_objects(
                    Bucket=self._bucket, Delete={"Objects": listed, "Quiet": True}
                )
                for error in answer.get("Errors", ()):
                    raise PublishingError(f"{error['Key']} was not deleted: {error['Message']}")

    def _key(self, path: str) -> str:
        return f"{self._prefix}{path}"

    def _upload(self, file: SiteFile, path: str) -> None:
        with _told():
            self._client.upload_file(
                str(file.source), self._bucket, self._key(path), ExtraArgs=_stored(file)
            )

    def _put_into_place(self, file: SiteFile, path: str) -> None:
        source = {"Bucket": self._bucket, "Key": self._key(f"{_INCOMING}{file.content}")}
        with _told():
            self._client.copy(
                source,
                self._bucket,
                self._key(path),
                ExtraArgs={**_stored(file), "MetadataDirective": "REPLACE"},
            )


def _stored(file: SiteFile) -> dict[str, str]:
    return {name.replace("-", ""): value for name, value in file.headers.items()}


def _side_by_side(work: Callable[[_Item], None], items: Iterable[_Item]) -> None:
    """Do several at once; the first that fails ends it."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        futures = [pool.submit(work, item) for item in items]
        try:
            for future in futures:
                future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _client() -> Any:
    try:
        import boto3  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise PublishingError(
            "storage needs boto3. Install it with: .venv/bin/pip install boto3"
        ) from error
    return boto3.client("s3")


@contextmanager
def _told() -> Iterator[None]:
    """Turn what storage and the line to it say into a message for people."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in {"boto3", "botocore", "s3transfer"}:
            raise
        raise PublishingError(
            f"the storage failed: {error}. Mend that, and publish again: what was sent is not "
            "sent twice"
        ) from error
