"""The words of the search box: messages, names of what results are narrowed by."""

from collections.abc import Iterable, Mapping

from kmh_hub.localisation.language import Language
from kmh_hub.localisation.plurals import plural_forms
from kmh_hub.model.entity import EntityKind
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.entity import kind_texts
from kmh_hub.pages.page import Kind
from kmh_hub.search.record import Facet

Texts = dict[str, str | dict[str, str]]


def texts(language: Language) -> Texts:
    """Return what the search box says, by the names that its script knows."""
    _ = language.translations.gettext
    return {
        # Translators: how many pages a search found.
        "counts": plural_forms(language, "%(num)s result", "%(num)s results"),
        "corrected": _("“%(word)s” is found nowhere; these results are for “%(other)s”."),
        "unknown": _("“%(word)s” is found nowhere."),
        "partial": _("No page has all of these words; these have some of them."),
        # Translators: a line between results and further ones.
        "others": _("Pages with some of these words"),
        "suggestions": _("What you can try"),
        "spelling": _("Check the spelling, or write fewer or other words."),
        "unfiltered": _("Search without the filters"),
        "all": _("All seminars"),
        "any": _("All"),
    }


def kind_name(kind: Kind, language: Language) -> str:
    """Return what a seminar's pages of a kind are called."""
    _ = language.translations.gettext
    match kind:
        case Kind.OVERVIEW:
            return _("Overview")
        case Kind.AGENDA:
            return _("Agenda")
        case Kind.PRESENTATION:
            return _("Presentation and documents")
        case Kind.RECORDINGS:
            return _("Recordings")


def facet_labels(
    facets: Iterable[Mapping[str, Iterable[str]]], vocabulary: Vocabulary, language: Language
) -> dict[str, dict[str, str]]:
    """Return the names of what results are narrowed by, with the names of their values.

    Args:
        facets: the values that the pages of the language have, by facet.
        vocabulary: the names of themes.
        language: the language.

    Returns:
        By facet, in the order in which they are shown, its own name under the empty key and the
        names of those values, sorted by name; years from the latest.

    """
    _ = language.translations.gettext
    formats = language.formats
    values: dict[str, set[str]] = {facet: set() for facet in Facet}
    for each in facets:
        for facet, chosen in each.items():
            values[facet].update(chosen)
    kinds = {"overview": kind_name(Kind.OVERVIEW, language), "page": _("About this site")}
    kinds |= {each.value: kind_name(each, language) for each in Kind if each is not Kind.OVERVIEW}
    kinds |= {each.value: kind_texts(each, language)[0] for each in EntityKind}
    kinds |= {"glossary": _("Glossary")}
    names = {
        Facet.YEAR: {each: each for each in sorted(values[Facet.YEAR], reverse=True)},
        Facet.THEME: {
            each: str(language.text(vocabulary.themes[each].name)) for each in values[Facet.THEME]
        },
        Facet.COUNTRY: {each: formats.country(each) for each in values[Facet.COUNTRY]},
        Facet.KIND: {each: kinds[each] for each in values[Facet.KIND]},
        Facet.LANGUAGE: {each: formats.language(each) for each in values[Facet.LANGUAGE]},
    }
    titles = {
        Facet.YEAR: _("Year"),
        Facet.THEME: _("Theme"),
        Facet.COUNTRY: _("Country"),
        Facet.KIND: _("Kind of page"),
        # Translators: the label of a choice of languages: pages that can be read in that one, too.
        Facet.LANGUAGE: _("Also in"),
    }
    labels = {}
    for facet, named in names.items():
        in_order = named.items()
        if facet is not Facet.YEAR:
            in_order = sorted(in_order, key=lambda item: language.sort_key(item[1]))  # type: ignore[assignment]
        labels[str(facet)] = {"": titles[facet], **dict(in_order)}
    return labels
