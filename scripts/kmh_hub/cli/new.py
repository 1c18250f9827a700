"""hub new: the folder of a seminar to fill in."""

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kmh_hub.cli.language import language_option, messages
from kmh_hub.cli.site import load_site
from kmh_hub.cli.template import prose, seminar_yaml
from kmh_hub.model.dates import PartialDate
from kmh_hub.plugin.site import Site
from kmh_hub.reading.pages import read_page
from kmh_hub.reading.translations import translations_of, write_record
from kmh_hub.reading.yaml_document import parse

_WORDS = 5


@click.command()
@click.option("--number", type=click.IntRange(min=1), help="Its number in the series, if any.")
@click.option("--date", "day", help="The first day, as far as known: 2027-03-09, 2027-03 or 2027.")
@click.option("--languages", help="Its languages, the source first: fr,en,ar.")
@click.option(
    "--title", "titles", multiple=True, metavar="TAG=TITLE", help="Its title, a language."
)
@click.option("--slug", help="The words of the folder's name, after year and month.")
@language_option
@click.pass_obj
def new(
    config_file: str,
    number: int | None,
    day: str | None,
    languages: str | None,
    titles: tuple[str, ...],
    slug: str | None,
    language: str | None,
) -> None:
    """Make the folder of a new seminar; asks for what is not given. Overwrites nothing."""
    site = load_site(config_file)
    _ = messages(site.overrides, site.languages.tags, language).gettext
    is_asking = day is None
    if is_asking and number is None:
        question = _("Number in the series (empty: none)")
        number = click.prompt(question, default="", show_default=False, value_proc=_number)
    if number in _numbers(site):
        raise click.BadParameter(_("number %s is taken") % number, param_hint="--number")
    date = (
        _date(day)
        if day
        else click.prompt(
            _("First day, as far as known (2027-03-09, 2027-03, 2027)"), value_proc=_date
        )
    )
    every = ",".join(site.languages.tags)
    if languages is None and is_asking:
        tags = click.prompt(
            _("Languages, the source first"),
            default=every,
            value_proc=lambda text: _tags(text, site),
        )
    else:
        tags = _tags(languages or every, site)
    given = _titles(titles, site)
    for tag in tags:
        if is_asking and tag not in given:
            text = click.prompt(_("Title (%s)") % site.names[tag], default="", show_default=False)
            given |= {tag: text} if text.strip() else {}
    if not given:
        raise click.UsageError(_("A seminar needs a title: --title fr=…"))
    words = _slug(slug, given, _)
    if is_asking and slug is None:
        words = _slug(click.prompt(_("Words of the address"), default=words), given, _)
    name = f"{str(date)[:7]}-{words}"
    folder = site.docs / "seminars" / name
    if folder.exists():
        raise click.ClickException(_("%s exists already; nothing was written") % folder)
    values: dict[str, Any] = {"draft": True, "source_language": tags[0]}
    values |= {"number": number} if number else {}
    values |= {"title": given, "days": [{"date": str(date)}]}
    translate = messages(site.overrides, site.languages.tags, language).gettext
    names = {tag: site.names[tag] for tag in site.languages.tags}
    text = seminar_yaml(values, names, site.content.series.vocabulary, translate)
    write_folder(folder, text, tags, site)
    shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    click.echo(
        _("%s is there. Fill in its files, look at them with hub serve, run hub check.") % shown
    )


def _numbers(site: Site) -> set[int]:
    entries = site.content.series.entries
    return {entry.seminar.number for entry in entries if entry.seminar.number}


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or not int(text):
        raise click.BadParameter(f"{text} is no number; write 6, or nothing")
    return int(text)


def _date(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text.strip())
    except ValueError:
        raise click.BadParameter(
            f"{text} is no date; write 2027-03-09, 2027-03 or 2027", param_hint="--date"
        ) from None


def _tags(languages: str, site: Site) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(tag.strip() for tag in languages.split(",") if tag.strip()))
    unknown = [tag for tag in tags if tag not in site.languages.tags]
    if unknown or not tags:
        raise click.BadParameter(
            f"the site's languages are {', '.join(site.languages.tags)}", param_hint="--languages"
        )
    return tags


def _titles(titles: tuple[str, ...], site: Site) -> dict[str, str]:
    given = {}
    for title in titles:
        tag, _, text = title.partition("=")
        if tag not in site.languages.tags or not text.strip():
            tags = ", ".join(site.languages.tags)
            raise click.BadParameter(f"write TAG=TITLE; TAG is {tags}", param_hint="--title")
        given[tag] = text.strip()
    return given


def _slug(slug: str | None, titles: dict[str, str], _: Any) -> str:
    for text in (slug, titles.get("en"), *titles.values()):
        separated = re.sub("[’']", " ", text or "")
        plain = unicodedata.normalize("NFKD", separated).encode("ascii", "ignore").decode()
        words = re.findall(r"[a-z0-9]+", plain.lower())
        if words:
            return "-".join(words if text == slug else words[:_WORDS])
    return _slug(
        click.prompt(_("Some Latin words for the address, such as child-protection")), {}, _
    )


def write_folder(folder: Path, metadata: str, tags: Sequence[str], site: Site) -> None:
    """Write a seminar's folder beside its place and move it there whole.

    Args:
        folder: where it is to be.
        metadata: its seminar.yml.
        tags: the languages of its prose, the source first.
        site: the site.

    """
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=site.docs.parent))
    try:
        made = work / folder.name
        made.mkdir()
        (made / "seminar.yml").write_text(metadata, "utf-8")
        for tag in tags:
            text = prose(site.languages[tag].translations.gettext)
            (made / f"index.{tag}.md").write_text(text, "utf-8")
        page = read_page(made / "index", "index", tags)
        value = parse(made / "seminar.yml")[0].value
        states = translations_of(value, page.prose, {}, tags[0], site.languages.tags)
        write_record(made, states, site.languages.tags)
        made.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
