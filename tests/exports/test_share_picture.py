"""The pictures of link previews, compared with what Chromium draws of the same words."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, features

from kmh_hub.exports.picture import typeface
from kmh_hub.exports.picture.block import text_block
from kmh_hub.exports.picture.breaks import balanced, first_words, pieces
from kmh_hub.exports.picture.share import SIZE, picture_words, rank_and_date, share_picture
from kmh_hub.exports.picture.text import typeset
from kmh_hub.localisation.direction import isolated
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.series import Entry, Series
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS

GROUND, WHITE, BAND = (0x12, 0x39, 0x5B), (255, 255, 255), (0xFF, 0xBF, 0x47)
MARGIN, BAND_TOP = 72, 618
FONTS = ROOT / "scripts/kmh_hub/exports/picture/fonts"
NAMES = {"fr": "Séminaires du KMH", "en": "KMH seminars", "ar": "ندوات مركز إدارة المعارف"}

ARABIC = (
    "ندوة مع ACME Labs",
    "COMPASS: النتائج (2031)",
    "ACME Labs (2031) ندوة",
    "ندوة 1–2 مايو 2031",
    "مُحَمَّدٌ لا لله",
)
"""Titles that stand in one line of 80 pixels."""
LONG = {
    "fr": "Rencontre interrégionale sur la réintégration durable des personnes migrantes de retour,"
    " la santé mentale, le soutien psychosocial, les partenariats locaux et la préparation aux"
    " crises à venir, avec des enseignements",
    "ar": "حلقة العمل الأقاليمية بشأن إعادة الإدماج المستدامة للمهاجرين العائدين والصحة النفسية"
    " والدعم النفسي والاجتماعي والشراكات المحلية والاستعداد للأزمات المقبلة وتبادل الدروس"
    " المستفادة بين المناطق والبلدان في السنوات القادمة",
}


@pytest.fixture(scope="module")
def invented() -> Series:
    return read_content(FIXTURES / "docs", TAGS).series


@pytest.fixture(scope="module")
def real() -> Series:
    return read_content(ROOT / "docs", TAGS).series


def picture(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as image:
        return image.convert("RGB")


def title_picture(title: str, languages: Languages, tag: str) -> bytes:
    return share_picture(title, "", "", site_name="", language=languages[tag])


def ink(image: Image.Image) -> Image.Image:
    """The strength of the white above the band, from 0 to 255."""
    red = image.crop((0, 0, SIZE[0], BAND_TOP)).getchannel("R")
    return red.point(lambda value: (value - GROUND[0]) * 255 // (255 - GROUND[0]))


def box(content: bytes) -> tuple[int, int, int, int]:
    """Where there is ink: left, top, right, bottom."""
    found = ink(picture(content)).getbbox()
    assert found
    return found


def columns(strength: Image.Image) -> list[float]:
    """How much ink each column of pixels has."""
    rows = strength.tobytes()
    return [sum(rows[x :: strength.width]) / 255 for x in range(strength.width)]


def difference(one: list[float], other: list[float]) -> float:
    """What two profiles do not share, as a part of the second one's ink."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / sum(other)


def test_all_seminars_have_small_pictures_with_nothing_cut(
    real: Series, invented: Series, languages: Languages
) -> None:
    seen = set()
    for series in (real, invented):
        for entry in series.entries:
            for tag in TAGS:
                words = picture_words(entry.seminar, series.vocabulary, languages[tag])
                content = share_picture(*words, site_name=NAMES[tag], language=languages[tag])
                seen.add(content)
                assert len(content) <= 40_000
                assert content.startswith(b"\x89PNG")
                image = picture(content)
                assert image.size == SIZE == (1200, 630)
                assert image.getpixel((0, 0)) == image.getpixel((1199, BAND_TOP - 1)) == GROUND
                band = image.crop((0, BAND_TOP, *SIZE))
                assert band.getcolors() == [(band.width * 12, BAND)]
                left, top, right, bottom = box(content)
                assert left >= MARGIN - 4 and right <= SIZE[0] - MARGIN + 4
                assert top >= 40 and bottom <= BAND_TOP - 20
                # Text starts where the language starts.
                assert (right if tag == "ar" else SIZE[0] - left) >= SIZE[0] - MARGIN - 8
    # Only what is in one language alone looks the same in the others, but for what is around it.
    assert len(seen) == len(TAGS) * (len(real.entries) + len(invented.entries))


def test_the_same_words_give_the_same_bytes_on_other_machines(languages: Languages) -> None:
    code = (
        "from hashlib import sha256\n"
        "from kmh_hub.localisation.language import languages_of\n"
        "from kmh_hub.exports.picture.share import share_picture\n"
        f"all_ = languages_of({TAGS}, {{}}, {str(ROOT / 'overrides/locales')!r})\n"
        f"for tag, title in {LONG}.items():\n"
        "    content = share_picture(title, 'a', 'b', site_name='c', language=all_[tag])\n"
        "    print(sha256(content).hexdigest())\n"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    other = subprocess.run(
        [sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True
    )
    assert other.stdout.split() == [
        sha256(share_picture(title, "a", "b", site_name="c", language=languages[tag])).hexdigest()
        for tag, title in LONG.items()
    ]


def test_arabic_letters_join(languages: Languages) -> None:
    def width(title: str) -> int:
        left, _, right, _ = box(title_picture(title, languages, "ar"))
        return right - left

    apart = "\u200c"
    assert width("لا") < 0.75 * width(f"ل{apart}ا")
    assert width("ندوة") != width(apart.join("ندوة"))


@pytest.fixture(scope="module")
def chromium_columns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """The profiles of the Arabic titles as Chromium draws them in the pages' markup.

    Not by playwright: the browser tests may have it open in this process.
    """
    folder = tmp_path_factory.mktemp("chromium")
    height = 200
    shown = [*ARABIC, *map("\u200c".join, ARABIC), *(title[::-1] for title in ARABIC)]
    font = (FONTS / "IBMPlexSansArabic-SemiBold.woff2").as_uri()
    lines = "".join(
        f'<p lang="ar" dir="rtl" style="top: {index * height}px">{isolated(title, "rtl")}</p>'
        for index, title in enumerate(shown)
    )
    page, shot = folder / "page.html", folder / "shot.png"
    page.write_text(
        "<!doctype html><meta charset=utf-8>"
        f"<style>@font-face {{ font-family: F; src: url({font}) }}"
        f" body {{ background: #000; color: #fff }} p {{ position: absolute; right: {MARGIN}px;"
        f" margin: 0; font: 80px/{height}px F; white-space: nowrap }}</style>{lines}",
        encoding="utf-8",
    )
    command = [shutil.which("chromium") or "chromium", "--headless", "--no-sandbox"]
    command += ["--disable-gpu", "--disable-lcd-text", "--font-render-hinting=none"]
    command += ["--hide-scrollbars", "--force-device-scale-factor=1", "--disable-quic"]
    command += ["--disable-background-networking", "--virtual-time-budget=5000"]
    command += [f"--user-data-dir={folder / 'profile'}"]
    command += [f"--window-size={SIZE[0]},{height * len(shown)}", f"--screenshot={shot}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=60)
    with Image.open(shot) as image:
        grey = image.convert("L")
    return {
        title: columns(grey.crop((0, index * height, SIZE[0], (index + 1) * height)))
        for index, title in enumerate(shown)
    }


@pytest.mark.parametrize("title", ARABIC)
def test_arabic_is_shaped_and_ordered_as_chromium_does(
    title: str, chromium_columns: dict[str, list[float]], languages: Languages
) -> None:
    drawn = columns(ink(picture(title_picture(title, languages, "ar"))))
    assert difference(drawn, chromium_columns[title]) < 0.1
    # The measure tells letters that are apart, and words in another order.
    assert difference(drawn, chromium_columns["\u200c".join(title)]) > 0.3
    assert difference(drawn, chromium_columns[title[::-1]]) > 0.3


def test_a_text_goes_its_own_way_in_a_picture_in_another_language(languages: Languages) -> None:
    def profile(title: str, tag: str) -> list[float]:
        return columns(ink(picture(title_picture(title, languages, tag))))

    for title in ("Facts (2031), figures", "ندوة (2031)، نتائج"):
        arabic, french = profile(title, "ar"), profile(title, "fr")
        shift = SIZE[0] - MARGIN - max(x for x, each in enumerate(french) if each)
        moved = [0.0] * shift + french[:-shift]
        assert min(difference(moved[n:] + moved[:n], arabic) for n in range(-8, 9)) < 0.02


@pytest.mark.parametrize("tag", LONG)
def test_two_hundred_letters_fit(tag: str, languages: Languages) -> None:
    title = LONG[tag][:200]
    assert len(title) == 200
    content = title_picture(title, languages, tag)
    _, top, _, bottom = box(content)
    assert top > 100 and bottom < 580
    # Nothing is cut: a change of the last letter shows.
    last = {"fr": "x", "ar": "س"}[tag]
    assert content != title_picture(title[:-1] + last, languages, tag)


@pytest.mark.parametrize("tag", LONG)
def test_a_title_keeps_away_from_what_is_around_it(tag: str, languages: Languages) -> None:
    small = LONG[tag][:120]

    def rows(title: str) -> list[bool]:
        content = share_picture(title, small, small, site_name=small[:50], language=languages[tag])
        strength = ink(picture(content))
        return [bool(strength.crop((0, y, SIZE[0], y + 1)).getbbox()) for y in range(BAND_TOP)]

    around = rows("")
    assert any(around[450:])  # The words below the title are there.
    for end in (20, 70, 120, 160, 190, 200):
        title = [y for y, inked in enumerate(rows(LONG[tag][:end])) if inked and not around[y]]
        assert not any(around[title[0] - 15 : title[-1] + 15])


def test_what_is_too_long_ends_with_an_ellipsis(languages: Languages) -> None:
    for tag, title in LONG.items():
        long = f"{title} {title}"
        content = title_picture(long, languages, tag)
        assert content == title_picture(f"{long} {title}", languages, tag)
        left, _, right, _ = box(content)
        assert left >= MARGIN - 4 and right <= SIZE[0] - MARGIN + 4
    organisers = ", ".join(["Organisation inventée"] * 12)
    french = {"site_name": "", "language": languages["fr"]}
    assert share_picture("Titre", "", organisers, **french) == share_picture(
        "Titre", "", "", **french
    )
    assert share_picture("Titre", "", organisers[:90], **french) != share_picture(
        "Titre", "", "", **french
    )


@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ("Bad\x00 \x1b[31mtitle\r\n\t", "Bad [31mtitle"),
        ("\u202eTitle\u202c of \u2066one\u2069 \u2067thing", "Title of one thing"),
        ("🎉 Title 👩‍👩‍👧\ufe0f of\ufe0f 🇲🇦 one", "Title of one"),
        ("Title ኢትዮጵያ 中文", "Title"),
        ("Ti\u00adtle \ud800\udfff\ufffe\U000e0041", "Title"),
        ("Cafe\u0301 ① 𝐀 \uff21", "Café 1 A A"),
        ("e\u0301\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301"),
        ("o\u20e3 ندوة ọ", "o ندوة o"),
        ("\u00a0 \u200b \u200d", ""),
        ("🎉", ""),
    ],
)
def test_hostile_titles_lose_what_cannot_be_drawn(
    hostile: str, plain: str, languages: Languages
) -> None:
    for tag in TAGS:
        assert title_picture(hostile, languages, tag) == title_picture(plain, languages, tag)


@pytest.mark.parametrize(
    "title", ["x" * 5000, "ش" * 5000, "a/" * 400, "\u0301" * 900, "\u200f" * 9]
)
def test_words_without_end_stay_inside(title: str, languages: Languages) -> None:
    for tag in TAGS:
        found = ink(picture(title_picture(title, languages, tag))).getbbox()
        assert not found or (found[0] >= MARGIN - 20 and found[2] <= SIZE[0] - MARGIN + 20)


def test_markup_is_text(languages: Languages) -> None:
    for tag in TAGS:
        shown = title_picture("ندوة <bdi>&amp;</bdi>", languages, tag)
        assert shown != title_picture("ندوة &", languages, tag)


def test_what_stands_above(real: Series, invented: Series, languages: Languages) -> None:
    for tag in TAGS:
        language = languages[tag]

        def above(entry: Entry, language: Language = language) -> str:
            return rank_and_date(entry.seminar, language).replace("\u00a0", " ")

        entry = real.by_slug["2021-03-children-and-families"]
        assert above(entry).endswith(f" · {language.formats.dates(entry.seminar.days)}")
        assert "2" in above(entry).partition(" · ")[0]
        full = invented.by_slug["2031-05-invented-full"]
        assert above(full).endswith(f" · {language.formats.dates(full.seminar.days)}")
        cancelled = invented.by_slug["2032-03-invented-cancelled"]
        dates = language.formats.dates(cancelled.seminar.days)
        assert above(cancelled).split(" · ")[1:2] == [dates]
        assert len(above(cancelled).split(" · ")) == 3
        postponed = invented.by_slug["2032-02-invented-postponed"]
        assert len(above(postponed).split(" · ")) == 2
        assert not any(letter.isdigit() for letter in above(postponed))
    assert rank_and_date(
        real.by_slug["2021-03-children-and-families"].seminar, languages["en"]
    ).endswith("March\u00a02021")


def test_a_machine_without_fribidi_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, languages: Languages
) -> None:
    typeface._font.cache_clear()
    monkeypatch.setattr(features, "check", lambda feature: feature != "raqm")
    with pytest.raises(typeface.NoShapingError, match="libfribidi0"):
        title_picture("no picture has this title yet", languages, "en")


def test_lines_are_balanced_and_end_well() -> None:
    def lines(text: str, width: int) -> tuple[str, ...]:
        words = text.split(" ")
        widths = [len(word) for word in words]
        return balanced(words, widths, 1, width, len(first_words(widths, 1, width)))

    assert lines("one two three four five six", 22) == ("one two three", "four five six")
    assert lines("Return and reintegration of children and families", 32) == (
        "Return and reintegration",
        "of children and families",
    )
    # Evener lines would be possible, but for a short word at an end or a pause within.
    assert lines("aaaaaaaa bbbb of cccccc dddddddd", 24) == ("aaaaaaaa bbbb", "of cccccc dddddddd")
    assert lines("aaaaaaaaa bbb, eeee cccccc dddddddd", 30) == (
        "aaaaaaaaa bbb,",
        "eeee cccccc dddddddd",
    )
    assert lines("one", 2) == ("one",) == lines("one", 3)
    text = "Leçons apprises dans le cadre des actions de l’UE-OIM : création de partenariats"
    for width in range(14, 90):
        found = lines(text, width)
        assert " ".join(found) == text
        assert all(len(line) <= width for line in found)


def test_a_text_becomes_a_little_smaller_to_break_well() -> None:
    title = "Return and reintegration of children and their families"
    text = typeset(title, "en", "ltr", bold=True)
    large = text_block(text, ((80, 2),), 1056, 600)
    assert large.lines == ("Return and reintegration of", "children and their families")
    smaller = text_block(text, ((80, 2), (72, 2)), 1056, 600)
    assert smaller.lines == ("Return and reintegration", "of children and their families")
    assert text_block(text, ((80, 2), (60, 2)), 1056, 600) == large


def test_names_are_kept_whole_while_there_is_room(real: Series, languages: Languages) -> None:
    french, seminar = languages["fr"], real.by_slug["2018-11-sustainable-reintegration"].seminar
    names = [
        str(french.text(real.vocabulary.organisations[key].name)) for key in seminar.organisers
    ]

    def drawn(foot: str) -> bytes:
        title, above = str(french.text(seminar.title)), rank_and_date(seminar, french)
        return share_picture(title, above, foot, site_name="Nom", language=french)

    kept = [name.replace(" ", "\u00a0") for name in names]
    words = picture_words(seminar, real.vocabulary, french)
    own = share_picture(*words, site_name="Nom", language=french)
    assert own == drawn(french.formats.list(kept)) != drawn(french.formats.list(names))
    broad = " ".join(names)
    assert drawn(broad.replace(" ", "\u00a0")) == drawn(broad) != drawn("")


def test_words_are_divided_at_their_joints() -> None:
    def fits(text: str) -> bool:
        return len(text) <= 10

    assert pieces("example.org/path/x", fits) == ["example.", "org/path/x"]
    assert pieces("a" * 25, fits) == ["a" * 10, "a" * 10, "a" * 5]
    assert pieces(f"{'a' * 10}\u0301b", fits) == [f"{'a' * 10}\u0301", "b"]


def test_fonts_are_whole_and_licensed() -> None:
    assert sorted(path.name for path in Path(FONTS).iterdir()) == [
        "IBMPlexSans-Regular.woff2",
        "IBMPlexSans-SemiBold.woff2",
        "IBMPlexSansArabic-Regular.woff2",
        "IBMPlexSansArabic-SemiBold.woff2",
        "OFL.txt",
    ]
    for letter in "ŠšŒœÿŁİığẞ₂€№":
        assert all(typeface.typeface_for("", bold=bold).draws(letter) for bold in (False, True))
    for letter in "لإآئىپگ؟،٪٣ﷺéàçœ–«»’…·":
        assert all(typeface.typeface_for("ل", bold=bold).draws(letter) for bold in (False, True))
    assert not typeface.typeface_for("", bold=True).draws("中")
    assert not typeface.typeface_for("ل", bold=True).draws("\u20e3")
