"""hub format: the YAML files in their one form."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kmh_hub.cli.language import language_option, messages
from kmh_hub.cli.settings import settings_of
from kmh_hub.reading.yaml_document import parse
from kmh_hub.writing.canonical import MODELS, canonical

_FILES = click.Path(exists=True, path_type=Path)


@click.command("format")
@click.argument("paths", nargs=-1, type=_FILES)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if anything would change.")
@language_option
@click.pass_obj
def format_(config_file: str, paths: Sequence[Path], check: bool, language: str | None) -> None:
    """Bring seminar.yml and the other YAML files into one form; values and comments stay."""
    settings = settings_of(config_file)
    translations = messages(settings.overrides, settings.tags, language)
    _, ngettext = translations.gettext, translations.ngettext
    changed, faults = 0, []
    for path in _files(paths or [settings.docs]):
        document, found = parse(path)
        if found or document.value is None:
            faults += found
            continue
        before = path.read_bytes()
        text = before.decode("utf-8-sig")
        after = canonical(text, MODELS[path.name], settings.tags).encode()
        if after != before:
            changed += 1
            click.echo(path)
            if not check:
                path.write_bytes(after)
    if faults:
        from kmh_hub.reports.people import for_people  # noqa: PLC0415 - slow

        click.echo("\n\n".join(for_people(faults, Path.cwd(), translations)) + "\n", err=True)
    if check:
        text = ngettext(
            "%(num)s file is to be formatted.", "%(num)s files are to be formatted.", changed
        )
    else:
        text = ngettext("%(num)s file was formatted.", "%(num)s files were formatted.", changed)
    click.echo(text % {"num": changed} if changed else _("All files are in their form."))
    sys.exit(1 if faults or (check and changed) else 0)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Return the files that editors write in the given files and folders, in order."""
    for path in paths:
        if path.is_dir():
            names = (each for each in path.rglob("*.yml") if each.name in MODELS)
            yield from sorted(each for each in names if each.is_file() and not each.is_symlink())
        elif path.name in MODELS:
            yield path
        else:
            raise click.BadParameter(f"{path} is none of {', '.join(MODELS)}")
