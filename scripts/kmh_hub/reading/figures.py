"""The figures of a text, so that languages can be compared whatever their digits and separators."""

import re
import unicodedata
from functools import cache

from babel import Locale

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c\u00a0\u202f ]\d+)*")
_DAY_BEFORE = re.compile(r"\d{1,2}(?:er|st|nd|rd|th)?[ \u00a0\u202f](?:de )?$")
_YEAR_AFTER = re.compile(r"[ \u00a0\u202f]\d{4}")
_NEAR = 8
"""So many characters before a month its day may stand."""
_PLAIN_DIGITS = re.compile(r"[0-9.,\u00a0\u202f ]+")
_GROUPED = re.compile(r"(\d{1,3})((?:[.,\u066c\u00a0\u202f ]\d{3})+)(?:[.,\u066b](\d+))?")
_DECIMAL = re.compile(r"(\d+)[.,\u066b](\d+)")
_DIACRITICS = re.compile(r"[\u064b-\u0652\u0640]")
_WORD = re.compile(r"[^\W\d_]+")

SMALL_NUMBERS: dict[str, dict[int, str]] = {
    # The words by which a language may write a small number, as regular expressions.
    "fr": {
        1: "une?|premi(er|ère)s?",
        2: "deux|deuxièmes?|seconde?s?",
        3: "trois|troisièmes?",
        4: "quatre|quatrièmes?",
        5: "cinq|cinquièmes?",
        6: "six|sixièmes?",
        7: "sept|septièmes?",
        8: "huit|huitièmes?",
        9: "neuf|neuvièmes?",
        10: "dix|dixièmes?",
        11: "onze|onzièmes?",
        12: "douze|douzièmes?",
    },
    "en": {
        1: "one|first|once|an?",
        2: "two|second|twice|both",
        3: "three|third",
        4: "four|fourth",
        5: "five|fifth",
        6: "six|sixth",
        7: "seven|seventh",
        8: "eight|eighth",
        9: "nine|ninth",
        10: "ten|tenth",
        11: "eleven|eleventh",
        12: "twelve|twelfth",
    },
    "ar": {
        1: ".*واحدة?|.*[أا]ول[ىي]?",
        2: ".*[اإ]ثن(ان|ين|تان|تين)|.*ثاني?ة?|.*(تان|تين|ان|ين)",
        3: ".*ثلاثة?|.*ثالثة?",
        4: ".*[أا]ربعة?|.*رابعة?",
        5: ".*خمسة?|.*خامسة?",
        6: ".*ستة?|.*سادسة?",
        7: ".*سبعة?|.*سابعة?",
        8: ".*ثمان(ية|ي)?|.*ثامنة?",
        9: ".*تسعة?|.*تاسعة?",
        10: ".*عشرة?|.*عاشرة?",
        11: ".*عشرة?",
        12: ".*عشرة?",
    },
}


def figures(text: str) -> dict[str, str]:
    """Return the numbers of a text: as written by their value, such as `40.3` or `1000`.

    Digits of any script count. A separator before exactly three digits groups thousands, any other
    is a decimal sign; where several numbers stand in a row (a date, a time), each counts.
    """
    found: dict[str, str] = {}
    if not _DIGIT.search(text):
        return found
    for match in _NUMBER.finditer(text):
        written = match[0]
        digits = written if _PLAIN_DIGITS.fullmatch(written) else _european(written)
        for value in _values(digits):
            found.setdefault(value, written)
    return found


def months(text: str, language: str) -> dict[str, str]:
    """Return the months that a text dates something by: as written, by `M1` to `M12`.

    A month counts beside a day or a year, so that words such as “May” and “mars” do not.
    """
    found: dict[str, str] = {}
    pattern, numbers = _month_names(language)
    for match in pattern.finditer(text):
        day = _DAY_BEFORE.search(text, max(match.start() - _NEAR, 0), match.start())
        year = _YEAR_AFTER.match(text, match.end())
        if day or year:
            written = text[day.start() if day else match.start() : (year or match).end()]
            found.setdefault(f"M{numbers[match[0]]}", written)
    return found


@cache
def _month_names(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    names = Locale.parse(language, sep="-").months["format"]["wide"]
    # French writes “mars” and English “May”; a sentence may begin with either.
    numbers = {name: number for number, name in names.items()}
    numbers |= {name[:1].upper() + name[1:]: number for name, number in numbers.items()}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, numbers))})\b"), numbers


def _european(written: str) -> str:
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in written)


def says_in_words(text: str, value: str, language: str) -> bool:
    """Whether a text writes a small number in words of its language."""
    words = SMALL_NUMBERS.get(language, {}).get(int(value) if value.isdigit() else -1)
    if not words:
        return False
    pattern = re.compile(words)
    return any(
        pattern.fullmatch(word)
        for word in _WORD.findall(_DIACRITICS.sub("", unicodedata.normalize("NFC", text).lower()))
    )


def _values(digits: str) -> list[str]:
    if match := _GROUPED.fullmatch(digits):
        whole = match[1] + re.sub(r"\D", "", match[2])
        return [_canonical(whole, match[3])]
    if match := _DECIMAL.fullmatch(digits):
        return [_canonical(match[1], match[2])]
    return [value for part in re.split(r"[\u00a0\u202f ]", digits) for value in _parts(part)]


def _parts(part: str) -> list[str]:
    if match := _GROUPED.fullmatch(part):
        return [_canonical(match[1] + re.sub(r"\D", "", match[2]), match[3])]
    if match := _DECIMAL.fullmatch(part):
        return [_canonical(match[1], match[2])]
    return [_canonical(number, None) for number in re.findall(r"\d+", part)]


def _canonical(whole: str, decimals: str | None) -> str:
    number = whole.lstrip("0") or "0"
    fraction = (decimals or "").rstrip("0")
    return f"{number}.{fraction}" if fraction else number
