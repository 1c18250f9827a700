"""What stands for a service's API in the browser; nothing leaves the machine."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha1
from typing import Any

from playwright.sync_api import Page, Route

HEAD, BRANCHED = "a" * 40, "b" * 40
WHEN = "2031-09-01T00:00:00Z"


def sha_of(text: str) -> str:
    """Return the name that Git gives a text."""
    data = text.encode()
    return sha1(f"blob {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class Opened:
    """A request as it was opened."""

    title: str
    branch: str
    target: str
    is_draft: bool
    labels: tuple[str, ...]


class Service(ABC):
    """A repository with a branch `main`, and what was asked of it.

    Args:
        page: where the form is.
        api: the API's address, without a path.
        files: the repository's texts by their places.

    """

    def __init__(self, page: Page, api: str, files: Mapping[str, str]) -> None:
        self.api = api
        self.files = files
        self.unknown: list[str] = []
        page.route(f"{api}/**", self._answer)

    @property
    @abstractmethod
    def requests(self) -> list[Opened]:
        """The requests that were opened."""

    @property
    @abstractmethod
    def branches(self) -> list[tuple[str, str]]:
        """The branches that were begun, each with the commit or branch that it begins at."""

    @abstractmethod
    def committed(self) -> dict[str, dict[str, bytes]]:
        """Return the files that were committed, by their branches and places."""

    @abstractmethod
    def rest(self, method: str, path: str, body: dict[str, Any]) -> Any:
        """Return an answer; None for what is not known."""

    @abstractmethod
    def graphql(self, query: str, values: dict[str, Any]) -> Any:
        """Return an answer's data; None for what is not known."""

    def _answer(self, route: Route) -> None:
        asked = route.request
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
        headers |= {"Access-Control-Allow-Headers": "*", "Access-Control-Allow-Methods": "*"}
        if asked.method == "OPTIONS":
            route.fulfill(status=200, headers=headers)
            return
        path = asked.url.removeprefix(self.api).partition("?")[0]
        body = json.loads(asked.post_data or "{}")
        if path.endswith("/graphql"):
            data = self.graphql(body["query"], body.get("variables", {}))
            answer = None if data is None else {"data": data}
        else:
            answer = self.rest(asked.method, path, body)
        if answer is None:
            self.unknown.append(f"{asked.method} {path} {body}")
            answer = {}
        route.fulfill(status=200, headers=headers, body=json.dumps(answer))
