"""Addresses without a language, and the same below each language's own."""

from collections.abc import Iterable, Iterator, Mapping

Prefixes = Mapping[str, str]
"""What the addresses of each language begin with, by tag: `{"fr": "", "en": "en/"}`."""


def prefixes_of(tags: Iterable[str]) -> Prefixes:
    """Return what languages' addresses begin with; the first one's have no prefix."""
    return {tag: f"{tag}/" if number else "" for number, tag in enumerate(tags)}


def expanded(written: str, prefixes: Prefixes) -> Iterator[str]:
    """Return the addresses that one as editors write it stands for, all below the site's.

    Args:
        written: `seminars/x/` for one in every language, `/en/seminars/x/` for this alone.
        prefixes: what the languages' addresses begin with.

    """
    if written.startswith("/"):
        yield written[1:]
    else:
        yield from (prefix + written for prefix in prefixes.values())


def joined(addresses: Iterable[str], prefixes: Prefixes) -> list[str]:
    """Return addresses below the site's as editors write them, in order: what `expanded` undoes."""
    rest = set(addresses)
    others = sorted(filter(None, prefixes.values()))
    common = {
        address
        for address in rest
        if not address.startswith(tuple(others))
        and all(other + address in rest for other in others)
    }
    rest -= {prefix + address for prefix in prefixes.values() for address in common}
    return sorted(common) + sorted(f"/{address}" for address in rest)
