"""As much of GitHub as the form asks for, invented: a repository, its branch, its requests.

It stands for https://api.github.com in the browser; nothing leaves the machine.
"""

import json
import re
from base64 import b64decode
from collections.abc import Mapping
from hashlib import sha1
from typing import Any

from playwright.sync_api import Page, Route

API = "https://api.github.com"
HEAD, BRANCHED = "a" * 40, "b" * 40
WHEN = "2031-09-01T00:00:00Z"


def _sha(text: str) -> str:
    data = text.encode()
    return sha1(f"blob {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


class GitHub:
    """A repository, and what was asked of it."""

    def __init__(self, page: Page, files: Mapping[str, str]) -> None:
        self.files = {_sha(text): (path, text) for path, text in files.items()}
        self.branches: list[str] = []
        self.commits: list[dict[str, Any]] = []
        self.requests: list[dict[str, Any]] = []
        self.unknown: list[str] = []
        page.route(f"{API}/**", self._answer)

    def committed(self) -> dict[str, str]:
        """Return the files that were committed, by their places."""
        additions = [each for commit in self.commits for each in commit["fileChanges"]["additions"]]
        return {each["path"]: b64decode(each["contents"]).decode() for each in additions}

    def _answer(self, route: Route) -> None:
        asked = route.request
        path = asked.url.removeprefix(API).partition("?")[0]
        body = json.loads(asked.post_data or "{}")
        answer = self._graphql(body) if path == "/graphql" else self._rest(asked.method, path, body)
        if answer is None:
            self.unknown.append(f"{asked.method} {path} {body}")
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
        headers |= {"Access-Control-Allow-Headers": "*", "Access-Control-Allow-Methods": "*"}
        route.fulfill(status=200, headers=headers, body=json.dumps(answer or {}))

    def _rest(self, method: str, path: str, body: dict[str, Any]) -> Any:
        match method, path.split("/")[1:]:
            case "GET", ["user"]:
                return {"id": 1, "login": "invented", "name": "Invented Editor", "avatar_url": ""}
            case "GET", ["repos", "invented", "hub", "collaborators", "invented"]:
                return {"ok": True}
            case "GET", ["repos", "invented", "hub", "git", "trees", _]:
                tree = [
                    {"path": path, "type": "blob", "sha": sha, "size": len(text.encode())}
                    for sha, (path, text) in self.files.items()
                ]
                return {"tree": tree, "truncated": False}
            case "POST", ["repos", "invented", "hub", "pulls"]:
                self.requests.append(body)
                said = {"number": 7, "node_id": "n7", "title": body["title"], "head": {}}
                return {**said, "html_url": f"{API}/7", "created_at": WHEN, "updated_at": WHEN}
            case "POST", ["repos", "invented", "hub", "issues", "7", "labels"]:
                return [{"name": name} for name in body["labels"]]
        return None

    def _graphql(self, body: dict[str, Any]) -> Any:
        query = body["query"]
        values = body.get("variables", {})
        if "createRef(" in query:
            self.branches.append(values["input"]["name"])
            return {"data": {"createRef": {"ref": {"id": "r"}}}}
        if "createCommitOnBranch" in query:
            self.commits.append(values["input"])
            files = {name: {"oid": BRANCHED} for name in re.findall(r"(file_\d+):", query)}
            commit = {"oid": BRANCHED, "committedDate": WHEN, **files}
            return {"data": {"createCommitOnBranch": {"commit": commit}}}
        if "pullRequests(" in query:
            return {"data": {"repository": {"pullRequests": {"nodes": [], "totalCount": 0}}}}
        if "fork:" in query:
            base = {"ref": {"target": {"oid": HEAD}}}
            return {"data": {"fork": {"id": "f"}, "base": base}}
        if "content_0" in query:
            asked = re.findall(r'(content_\d+): object\(oid: "(\w+)"\)', query)
            texts = {name: {"text": self.files[sha][1]} for name, sha in asked}
            return {"data": {"repository": texts}}
        if "commit_0" in query:
            person = {"name": "Invented Editor", "email": "", "user": None}
            node = {"author": person, "committedDate": WHEN}
            commits = {
                name: {"target": {"history": {"nodes": [node]}}}
                for name in re.findall(r"(commit_\d+):", query)
            }
            return {"data": {"repository": commits}}
        if "history(first: 1)" in query:
            node = {"oid": HEAD, "message": "Invented"}
            return {"data": {"repository": {"ref": {"target": {"history": {"nodes": [node]}}}}}}
        if "... on Commit { oid }" in query:
            return {"data": {"repository": {"ref": {"target": {"oid": HEAD}}}}}
        return None
