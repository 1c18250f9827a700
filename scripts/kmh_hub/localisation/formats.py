"""Dates, times, sizes and names as a language writes them, by CLDR.

Arabic is CLDR's `ar`: months such as نوفمبر and European digits (0-9), the digits of the sources
and of addresses, times and figures around them.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from gettext import NullTranslations
from zoneinfo import ZoneInfo

import pycountry
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from kmh_hub.model.agenda import Day
from kmh_hub.model.dates import PartialDate
from kmh_hub.model.figure import ALL, Unit

_KILO = 1000
_LISTS = 4096
"""So many lists of words are remembered."""


class Formats:
    """The formats of one language."""

    def __init__(self, locale: Locale, translations: NullTranslations) -> None:
        self.locale = locale
        self._translations = translations
        # Pages of one seminar after another ask for the same, and CLDR takes its time.
        self._date = cache(self._make_date)
        self._dates = cache(self._make_dates)
        self._time = cache(self._make_time)
        self._zone = cache(self._make_zone)
        self._language = cache(self._make_language)
        self._country = cache(self._make_country)
        self._list = lru_cache(maxsize=_LISTS)(self._make_list)

    def date(self, date: PartialDate, *, weekday: bool = False) -> str:
        """Return a date, no more precise than it is known."""
        return self._date(date, weekday)

    def _make_date(self, date: PartialDate, weekday: bool) -> str:
        if full := date.full:
            pattern = str(self.locale.date_formats["full" if weekday else "long"].pattern)
            return self._in_pattern(full, pattern)
        if date.month:
            return format_skeleton("yMMMM", datetime(date.year, date.month, 1), locale=self.locale)
        return format_skeleton("y", datetime(date.year, 1, 1), locale=self.locale)

    def dates(self, days: Sequence[Day]) -> str:
        """Return the date or dates of a seminar: one, a range, or several."""
        return self._dates(tuple(day.date for day in days))

    def _make_dates(self, days: tuple[PartialDate, ...]) -> str:
        first, last = days[0].full, days[-1].full
        if len(days) == 1 or first is None or last is None:
            return self.list(map(self.date, days))
        if (last - first).days != len(days) - 1:
            return self.list(map(self.date, days))
        if (first.year, first.month) != (last.year, last.month):
            range_ = str(self.locale.interval_formats[None])
            return range_.format(self.date(days[0]), self.date(days[-1]))
        # CLDR has ranges with abbreviated months only; its order and its dash are kept.
        start, end = self.locale.interval_formats["yMMMd"]["d"]
        return "".join(
            self._in_pattern(day, re.sub("(?<!M)MMM(?!M)", "MMMM", pattern))
            for day, pattern in ((first, start), (last, end))
        )

    def _in_pattern(self, day: dt.date, pattern: str) -> str:
        if day.day == 1:
            # Translators: the first day of a month as dates write it; 1er in French.
            first = self._translations.pgettext("day of the month", "1")
            pattern = re.sub("d+", f"'{first}'", pattern) if first != "1" else pattern
        return format_date(day, pattern, self.locale)

    def time(self, at: time | datetime) -> str:
        """Return a time of day, in 24 hours."""
        return self._time(at.hour, at.minute)

    def _make_time(self, hour: int, minute: int) -> str:
        return format_skeleton("Hm", time(hour, minute), locale=self.locale)

    def zone(self, at: datetime) -> tuple[str, str]:
        """Return a zone's abbreviation and its name, as they are at a moment."""
        # Moments are equal if they are the same in another zone.
        return self._zone(at.replace(tzinfo=None), at.tzinfo)

    def _make_zone(self, local: datetime, zone: dt.tzinfo | None) -> tuple[str, str]:
        at = local.replace(tzinfo=zone)
        offset = at.strftime("%z")
        abbreviation = at.tzname() or ""
        if not abbreviation.isalpha():
            abbreviation = f"UTC{offset[:3]}:{offset[3:]}"
        return abbreviation, get_timezone_name(at, "long", locale=self.locale)

    def duration(self, duration: timedelta) -> str:
        """Return a duration in hours and minutes, or in minutes and seconds if it is shorter."""
        seconds = int(duration.total_seconds())
        parts = {"hour": seconds // 3600, "minute": seconds // 60 % 60, "second": seconds % 60}
        if parts["hour"]:
            parts["second"] = 0
        shown = [
            format_unit(value, f"duration-{unit}", "long", locale=self.locale)
            for unit, value in parts.items()
            if value
        ]
        # Translators: a duration of two units, such as 1 hour 30 minutes.
        both = self._translations.pgettext("duration", "%(longer)s %(shorter)s")
        longer, *shorter = shown or [""]
        return both % {"longer": longer, "shorter": shorter[0]} if shorter else longer

    def size(self, size: int) -> str:
        """Return a file's size, given in bytes, in the decimal units of CLDR."""
        value, unit = max(size / _KILO, 0.1), "kilobyte"
        if value >= _KILO:
            value, unit = value / _KILO, "megabyte"
        text = str(format_unit(value, f"digital-{unit}", "short", "#,##0.#", locale=self.locale))
        return text.replace(" ", "\N{NO-BREAK SPACE}")

    def quantity(self, value: Decimal, unit: Unit) -> str:
        """Return a figure, exactly as precise as it is given: `46 %`, `40.3 million`."""
        if unit is Unit.PERCENT:
            percent = format_percent(value / ALL, locale=self.locale, decimal_quantization=False)
            return str(percent)
        number = str(format_decimal(value, locale=self.locale, decimal_quantization=False))
        if unit is Unit.MILLION_PEOPLE:
            # Babel's own compact format takes the plural of another number than it writes.
            forms = self.locale.compact_decimal_formats["long"]
            pattern = forms[self.locale.plural_form(value)]["1000000"]
            return f"{number}{pattern.suffix[0]}".replace(" ", "\N{NO-BREAK SPACE}")
        return number

    def counted(self, value: Decimal, unit: Unit) -> str:
        """Return a figure with what it counts, where the unit says it: `40.3 million people`."""
        number = self.quantity(value, unit)
        if unit is Unit.MILLION_PEOPLE:
            # Translators: %(millions)s is such as “40.3 million”.
            return self._translations.gettext("%(millions)s people") % {"millions": number}
        if unit is Unit.PEOPLE:
            counted = self._translations.ngettext("%(num)s person", "%(num)s people", int(value))
            return counted % {"num": number}
        return number

    def language(self, tag: str) -> str:
        """Return a language's name as it stands within a sentence: `français`, `French`."""
        return self._language(tag)

    def _make_language(self, tag: str) -> str:
        try:
            name = Locale.parse(tag, sep="-").get_display_name(self.locale)
        except (UnknownLocaleError, ValueError):
            name = None
        if name:
            return name
        known = pycountry.languages.get(alpha_3=tag) or pycountry.languages.get(alpha_2=tag)
        return known.name if known else tag

    def country(self, code: str) -> str:
        """Return a country's name."""
        return self._country(code)

    def _make_country(self, code: str) -> str:
        if name := self.locale.territories.get(code):
            return str(name)
        known = pycountry.countries.get(alpha_2=code)
        return known.name if known else code

    def languages(self, tags: Iterable[str]) -> str:
        """Return several languages' names as one list within a sentence's row."""
        return self.list(self.language(tag) for tag in tags)

    def countries(self, codes: Iterable[str]) -> str:
        """Return several countries' names as one list."""
        return self.list(self.country(code) for code in codes)

    def list(self, items: Iterable[str]) -> str:
        """Return several words as one: “a, b and c”."""
        return self._list(tuple(items))

    def _make_list(self, items: tuple[str, ...]) -> str:
        return format_list(list(items), "standard", self.locale)


def moment(date: PartialDate, at: time, zone: str) -> datetime:
    """Return the moment of a local time.

    Raises:
        ValueError: where the date is not known to the day.

    """
    if date.full is None:
        raise ValueError(f"{date} is not known to the day")
    return datetime.combine(date.full, at, ZoneInfo(zone))
