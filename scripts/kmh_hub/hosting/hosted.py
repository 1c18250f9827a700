"""What a host of one's own has to know of a built site, read from the site itself.

A site says it to hosts in `_headers` and `_redirects`; so its configuration can be written on any
machine that has the folder, and is that of the very pages in it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kmh_hub.hosting.headers import OTHERWISE_CACHED, Rule
from kmh_hub.hosting.headers_file import HEADERS_PATH, headers_at, rules_in
from kmh_hub.hosting.redirects import REDIRECTS_PATH, Answer, answers_in
from kmh_hub.model.media_type import media_type_of

FOR_HOSTS = (HEADERS_PATH, REDIRECTS_PATH)
"""The files that are read here, and that no reader is served."""
NOT_FOUND = "404.html"
_TYPE, _CACHE = "Content-Type", "Cache-Control"
_UNKNOWN = "application/octet-stream"
_T = TypeVar("_T")


class UnreadableSiteError(ValueError):
    """A folder is no built site."""


@dataclass(frozen=True)
class Hosted:
    """A site, as a host serves it. All paths are of addresses, from the host's root."""

    path: str
    """That of the site, with a slash at its end."""
    everywhere: Mapping[str, str]
    """The headers of all responses."""
    rules: tuple[Rule, ...]
    """The further headers of some files, but for their types; they win."""
    types: Mapping[str, str]
    """The types of files, by the suffixes of their names, without a dot."""
    types_of_paths: Mapping[str, str]
    """The types of single files, which win."""
    answers: Mapping[str, Answer]
    """What is answered at addresses that have moved or are gone."""
    not_found: Mapping[str, str]
    """The pages for what is not there, by what addresses begin with, the longest first."""

    @classmethod
    def of(cls, site: Path) -> "Hosted":
        """Read a built site.

        Raises:
            UnreadableSiteError: where it is none, or what it says to hosts cannot be read.

        """
        first, *others = _read(site / HEADERS_PATH, rules_in) or [Rule("", {})]
        path = first.path.removesuffix("*")
        # What the page for what is not there has, all have that have nothing else.
        everywhere = dict(headers_at(path + NOT_FOUND, [first, *others]))
        everywhere.pop(_TYPE, None)
        rules = [rule for rule in others if not rule.headers.items() <= everywhere.items()]
        if not (site / NOT_FOUND).is_file() or not path.endswith("/"):
            raise UnreadableSiteError(f"{site} is no built site: build it with `hub build`")
        known = {rule.path: rule.headers[_TYPE] for rule in rules if _TYPE in rule.headers}
        suffixes = {file.suffix[1:] for file in site.rglob("*.*") if file.is_file()}
        pages = sorted(site.glob(f"*/{NOT_FOUND}"))
        return cls(
            path=path,
            everywhere={**everywhere, _CACHE: OTHERWISE_CACHED},
            rules=tuple(_without_type(rules)),
            types={each: _type_of(each, known, path) for each in sorted(suffixes)},
            types_of_paths={where: type_ for where, type_ in known.items() if "*" not in where},
            answers=_read(site / REDIRECTS_PATH, answers_in) or {},
            not_found={
                **{f"{path}{page.parent.name}/": f"{path}{_below(site, page)}" for page in pages},
                path: path + NOT_FOUND,
            },
        )


def _read(file: Path, read: Callable[[str], _T]) -> _T | None:
    if not file.is_file():
        return None
    try:
        return read(file.read_text("utf-8"))
    except ValueError as error:
        raise UnreadableSiteError(f"{file}: {error}; build the site anew") from error


def _below(site: Path, file: Path) -> str:
    return file.relative_to(site).as_posix()


def _without_type(rules: Iterable[Rule]) -> Iterator[Rule]:
    for rule in rules:
        if headers := {name: value for name, value in rule.headers.items() if name != _TYPE}:
            yield Rule(rule.path, headers)


def _type_of(suffix: str, known: Mapping[str, str], path: str) -> str:
    """Return the type of files with a suffix, with the letters of texts."""
    type_ = known.get(f"{path}*.{suffix}") or media_type_of(f"x.{suffix}") or _UNKNOWN
    has_letters = type_.startswith("text/") and "charset" not in type_
    return f"{type_}; charset=utf-8" if has_letters else type_
