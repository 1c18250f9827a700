"""What mkdocs.yml says of the form: whether there is one, and where it saves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

_SERVICES = ("github", "gitlab")
_KNOWN = (
    "name",
    "repo",
    "branch",
    "api_root",
    "graphql_api_root",
    "base_url",
    "auth_endpoint",
    "auth_type",
    "auth_methods",
    "auth_scope",
    "app_id",
    "open_authoring",
    "squash_merges",
    "cms_label_prefix",
)
"""The options of Sveltia CMS that can be given: none of them is a secret."""
_REPOSITORY = re.compile(r"[\w.-]+(/[\w.-]+)+")
_LOCAL = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class FormSettings:
    """Whether a site has the form, and where that saves."""

    enabled: bool = False
    backend: Mapping[str, Any] = field(default_factory=dict)
    """GitHub's or GitLab's repository, in the words of Sveltia CMS; without one the form only
    knows the folder on the machine of who opens it."""
    docs: str = "docs"
    """The folder of the content, from that of mkdocs.yml, which has to be the repository's."""

    @classmethod
    def of(cls, given: Mapping[str, Any], docs: str, site_url: str) -> Self:
        """Return what a configuration says.

        Args:
            given: `form` under `kmh-hub` in mkdocs.yml.
            docs: the folder of the content, from the repository's.
            site_url: the address that the site is built for.

        Raises:
            ValueError: where it says something else; the message says what to write.

        """
        if unknown := [name for name in given if name not in ("enabled", "backend")]:
            raise ValueError(f"form: there is no “{unknown[0]}”; there are: enabled, backend")
        # An environment variable that is set to nothing is read as nothing.
        enabled, backend = given.get("enabled") or False, given.get("backend") or {}
        if not isinstance(enabled, bool):
            raise ValueError(f"form: enabled: write true or false, not {enabled!r}")
        if backend:
            _check(backend)
        elif enabled and urlsplit(site_url).hostname not in (*_LOCAL, None, ""):
            raise ValueError(
                f"form: backend: say where the form saves, since the site is built for {site_url}: "
                "name (github or gitlab) and repo (owner/name). Without them it works on "
                "http://127.0.0.1 and http://localhost only"
            )
        return cls(enabled, backend, docs)

    @property
    def service(self) -> Mapping[str, Any]:
        """The backend as the form knows it.

        Where nothing is said of how to sign in, it is by a token: Sveltia CMS would ask a third
        party that the hub has nothing to do with.
        """
        needed = {"github": "base_url", "gitlab": "app_id"}[self.backend["name"]]
        usual = {} if needed in self.backend else {"auth_methods": ["token"]}
        return {**usual, **self.backend}

    @property
    def origins(self) -> tuple[str, ...]:
        """The other sites that the form asks, as schemes with hosts."""
        if not self.backend:
            return ()
        usual = {
            "github": {"api_root": "https://api.github.com"},
            "gitlab": {"api_root": "https://gitlab.com", "base_url": "https://gitlab.com"},
        }[self.backend["name"]]
        # GitLab gives a browser its token itself, GitHub to a client that passes it on.
        names = (*usual, "graphql_api_root")
        given = {**usual, **self.backend}
        found = (urlsplit(str(given[name])) for name in names if name in given)
        return tuple(dict.fromkeys(f"{url.scheme}://{url.netloc}" for url in found))

    @property
    def pictures(self) -> tuple[str, ...]:
        """Where the pictures of those are who signed in."""
        is_usual = self.backend.get("name") == "github" and "api_root" not in self.backend
        return ("https://avatars.githubusercontent.com",) if is_usual else self.origins


NO_FORM = FormSettings()
"""What is where nobody asked for a form."""


def _check(backend: Any) -> None:
    if not isinstance(backend, Mapping):
        raise ValueError("form: backend: write name and repo below it, not a text")
    if unknown := [name for name in backend if name not in _KNOWN]:
        raise ValueError(
            f"form: backend: there is no “{unknown[0]}”; there are: {', '.join(_KNOWN)}. "
            "No secret belongs here: whoever opens the form can read all of it"
        )
    if backend.get("name") not in _SERVICES:
        raise ValueError(
            f"form: backend: name: write {' or '.join(_SERVICES)}, which open a request for each "
            f"edit, not {backend.get('name')!r}"
        )
    if not _REPOSITORY.fullmatch(str(backend.get("repo", ""))):
        raise ValueError(f"form: backend: repo: write owner/name, not {backend.get('repo')!r}")
    for name in ("api_root", "graphql_api_root", "base_url"):
        if name in backend and not str(backend[name]).startswith("https://"):
            raise ValueError(f"form: backend: {name}: write an https address")
