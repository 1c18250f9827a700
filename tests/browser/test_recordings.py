"""Recordings as readers use them: playing, captions, chapters, languages, moments, search hits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import copied, wait_until

Open = Callable[..., Page]
FULL = "seminars/2031-05-invented-full/"
ONLINE = "seminars/2029-04-invented-online/"
PHONE, DESKTOP = 390, 1280
PREFIXES = {"fr": "", "en": "en/", "ar": "ar/"}


def position(player: Locator) -> float:
    return float(player.evaluate("media => media.currentTime"))


def play(player: Locator) -> None:
    player.evaluate("media => media.play()")
    player.evaluate(
        "async (media) => { const start = media.currentTime;"
        " while (media.currentTime < start + 0.3) await new Promise(requestAnimationFrame); }"
    )


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("tag", PREFIXES)
def test_plays_the_language_of_the_page_with_its_captions(
    open_page: Open, invented: str, tag: str, width: int
) -> None:
    page = open_page(f"{PREFIXES[tag]}{FULL}recordings/", width, site=invented)
    visible = page.locator(".recording:not([hidden])")
    expect(visible).to_have_count(1)
    expect(visible).to_have_id(f"recording-{tag}")
    player = visible.locator("video")
    play(player)
    tracks = player.evaluate(
        "media => [...media.textTracks].filter(one => one.mode === 'showing')"
        ".map(one => [one.language, one.cues.length])"
    )
    assert tracks == [[tag, 8]]
    duration = player.evaluate("media => media.duration")
    assert duration == pytest.approx(24, abs=0.1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_recording_is_loaded_before_it_is_played(open_page: Open, invented: str) -> None:
    page = open_page(f"{FULL}recordings/", site=invented)
    page.wait_for_load_state("networkidle")
    script = "performance.getEntriesByType('resource').map((one) => one.name)"
    media = (".webm", ".mp4", ".opus", ".mp3")
    assert not [url for url in page.evaluate(script) if url.endswith(media)]


def test_a_chapter_and_a_paragraph_lead_to_their_moments(open_page: Open, invented: str) -> None:
    page = open_page(f"{FULL}recordings/", site=invented)
    player = page.locator("#recording-fr video")
    page.locator("#recording-fr .chapters a[data-start]").nth(1).click()
    wait_until(page, "document.querySelector('#recording-fr video').currentTime > 12.2")
    expect(page.locator("#recording-fr .said [aria-current]")).to_contain_text("toutes")
    page.locator("[id='t=18'] a.clock").click()
    expect(page).to_have_url(f"{invented}{FULL}recordings/#t=18")
    assert position(player) >= 18.6
    wait_until(page, "document.querySelector('#recording-fr video').currentTime > 21.4")
    expect(page.locator("#recording-fr .said [aria-current]")).to_contain_text("l’an prochain")


def test_the_transcript_can_be_read_and_followed_by_keyboard(
    open_page: Open, invented: str
) -> None:
    page = open_page(f"ar/{FULL}recordings/", PHONE, site=invented)
    page.locator("#recording-ar .said").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#recording-ar .said a.clock").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert position(page.locator("#recording-ar video")) >= 3.1
    said = page.locator("#recording-ar .said p").nth(1)
    assert said.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_the_position_is_kept_when_the_recording_changes(open_page: Open, invented: str) -> None:
    page = open_page(f"{FULL}recordings/#t=9", site=invented)
    play(page.locator("#recording-fr video"))
    page.locator(".choice a[href='#recording-ar']").click()
    expect(page.locator("#recording-fr")).to_be_hidden()
    arabic = page.locator("#recording-ar video")
    expect(page.locator("#recording-ar .said p[dir=rtl]").first).to_be_visible()
    play(arabic)
    assert position(arabic) == pytest.approx(10, abs=2)
    assert page.locator("#recording-fr video").evaluate("media => media.paused")


def test_the_position_is_kept_when_the_language_of_the_page_changes(
    open_page: Open, invented: str
) -> None:
    page = open_page(f"{FULL}recordings/#t=15", site=invented)
    page.locator(".languages a[lang=ar]").click()
    expect(page).to_have_url(f"{invented}ar/{FULL}recordings/#recording-ar&t=15")
    assert position(page.locator("#recording-ar video")) == pytest.approx(15.5, abs=0.6)


@pytest.mark.parametrize(
    ("hash_", "id_", "seconds"),
    [
        ("#t=15", "recording-fr", 15.5),
        ("#t=0:16", "recording-fr", 16),
        ("#t=npt:16,20", "recording-fr", 16),
        ("#recording-ar&t=12", "recording-ar", 12),
        ("#recording-en", "recording-en", 0),
        ("#t=nonsense", "recording-fr", 0),
    ],
)
def test_a_link_opens_a_recording_at_a_moment(
    open_page: Open, invented: str, hash_: str, id_: str, seconds: float
) -> None:
    page = open_page(f"{FULL}recordings/{hash_}", site=invented)
    expect(page.locator(f"#{id_}")).to_be_visible()
    assert position(page.locator(f"#{id_} video")) == pytest.approx(seconds, abs=0.01)


def test_the_link_to_a_moment_is_copied(open_page: Open, invented: str) -> None:
    page = open_page(f"en/{FULL}recordings/#t=18", site=invented)
    page.locator("#recording-en [data-copy-moment]").click()
    expect(page.locator("#recording-en .player [role=status]")).to_have_text("Link copied")
    text = copied(page)
    assert text == f"{invented}en/{FULL}recordings/#t=18"


def test_another_quality_goes_on_at_the_same_moment(open_page: Open, invented: str) -> None:
    page = open_page(f"{FULL}recordings/#t=9", site=invented)
    page.locator("#recording-fr [data-quality]").select_option(index=3)
    player = page.locator("#recording-fr video")
    play(player)
    assert player.evaluate("media => media.currentSrc").endswith("recording.fr.opus")
    assert position(player) > 9


@pytest.mark.parametrize(
    ("prefix", "word"), [("", "palétuvier"), ("en/", "mangrove"), ("ar/", "المانغروف")]
)
def test_a_search_hit_opens_the_recording_at_the_moment(
    open_page: Open, invented: str, prefix: str, word: str
) -> None:
    page = open_page(prefix, PHONE, site=invented)
    page.get_by_role("searchbox").click()
    page.keyboard.insert_text(word)
    moment = page.locator("#results .moments a").first
    expect(moment).to_contain_text("0:00:15")
    expect(moment.locator("mark")).to_contain_text(word)
    moment.click()
    page.wait_for_url(f"**/{prefix}{FULL}recordings/#t=15")
    expect(page.locator(".said [aria-current]")).to_contain_text(word)
    player = page.locator(".recording:not([hidden]) video")
    assert position(player) == pytest.approx(15.5, abs=0.01)


@pytest.mark.parametrize(
    ("tag", "embed"),
    [
        ("fr", "https://www.youtube-nocookie.com/embed/Invented_00?rel=0&start=754"),
        ("en", "https://player.vimeo.com/video/000000000?dnt=1"),
        ("ar", "https://tube.example/videos/embed/InventedVideo?p2p=0"),
    ],
)
def test_a_provider_learns_of_those_only_who_play(
    open_page: Open, invented: str, tag: str, embed: str
) -> None:
    page = open_page(PREFIXES[tag], site=invented, asks=embed)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{invented}{PREFIXES[tag]}{ONLINE}recordings/" + "#t=754" * (tag == "fr"))
    page.wait_for_load_state("networkidle")
    assert asked
    assert not [url for url in asked if not url.startswith(invented)]
    section = page.locator(f"#recording-{tag}")
    with page.expect_request(embed):
        section.locator("[data-load]").click()
    expect(section.locator("iframe")).to_be_focused()
    expect(section.locator("iframe")).to_have_attribute("src", embed)


def test_zoom_opens_elsewhere_only(open_page: Open, invented: str) -> None:
    page = open_page(f"{ONLINE}recordings/#recording-es", site=invented)
    section = page.locator("#recording-es")
    expect(section.locator("[data-load]")).to_have_count(0)
    link = section.locator("a[rel~=external]")
    expect(link).to_have_attribute("href", "https://invented.zoom.us/rec/share/invented")
    expect(link).to_have_attribute("rel", "external noreferrer")


@pytest.mark.parametrize("tag", PREFIXES)
def test_without_scripts_players_and_transcripts_are_there(
    open_page: Open, invented: str, tag: str
) -> None:
    page = open_page(f"{PREFIXES[tag]}{FULL}recordings/", PHONE, site=invented, scripts=False)
    expect(page.locator(".recording video[controls]")).to_have_count(3)
    for section in page.locator(".recording:has(.said)").all():
        expect(section.locator(".said p").last).to_be_visible()
    for tool in page.locator(".recording button, .recording select").all():
        expect(tool).to_be_hidden()
    page.goto(f"{invented}{PREFIXES[tag]}{FULL}recordings/#t=15")
    expect(page.locator("[id='t=15']")).to_be_in_viewport()


@pytest.mark.parametrize("tag", PREFIXES)
def test_a_reference_is_copied(open_page: Open, invented: str, tag: str) -> None:
    page = open_page(f"{PREFIXES[tag]}{FULL}", PHONE, site=invented)
    page.locator(".citation [data-copy]").click()
    expect(page.locator(".citation [role=status]")).not_to_be_empty()
    text = copied(page)
    assert text == page.locator(".reference").inner_text()


@pytest.mark.parametrize("hash_", ["#t=12", "#recording-ar&t=12", "#t=11"])
@pytest.mark.parametrize("height", [720, 844])
def test_the_player_is_on_the_screen_at_the_moment(
    open_page: Open, invented: str, hash_: str, height: int
) -> None:
    page = open_page("", PHONE if height == 844 else DESKTOP, site=invented)
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": PHONE if height == 844 else DESKTOP, "height": height})
    page.goto(f"{invented}{FULL}recordings/{hash_}")
    page.wait_for_timeout(300)
    box = page.locator(".recording:not([hidden]) video").bounding_box()
    assert box
    assert 0 <= box["y"] <= height / 2


@pytest.mark.parametrize("hash_", ["#%", "#%E0%A4", "#t=%zz", "#recording-xx&t=5"])
def test_a_broken_hash_opens_the_first_recording(
    open_page: Open, invented: str, hash_: str
) -> None:
    page = open_page(f"{FULL}recordings/{hash_}", site=invented)
    expect(page.locator(".recording:not([hidden])")).to_have_id("recording-fr")
    assert position(page.locator("#recording-fr video")) == 0
