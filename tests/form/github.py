"""As much of GitHub as the form asks for, invented: a repository, its branch, its requests."""

import re
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

from .service import BRANCHED, HEAD, WHEN, Opened, Service, sha_of


class GitHub(Service):
    """The repository invented/hub at GitHub."""

    def __init__(self, page: Page, files: Mapping[str, str]) -> None:
        super().__init__(page, "https://api.github.com", files)
        self._texts = {sha_of(text): text for text in files.values()}
        self._refs: list[dict[str, Any]] = []
        self._commits: list[dict[str, Any]] = []
        self._pulls: list[dict[str, Any]] = []
        self._labels: tuple[str, ...] = ()

    @property
    def requests(self) -> list[Opened]:
        return [
            Opened(each["title"], each["head"], each["base"], each["draft"], self._labels)
            for each in self._pulls
        ]

    @property
    def branches(self) -> list[tuple[str, str]]:
        return [(each["name"].removeprefix("refs/heads/"), each["oid"]) for each in self._refs]

    def committed(self) -> dict[str, dict[str, bytes]]:
        found = dict[str, dict[str, bytes]]()
        for commit in self._commits:
            files = found.setdefault(commit["branch"]["branchName"], {})
            assert not commit["fileChanges"]["deletions"]
            for each in commit["fileChanges"]["additions"]:
                files[each["path"]] = b64decode(each["contents"])
        return found

    def rest(self, method: str, path: str, body: dict[str, Any]) -> Any:
        match method, path.split("/")[1:]:
            case "GET", ["user"]:
                return {"id": 1, "login": "invented", "name": "Invented Editor", "avatar_url": ""}
            case "GET", ["repos", "invented", "hub", "collaborators", "invented"]:
                return {"ok": True}
            case "GET", ["repos", "invented", "hub", "git", "trees", _]:
                tree = [
                    {"path": place, "type": "blob", "sha": sha_of(text), "size": len(text.encode())}
                    for place, text in self.files.items()
                ]
                return {"tree": tree, "truncated": False}
            case "POST", ["repos", "invented", "hub", "pulls"]:
                self._pulls.append(body)
                said = {"number": 7, "node_id": "n7", "title": body["title"], "head": {}}
                return {**said, "html_url": f"{self.api}/7", "created_at": WHEN, "updated_at": WHEN}
            case "POST", ["repos", "invented", "hub", "issues", "7", "labels"]:
                self._labels = tuple(body["labels"])
                return [{"name": name} for name in body["labels"]]
        return None

    def graphql(self, query: str, values: dict[str, Any]) -> Any:
        if "createRef(" in query:
            self._refs.append(values["input"])
            return {"createRef": {"ref": {"id": "r"}}}
        if "createCommitOnBranch" in query:
            self._commits.append(values["input"])
            files = {name: {"oid": BRANCHED} for name in re.findall(r"(file_\d+):", query)}
            commit = {"oid": BRANCHED, "committedDate": WHEN, **files}
            return {"createCommitOnBranch": {"commit": commit}}
        if "pullRequests(" in query:
            return {"repository": {"pullRequests": {"nodes": [], "totalCount": 0}}}
        if "fork:" in query:
            return {"fork": {"id": "f"}, "base": {"ref": {"target": {"oid": HEAD}}}}
        if "content_0" in query:
            asked = re.findall(r'(content_\d+): object\(oid: "(\w+)"\)', query)
            return {"repository": {name: {"text": self._texts[sha]} for name, sha in asked}}
        if "commit_0" in query:
            person = {"name": "Invented Editor", "email": "", "user": None}
            history = {"nodes": [{"author": person, "committedDate": WHEN}]}
            names = re.findall(r"(commit_\d+):", query)
            return {"repository": {name: {"target": {"history": history}} for name in names}}
        if "history(first: 1)" in query:
            history = {"nodes": [{"oid": HEAD, "message": "Invented"}]}
            return {"repository": {"ref": {"target": {"history": history}}}}
        if "... on Commit { oid }" in query:
            return {"repository": {"ref": {"target": {"oid": HEAD}}}}
        return None
