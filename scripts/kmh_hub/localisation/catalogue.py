"""gettext catalogues, read from the .po files that translators edit."""

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from kmh_hub.build.files import hash_of
from kmh_hub.compiled import compiled, keep_compiled

DOMAIN = "hub"


def catalogue_path(folder: str | Path, tag: str) -> Path:
    """Return where a language's catalogue lies, in gettext's usual layout."""
    return Path(folder) / tag.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalogue(folder: str | Path, tag: str) -> GNUTranslations:
    """Return a language's interface messages.

    Raises:
        ValueError: where the language has no catalogue, or one that cannot be read.

    """
    path = catalogue_path(folder, tag)
    if not path.is_file():
        raise ValueError(
            f"the language “{tag}” has no message catalogue: {path} is missing; "
            "`make messages` writes one to be translated"
        )
    source = path.read_bytes()
    key = f"catalogue-{tag}-{hash_of(source)}"
    messages = compiled(key)
    if messages is None:
        messages = _compiled(path, source, tag)
        keep_compiled(key, messages)
    return GNUTranslations(BytesIO(messages))


def _compiled(path: Path, source: bytes, tag: str) -> bytes:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - slow, and rarely needed
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        catalogue = read_po(BytesIO(source), locale=tag.replace("-", "_"), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = f", line {error.lineno}" if isinstance(error, PoFileError) else ""
        raise ValueError(f"{path}{line}: {error}; mend it there") from error
    messages = BytesIO()
    write_mo(messages, catalogue)
    return messages.getvalue()
