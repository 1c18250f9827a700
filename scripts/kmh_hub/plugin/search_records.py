"""The pages of a built site as what can be found."""

from collections.abc import Iterator
from pathlib import Path

from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.entity import Entity, EntityKind
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.entity import kind_texts
from kmh_hub.pages.page import GLOSSARY, Kind, entity_path, path_of
from kmh_hub.pages.pagination import is_further
from kmh_hub.plugin.search_texts import kind_name
from kmh_hub.search.record import Block, Facet, Record
from kmh_hub.search.text import blocks_of

OTHER_PAGE = "page"
"""The kind of the pages that belong to nothing else."""
_FACETS = {EntityKind.THEME: Facet.THEME, EntityKind.COUNTRY: Facet.COUNTRY}
_FACETS |= {EntityKind.YEAR: Facet.YEAR}


def facets_of(entry: Entry, kind: str, language: Language) -> dict[Facet, tuple[str, ...]]:
    """Return what a seminar's page can be chosen by."""
    seminar = entry.seminar
    return {
        Facet.YEAR: tuple(sorted({str(day.date.year) for day in seminar.days})),
        Facet.THEME: seminar.themes,
        Facet.COUNTRY: seminar.countries,
        Facet.KIND: (kind,),
        Facet.LANGUAGE: tuple(sorted(entry.prose - {language.tag})),
    }


class PageReader:
    """Reads what pages give the search."""

    def __init__(self, series: Series, docs: Path, languages: Languages) -> None:
        """Read pages of a site.

        Args:
            series: the seminars that it shows.
            docs: the folder of its content.
            languages: its languages.

        """
        self._docs = docs
        self._languages = languages
        self._seminars = {
            path_of(each.slug, kind): (each, kind) for each in series.entries for kind in Kind
        }
        self._entities = {entity_path(each.kind, each.key): each for each in series.naming}

    def records(self, url: str, html: str) -> list[Record]:
        """Return what is to be found of a page, all in its language.

        Args:
            url: its address below the site's.
            html: the page.

        """
        languages = self._languages
        language = languages.of_address(url)
        blocks = blocks_of(html)
        if not blocks or is_further(f"/{url}"):  # what a list's further pages have, their own say
            return []
        local = url.removeprefix(language.prefix)
        if local in self._seminars:
            return [_of_seminar(url, language, blocks, *self._seminars[local])]
        if local in self._entities:
            return [_of_entity(url, language, blocks, self._entities[local], languages)]
        if local == f"{GLOSSARY}/":
            return list(_of_glossary(url, language, blocks, languages))
        return [_other(url, language, blocks, self._docs, languages)]


def _of_seminar(
    url: str, language: Language, blocks: tuple[Block, ...], entry: Entry, kind: Kind
) -> Record:
    name = "overview" if kind is Kind.OVERVIEW else kind.value
    return Record(
        f"/{url}",
        language.tag,
        _title(blocks) or url,
        blocks,
        seminar=str(language.text(entry.seminar.title)),
        kind=kind_name(kind, language),
        date=language.formats.dates(entry.seminar.days),
        facets=facets_of(entry, name, language),
    )


def _of_entity(
    url: str, language: Language, blocks: tuple[Block, ...], entity: Entity, languages: Languages
) -> Record:
    facets = _facets(entity.kind, language, languages)
    if entity.kind in _FACETS:
        facets[_FACETS[entity.kind]] = (entity.key,)
    kind, _ = kind_texts(entity.kind, language)
    # A theme's words are those of many searches, which seminars answer better than a list of them.
    is_light = entity.kind is EntityKind.THEME
    return Record(
        f"/{url}",
        language.tag,
        _title(blocks) or url,
        tuple(map(_light, blocks)) if is_light else blocks,
        kind=kind,
        weighs_title=not is_light,
        facets=facets,
    )


def _of_glossary(
    url: str, language: Language, blocks: tuple[Block, ...], languages: Languages
) -> Iterator[Record]:
    """Return a record a term, so that a result leads to it; its name weighs no more than text.

    A reader who searches for a term wants the seminars first.
    """
    kind = language.translations.gettext("Glossary")
    facets = _facets(GLOSSARY, language, languages)
    starts = [number for number, block in enumerate(blocks) if block.tag == "h2"]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        name, *rest = blocks[start:end]
        shown = (_light(name), *rest)
        title = " ".join(name.tokens)
        address = f"/{url}#{name.id}"
        yield Record(
            address,
            language.tag,
            title,
            shown,
            kind=kind,
            weighs_title=False,
            facets=facets,
        )


def _other(
    url: str, language: Language, blocks: tuple[Block, ...], docs: Path, languages: Languages
) -> Record:
    written = written_in(url.removeprefix(language.prefix), docs, languages)
    facets = _facets(OTHER_PAGE, language, languages)
    if written:
        facets[Facet.LANGUAGE] = tuple(sorted(written - {language.tag}))
    return Record(f"/{url}", language.tag, _title(blocks) or url, blocks, facets=facets)


def written_in(path: str, docs: Path, languages: Languages) -> set[str]:
    """Return the languages in which a page is written by hand, by its address below theirs."""
    source = path.rstrip("/") or "index"
    return {tag for tag in languages.tags if (docs / f"{source}.{tag}.md").is_file()}


def _facets(kind: str, language: Language, languages: Languages) -> dict[Facet, tuple[str, ...]]:
    """Return what a page that every language has can be chosen by."""
    others = tuple(sorted(set(languages.tags) - {language.tag}))
    return {Facet.KIND: (str(kind),), Facet.LANGUAGE: others}


def _light(block: Block) -> Block:
    """Return a heading that weighs no more than text."""
    return block._replace(tag="p")


def _title(blocks: tuple[Block, ...]) -> str:
    return " ".join(next((block.tokens for block in blocks if block.tag == "h1"), []))
