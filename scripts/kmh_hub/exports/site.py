"""All files for other programs that a site has beside its pages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kmh_hub.exports.calendar.calendar import (
    SERIES_PATH,
    seminar_calendar,
    seminar_path,
    series_calendar,
)
from kmh_hub.exports.chapters import chapters_vtt
from kmh_hub.exports.citation.offer import CiteContext, citation_exports
from kmh_hub.exports.export import Addresses, Export
from kmh_hub.exports.feed import FEED_PATH, feed, feed_entry
from kmh_hub.exports.open_data.figures import FIGURES_PATH, figure_rows, figures_csv
from kmh_hub.exports.open_data.metadata import METADATA_PATH, csv_metadata
from kmh_hub.exports.open_data.record import (
    JSON_PATH,
    SCHEMA_PATH,
    seminar_json,
    seminars_json,
)
from kmh_hub.exports.open_data.schema import seminars_schema
from kmh_hub.exports.open_data.table import CSV_PATH, seminar_row, seminars_csv
from kmh_hub.exports.schedule import schedule_json, schedule_path
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import Kind, path_of
from kmh_hub.pages.recordings import ids_of


@dataclass(frozen=True)
class Made:
    """What is made of one seminar."""

    files: tuple[Export, ...] = ()
    pieces: Mapping[str, bytes] = field(default_factory=dict)
    """What the files of the series have of it, by their paths."""


def exports_of(
    series: Series, languages: Languages, addresses: Addresses, names: Mapping[str, tuple[str, str]]
) -> Iterator[Export]:
    """Return every file that is made from metadata for other programs, in all languages.

    Args:
        series: the seminars that are shown.
        languages: the languages of the site.
        addresses: the site's absolute addresses.
        names: what the site is called and what it is, by language.

    """
    pieces = defaultdict[str, list[bytes]](list)
    for entry in series.entries:
        for made in (
            made_of(entry, languages, addresses),
            *(
                made_in(entry, series.vocabulary, language, addresses, names[language.tag][0])
                for language in languages.all
            ),
        ):
            yield from made.files
            for path, piece in made.pieces.items():
                pieces[path].append(piece)
    for path in series_paths(languages):
        yield series_export(path, pieces[path], series.vocabulary, languages, addresses, names)
    yield from descriptions(languages)


def descriptions(languages: Languages) -> Iterator[Export]:
    """Return the files that describe the open data, whatever it says."""
    yield Export(SCHEMA_PATH, seminars_schema(languages))
    yield Export(METADATA_PATH, csv_metadata(languages))


def series_paths(languages: Languages) -> tuple[str, ...]:
    """Return the paths of the files of the series that have pieces of seminars."""
    of_language = (FEED_PATH, SERIES_PATH)
    return (
        JSON_PATH,
        CSV_PATH,
        FIGURES_PATH,
        *(f"{language.prefix}{path}" for language in languages.all for path in of_language),
    )


def made_of(entry: Entry, languages: Languages, addresses: Addresses) -> Made:
    """Return what is made of a seminar for all languages at once."""
    return Made(
        pieces={
            JSON_PATH: seminar_json(entry, languages, addresses),
            CSV_PATH: seminar_row(entry, languages, addresses),
            FIGURES_PATH: figure_rows(entry, languages),
        }
    )


def made_in(
    entry: Entry, vocabulary: Vocabulary, language: Language, addresses: Addresses, title: str
) -> Made:
    """Return what is made of a seminar in a language.

    Args:
        entry: the seminar.
        vocabulary: the names that seminars share.
        language: the language.
        addresses: the site's absolute addresses.
        title: what the site is called in the language.

    """
    prefix = language.prefix
    calendar = seminar_calendar(entry, vocabulary, language, addresses)
    schedule = schedule_json(entry, vocabulary, language, addresses)
    files = (
        *([Export(f"{prefix}{seminar_path(entry.slug)}", calendar)] if calendar else []),
        *([Export(f"{prefix}{schedule_path(entry.slug)}", schedule)] if schedule else []),
        *_chapters(entry, language),
        *citation_exports(entry, CiteContext(vocabulary, language, addresses, title)),
    )
    news = feed_entry(entry, vocabulary, language, addresses)
    return Made(files, {f"{prefix}{FEED_PATH}": news, f"{prefix}{SERIES_PATH}": calendar or b""})


def series_export(
    path: str,
    pieces: Sequence[bytes],
    vocabulary: Vocabulary,
    languages: Languages,
    addresses: Addresses,
    names: Mapping[str, tuple[str, str]],
) -> Export:
    """Return a file that tells of all seminars.

    Args:
        path: one of `series_paths`.
        pieces: what the file has of each seminar, the oldest first.
        vocabulary: the names that seminars share.
        languages: the languages of the site.
        addresses: the site's absolute addresses.
        names: what the site is called and what it is, by language.

    """
    if path == JSON_PATH:
        return Export(path, seminars_json(pieces, vocabulary))
    if path == CSV_PATH:
        return Export(path, seminars_csv(pieces, languages))
    if path == FIGURES_PATH:
        return Export(path, figures_csv(pieces, languages))
    language = languages.of_address(path)
    title, description = names[language.tag]
    if path == f"{language.prefix}{FEED_PATH}":
        return Export(path, feed(pieces, language, addresses, title, description))
    return Export(path, series_calendar(pieces, language, addresses, title))


def _chapters(entry: Entry, language: Language) -> Iterator[Export]:
    recordings = entry.seminar.recordings
    folder = language.prefix + path_of(entry.slug, Kind.RECORDINGS)
    for id_, recording in zip(ids_of(recordings), recordings, strict=True):
        if recording.is_published and recording.file and recording.chapters:
            yield Export(f"{folder}{id_}.chapters.vtt", chapters_vtt(recording, language))
