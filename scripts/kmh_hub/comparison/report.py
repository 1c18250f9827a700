"""A comparison in words, as Markdown for a pull request."""

from collections.abc import Iterator, Mapping, Sequence
from gettext import NullTranslations
from itertools import groupby

from kmh_hub.comparison.built_page import BuiltPage
from kmh_hub.comparison.difference import Difference
from kmh_hub.localisation.formats import Formats
from kmh_hub.reading.rules.rule import N_

_MOST_TOLD = 50
"""So many lines a list has; the rest is counted."""
_KINDS = (
    (N_("New pages"), "added"),
    (N_("Changed pages"), "changed"),
    (N_("Removed pages"), "removed"),
)


def as_markdown(
    difference: Difference,
    behind: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    messages: NullTranslations,
    formats: Formats,
) -> str:
    """Return the report.

    Args:
        difference: what differs.
        behind: by seminar, the names of the languages whose translation is not current.
        names: the names of the pages' languages, by tag.
        messages: in the language of the report.
        formats: in the language of the report.

    """
    _ = messages.gettext
    lines = ["## " + _("What readers will see change"), ""]
    kinds = [(_(title), getattr(difference, kind)) for title, kind in _KINDS]
    if not any(pages for _title, pages in kinds):
        lines += [_("No page changes."), ""]
    for title, pages in kinds:
        if pages:
            lines += [f"### {title} ({len(pages)})", "", *_listed(pages, names, messages), ""]
    if behind:
        lines += ["### " + _("Translations to be made or brought up to date"), ""]
        lines += [f"- `{seminar}`: {formats.list(each)}" for seminar, each in behind.items()]
        lines.append("")
    if difference.broken:
        lines += ["### " + _("Broken links"), ""]
        lines += [f"- {_escaped(each)}" for each in difference.broken[:_MOST_TOLD]]
        lines += ["", *_rest(len(difference.broken), messages)]
    else:
        lines += [_("No link within the site is broken."), ""]
    return "\n".join((*lines, *_weights(difference, messages, formats))) + "\n"


def _listed(
    pages: Sequence[BuiltPage], names: Mapping[str, str], messages: NullTranslations
) -> Iterator[str]:
    def key(page: BuiltPage) -> tuple[str, str]:
        return page.seminar, page.language

    told = sorted(pages, key=lambda page: (*key(page), page.place))[:_MOST_TOLD]
    for (seminar, language), some in groupby(told, key):
        about = f"`{seminar}`" if seminar else messages.gettext("Other pages")
        yield f"- {about} · {names.get(language, language)}"
        for page in some:
            # Titles are in another script than the report's language at times.
            yield f"  - <bdi>{_escaped(page.title)}</bdi> (`{page.address}`)"
    yield from _rest(len(pages), messages)


def _rest(count: int, messages: NullTranslations) -> list[str]:
    left = count - _MOST_TOLD
    if left <= 0:
        return []
    text = messages.ngettext("… and %(num)s more.", "… and %(num)s more.", left)
    return [text % {"num": left}, ""]


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return "".join(f"&#{ord(letter)};" if letter in "<>&*_`[]|\\#~" else letter for letter in text)


def _weights(difference: Difference, messages: NullTranslations, formats: Formats) -> Iterator[str]:
    _ = messages.gettext
    yield "### " + _("Weight")
    yield ""

    def row(title: str, *values: str) -> str:
        return f"| {title} | {' | '.join(values)} |"

    sides = difference.old, difference.new
    yield row("", _("Before"), _("After"))
    yield "| --- | --- | --- |"
    yield row(_("Pages"), *(str(len(side.pages)) for side in sides))
    yield row(_("The whole site"), *(formats.size(side.size) for side in sides))
    heaviest = (max((page.size for page in side.pages.values()), default=0) for side in sides)
    yield row(_("The heaviest page"), *map(formats.size, heaviest))
