"""hub check: every fault of everything that editors write."""

import sys
from collections.abc import Iterator, Sequence
from gettext import NullTranslations
from pathlib import Path

import click

from kmh_hub.cache import Cache
from kmh_hub.cli.language import language_option, messages
from kmh_hub.cli.settings import settings_of
from kmh_hub.collector import collector_paused
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.rules import RULES
from kmh_hub.reading.survey import Survey

_FORMATS = ("people", "github", "json", "sarif")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="people",
    show_default=True,
    help="For whom: people, GitHub's annotations, or programs.",
)
@click.option("--explain", metavar="RULE", help="Say what a rule is, instead of checking.")
@language_option
@click.pass_obj
def check(config_file: str, form: str, explain: str | None, language: str | None) -> None:
    """Check all metadata and prose, and report every fault at once."""
    settings = settings_of(config_file)
    translations = messages(settings.overrides, settings.tags, language)
    if explain:
        click.echo(_explanation(explain, translations))
        return
    with collector_paused():
        survey = Survey(settings.docs, settings.tags, cache=Cache.open(), limits=settings.limits)
        for text in _report(survey, form, translations):
            click.echo(text, nl=form != "github")
    sys.exit(1 if survey.errors else 0)


def _report(survey: Survey, form: str, translations: NullTranslations) -> Iterator[str]:
    faults, base = survey.faults, Path.cwd()
    if form == "people":
        if faults:
            from kmh_hub.reports.people import for_people  # noqa: PLC0415 - slow, see survey.py

            described = for_people(faults, base, translations, colour=sys.stdout.isatty())
            yield from (f"{each}\n" for each in described)
        yield _summary(len(survey.valid_seminars), faults, translations)
        return
    from kmh_hub.reports.machines import FORMATS  # noqa: PLC0415 - as above

    yield FORMATS[form](faults, base, translations)


def _summary(seminars: int, faults: Sequence[Fault], translations: NullTranslations) -> str:
    ngettext = translations.ngettext
    if not faults:
        text = ngettext("%(num)s seminar, no fault.", "%(num)s seminars, no fault.", seminars)
        return text % {"num": seminars}
    return ngettext("%(num)s fault.", "%(num)s faults.", len(faults)) % {"num": len(faults)}


def _explanation(name: str, translations: NullTranslations) -> str:
    _ = translations.gettext
    rule = RULES.get(name)
    if rule is None:
        raise click.BadParameter(f"there is no rule {name}; there are: {', '.join(sorted(RULES))}")
    may_stand = (
        _("It may be let stand, with a reason, by a comment at its line: %s")
        % "".join(
            f"\n  {before}hub: allow {name} - …{after}"
            for before, after in (("# ", ""), ("<!-- ", " -->"), ("NOTE ", ""))
        )
        if rule.waivable
        else _("It cannot be let stand.")
    )
    stops = _("It stops a build.") if rule.severity == "error" else _("It does not stop a build.")
    # Without a fault, nothing stands in the places of its values.
    message, advice = (_(text).format_map(_Unnamed()) for text in (rule.message, rule.help))
    return f"{name}\n\n{message}\n\n{advice}\n\n{stops} {may_stand}"


class _Unnamed(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "" if key == "suggestion" else "…"
