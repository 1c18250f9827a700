"""hub links: whether what links to other sites lead to is still there."""

import json
from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path

import click

from kmh_hub.cache import Cache
from kmh_hub.cli.language import language_option, messages
from kmh_hub.cli.settings import settings_of
from kmh_hub.external.client import Client
from kmh_hub.external.links import ExternalLink, external_links
from kmh_hub.external.outcome import DEAD, MESSAGES, Outcome, State
from kmh_hub.external.schedule import Manners, outcomes
from kmh_hub.reports.people import relative


@click.command()
@click.option("--format", "form", type=click.Choice(("people", "json")), default="people")
@click.option("--fresh", is_flag=True, help="Ask for all, also for what was found lately.")
@click.option("--seconds", default=20.0, show_default=True, help="How long an answer may take.")
@click.option("--pause", default=1.0, show_default=True, help="Seconds between two to one host.")
@language_option
@click.pass_obj
def links(
    config_file: str, form: str, fresh: bool, seconds: float, pause: float, language: str | None
) -> None:
    """Ask for every link to another site, and say which are dead; it fails no build."""
    settings = settings_of(config_file)
    translations = messages(settings.overrides, settings.tags, language)
    found = external_links(settings.docs, settings.tags)
    manners = Manners(pause=pause, days=0 if fresh else Manners.days)
    known = outcomes((link.url for link in found), Client(seconds).ask, Cache.open(), manners)
    if form == "json":
        click.echo(_for_programs(found, known, translations))
        return
    told = [link for link in found if known[link.url].state is not State.FOUND]
    told.sort(key=lambda link: known[link.url].state not in DEAD)
    for link in told:
        place = f"{relative(link.path, Path.cwd())}:{link.place.line}:{link.place.column}"
        click.echo(f"{place}: {link.url} {_words(known[link.url], translations)}")
    text = translations.ngettext(
        "%(num)s link to other sites was asked for.",
        "%(num)s links to other sites were asked for.",
        len(known),
    )
    click.echo(text % {"num": len(known)})


def _for_programs(
    found: Sequence[ExternalLink], known: dict[str, Outcome], translations: NullTranslations
) -> str:
    listed = [
        {
            "file": relative(link.path, Path.cwd()).as_posix(),
            "line": link.place.line,
            "column": link.place.column,
            "url": link.url,
            "state": outcome.state,
            "detail": outcome.detail,
            "message": _words(outcome, translations),
        }
        for link in found
        for outcome in (known[link.url],)
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def _words(outcome: Outcome, translations: NullTranslations) -> str:
    text = translations.gettext(MESSAGES[outcome.state])
    return text.format(detail=outcome.detail)
