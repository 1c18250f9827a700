"""What documents and recordings are called in a book, by the words of the pages."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from kmh_hub.localisation.direction import isolated
from kmh_hub.localisation.language import Language
from kmh_hub.model.material import Item, Material, MaterialKind
from kmh_hub.model.text import UNDETERMINED
from kmh_hub.pages.recordings import ShownRecording
from kmh_hub.pages.templates import capital

_BETWEEN = Markup(" · ")


def document_title(item: Material, language: Language) -> Markup:
    """Return a document's title, else what kind of document it is, as XHTML."""
    _ = language.translations.gettext
    if item.title:
        return language.text(item.title).__html__()
    if item.kind is MaterialKind.AGENDA:
        return escape(_("Agenda"))
    if item.kind is MaterialKind.SLIDES:
        return escape(_("Slides"))
    return escape(_("Report") if item.kind is MaterialKind.REPORT else _("Document"))


def document_name(item: Material, language: Language) -> Markup:
    """Return a document's title and language, as XHTML."""
    return _BETWEEN.join([document_title(item, language), item_language(item, language)])


def recording_name(shown: ShownRecording, language: Language) -> Markup:
    """Return the language of a recording and the sessions that it holds, as XHTML."""
    name = item_language(shown.recording, language)
    if shown.ordinal > 1:
        name = Markup("{} ({})").format(name, shown.ordinal)
    words = [name]
    if numbers := shown.recording.sessions:
        ngettext = language.translations.ngettext
        held = ngettext("Session %(numbers)s", "Sessions %(numbers)s", len(numbers))
        words.append(escape(held % {"numbers": language.formats.list(map(str, numbers))}))
    return _BETWEEN.join(words)


def transcript_name(shown: ShownRecording, language: Language) -> Markup:
    """Return what tells a transcript from others: what is recorded, and its language, as XHTML."""
    return _BETWEEN.join(_transcript_name(shown, language))


def item_language(item: Item, language: Language) -> Markup:
    """Return the name of the language of a document or recording, as XHTML."""
    _ = language.translations.gettext
    if item.language in {None, UNDETERMINED}:
        return escape(_("Language not published"))
    return _language_name(item.language or UNDETERMINED, language)


def _transcript_name(shown: ShownRecording, language: Language) -> Iterator[Markup]:
    _ = language.translations.gettext
    yield escape(_("Transcript"))
    yield recording_name(shown, language)
    if shown.transcript and shown.transcript.language != shown.recording.language:
        yield _language_name(shown.transcript.language, language)


def _language_name(tag: str, language: Language) -> Markup:
    return isolated(capital(language.formats.language(tag)), language.direction)
