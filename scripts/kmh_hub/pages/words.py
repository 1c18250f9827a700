"""Interface messages as templates ask for them: thousands of times, so that each is made once."""

from collections.abc import Callable
from functools import cache
from gettext import NullTranslations

from markupsafe import Markup


def words_of(translations: NullTranslations) -> dict[str, Callable[..., Markup]]:
    """Return the functions by which templates have messages, by their names there.

    They are those of Jinja's “newstyle” gettext: HTML that is trusted, whose values are escaped
    unless they are HTML themselves; `%(num)s` is the number of a plural.
    """

    @cache
    def message(text: str) -> Markup:
        return Markup(translations.gettext(text))  # noqa: S704 - translators' words

    @cache
    def message_in(context: str, text: str) -> Markup:
        return Markup(translations.pgettext(context, text))  # noqa: S704

    @cache
    def plain(text: str) -> Markup:
        return message(text) % {}

    def gettext(text: str, **values: object) -> Markup:
        return message(text) % values if values else plain(text)

    def ngettext(singular: str, plural: str, number: int, **values: object) -> Markup:
        text = Markup(translations.ngettext(singular, plural, number))  # noqa: S704
        return text % {"num": number, **values}

    def pgettext(context: str, text: str, **values: object) -> Markup:
        return message_in(context, text) % values

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext}
