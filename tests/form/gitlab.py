"""As much of GitLab as the form asks for, invented: a project, its branch, its requests."""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import Page

from .service import BRANCHED, HEAD, WHEN, Opened, Service, sha_of


class GitLab(Service):
    """The project invented/hub at GitLab."""

    def __init__(self, page: Page, files: Mapping[str, str]) -> None:
        super().__init__(page, "https://gitlab.com/api", files)
        self._commits: list[dict[str, Any]] = []
        self._merges: list[dict[str, Any]] = []

    @property
    def requests(self) -> list[Opened]:
        # A merge request is a draft by its title.
        return [
            Opened(
                each["title"].removeprefix("Draft: "),
                each["source_branch"],
                each["target_branch"],
                each["title"].startswith("Draft: "),
                tuple(each["labels"].split(",")),
            )
            for each in self._merges
        ]

    @property
    def branches(self) -> list[tuple[str, str]]:
        return [
            (each["branch"], each["start_branch"])
            for each in self._commits
            if "start_branch" in each
        ]

    def committed(self) -> dict[str, dict[str, bytes]]:
        found = dict[str, dict[str, bytes]]()
        for commit in self._commits:
            for each in commit["actions"]:
                is_new = each["file_path"] not in self.files
                assert each["action"] == ("create" if is_new else "update")
                content = each["content"]
                found.setdefault(commit["branch"], {})[each["file_path"]] = (
                    b64decode(content) if each["encoding"] == "base64" else content.encode()
                )
        return found

    def rest(self, method: str, path: str, body: dict[str, Any]) -> Any:
        match method, [unquote(step) for step in path.removeprefix("/v4").split("/")[1:]]:
            case "GET", ["user"]:
                person = {"id": 1, "username": "invented", "name": "Invented Editor"}
                return {**person, "web_url": "https://gitlab.com/invented", "avatar_url": ""}
            case "GET", ["projects", "invented/hub", "users"]:
                return [{"id": 1}]
            case "GET", ["projects", "invented/hub", "merge_requests" | "deployments"]:
                return []
            case "GET", ["projects", "invented/hub", "repository", "commits", *_]:
                return []
            case "GET", ["projects", "invented/hub", "repository", "branches", "main"]:
                return {"commit": {"id": HEAD}}
            case "POST", ["projects", "invented/hub", "repository", "commits"]:
                self._commits.append(body)
                return {"id": BRANCHED, "committed_date": WHEN}
            case "POST", ["projects", "invented/hub", "merge_requests"]:
                self._merges.append(body)
                said = {"iid": 7, "id": 70, "sha": BRANCHED, "web_url": "https://gitlab.com/7"}
                return {**said, "created_at": WHEN, "updated_at": WHEN}
        return None

    def graphql(self, query: str, values: dict[str, Any]) -> Any:
        assert values["fullPath"] == "invented/hub"
        if "lastCommit" in query:
            repository: dict[str, Any] = {
                "tree": {"lastCommit": {"sha": HEAD, "message": "Invented"}}
            }
        elif "recursive: true" in query:
            nodes = [
                {"type": "blob", "path": path, "sha": sha_of(text)}
                for path, text in self.files.items()
            ]
            end = {"endCursor": "", "hasNextPage": False}
            repository = {"tree": {"blobs": {"nodes": nodes, "pageInfo": end}}}
        elif "rawTextBlob" in query:
            nodes = [{"rawTextBlob": self.files[path]} for path in values["paths"]]
            repository = {"blobs": {"nodes": nodes}}
        else:
            return None
        return {"project": {"repository": repository}}
