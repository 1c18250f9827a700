"""All files for other programs that a site has beside its pages."""

from collections.abc import Iterator, Mapping

from kmh_hub.exports.calendar.calendar import (
    SERIES_PATH,
    seminar_calendar,
    seminar_path,
    series_calendar,
)
from kmh_hub.exports.chapters import chapters_vtt
from kmh_hub.exports.citation.offer import CiteContext, citation_exports
from kmh_hub.exports.export import Addresses, Export
from kmh_hub.exports.feed import FEED_PATH, feed
from kmh_hub.exports.open_data.figures import FIGURES_PATH, figures_csv
from kmh_hub.exports.open_data.metadata import METADATA_PATH, csv_metadata
from kmh_hub.exports.open_data.record import JSON_PATH, SCHEMA_PATH, seminars_json
from kmh_hub.exports.open_data.schema import seminars_schema
from kmh_hub.exports.open_data.table import CSV_PATH, seminars_csv
from kmh_hub.exports.picture.share import picture_path, seminar_picture
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import Kind, path_of
from kmh_hub.pages.recordings import ids_of


def exports_of(
    series: Series, languages: Languages, addresses: Addresses, names: Mapping[str, tuple[str, str]]
) -> Iterator[Export]:
    """Return every file that is made from all seminars for other programs, in all languages.

    Args:
        series: the seminars that are shown.
        languages: the languages of the site.
        addresses: the site's absolute addresses.
        names: what the site is called and what it is, by language.

    """
    yield Export(JSON_PATH, seminars_json(series, languages, addresses))
    yield Export(SCHEMA_PATH, seminars_schema(languages))
    yield Export(CSV_PATH, seminars_csv(series, languages, addresses))
    yield Export(METADATA_PATH, csv_metadata(languages))
    yield Export(FIGURES_PATH, figures_csv(series, languages))
    for language in languages.all:
        title, description = names[language.tag]
        news = feed(series, language, addresses, title, description)
        yield Export(f"{language.prefix}{FEED_PATH}", news)
        calendar = series_calendar(series, language, addresses, title)
        yield Export(f"{language.prefix}{SERIES_PATH}", calendar)


def seminar_exports(
    entry: Entry, vocabulary: Vocabulary, language: Language, addresses: Addresses, title: str
) -> Iterator[Export]:
    """Return every file that is made of a seminar for other programs, in one language.

    Args:
        entry: the seminar.
        vocabulary: the shared names.
        language: the language of its texts.
        addresses: the site's absolute addresses.
        title: what the site is called in the language.

    """
    if one := seminar_calendar(entry, vocabulary, language, addresses):
        yield Export(f"{language.prefix}{seminar_path(entry.slug)}", one)
    yield from _chapters(entry, language)
    picture = seminar_picture(entry.seminar, vocabulary, language, title)
    yield Export(f"{language.prefix}{picture_path(entry.slug)}", picture)
    yield from citation_exports(entry, CiteContext(vocabulary, language, addresses, title))


def _chapters(entry: Entry, language: Language) -> Iterator[Export]:
    recordings = entry.seminar.recordings
    folder = language.prefix + path_of(entry.slug, Kind.RECORDINGS)
    for id_, recording in zip(ids_of(recordings), recordings, strict=True):
        if recording.is_published and recording.file and recording.chapters:
            yield Export(f"{folder}{id_}.chapters.vtt", chapters_vtt(recording, language))
