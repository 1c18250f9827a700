"""The series: all seminars, and what they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kmh_hub.model.entity import Entity
from kmh_hub.model.file import FileFacts
from kmh_hub.model.mention import Mentions, mentions_of
from kmh_hub.model.outline import Outline
from kmh_hub.model.relation import Relations
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.text import UNDETERMINED
from kmh_hub.model.translation import State, Translation
from kmh_hub.model.vocabulary import Vocabulary


@dataclass(frozen=True)
class Entry:
    """A seminar in its folder."""

    slug: str
    """The folder's name, which is part of every address of the seminar."""
    seminar: Seminar
    """What its seminar.yml says."""
    prose: frozenset[str] = frozenset()
    """The languages in which its folder has prose (`index.<language>.md`); at least one."""
    files: Mapping[str, FileFacts] = field(default_factory=dict)
    """The files that its materials and recordings name, by name."""
    source: str = UNDETERMINED
    """The language that the others are translated from."""
    translations: tuple[Translation, ...] = ()
    """How far the translations have come."""
    digest: str = ""
    """The hash of all that was read of its folder, in hex; the same wherever it lies."""
    shown_digest: str = ""
    """The hash of what its seminar.yml says that pages of others can show, too, in hex."""
    first_slug: str = ""
    """What the folder was called when its addresses were first published; empty if as now."""

    @cached_property
    def outline(self) -> Outline:
        """What the seminar is to the others."""
        return Outline.of(self.seminar)

    def mentions_in(self, vocabulary: Vocabulary) -> Mentions:
        """Return what the seminar names; a preview asks again with the same names."""
        known = self._mentions
        if not known or known[0][0] is not vocabulary:
            known[:] = [(vocabulary, mentions_of(self.outline.named, vocabulary))]
        return known[0][1]

    @cached_property
    def _mentions(self) -> list[tuple[Vocabulary, Mentions]]:
        """What it names, and of which names, as it was asked last."""
        return []

    @property
    def identity(self) -> str:
        """What identifiers are made from, so that a renamed seminar stays the same to programs."""
        return self.first_slug or self.slug

    def prose_language(self, preferred: Sequence[str]) -> str:
        """Return the first preferred language in which there is prose."""
        return next(tag for tag in preferred if tag in self.prose)

    @property
    def behind(self) -> frozenset[str]:
        """The languages whose prose lacks a section of the source or has an earlier version."""
        return frozenset(
            each.language
            for each in self.translations
            if each.state is State.OUTDATED
            or (
                each.state is State.MISSING
                and each.item.startswith("index.md#")
                and each.language in self.prose
            )
        )


@dataclass(frozen=True)
class Series:
    """All seminars, oldest first, with the names that they share."""

    vocabulary: Vocabulary
    entries: tuple[Entry, ...]

    @cached_property
    def by_slug(self) -> Mapping[str, Entry]:
        """The entries by slug."""
        return {entry.slug: entry for entry in self.entries}

    @cached_property
    def mentions(self) -> Mapping[str, Mentions]:
        """What each seminar names, by slug."""
        return {entry.slug: entry.mentions_in(self.vocabulary) for entry in self.entries}

    @cached_property
    def naming(self) -> Mapping[Entity, tuple[Entry, ...]]:
        """The seminars that name an entity, oldest first: an inverted index."""
        found: dict[Entity, list[Entry]] = {}
        for entry in self.entries:
            for entity in self.mentions[entry.slug]:
                found.setdefault(entity, []).append(entry)
        return {entity: tuple(entries) for entity, entries in found.items()}

    @cached_property
    def relations(self) -> Relations:
        """Which seminars are related."""
        return Relations(self.mentions)

    @property
    def published(self) -> "Series":
        """The series without its drafts."""
        return Series(
            self.vocabulary, tuple(entry for entry in self.entries if not entry.outline.draft)
        )

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the seminars before and after one in time."""
        index = self._index[entry.slug]
        before = self.entries[index - 1] if index else None
        after = self.entries[index + 1] if index + 1 < len(self.entries) else None
        return before, after

    @cached_property
    def _index(self) -> Mapping[str, int]:
        return {entry.slug: index for index, entry in enumerate(self.entries)}


def chronological(entry: Entry) -> tuple[object, ...]:
    """Sort key: by first day, then number in the series, then slug."""
    outline = entry.outline
    return (
        outline.first,
        outline.start is not None,
        outline.start,
        outline.number or 0,
        entry.slug,
    )
