"""`_redirects`, as hosts read it."""

from kmh_hub.hosting.redirects import redirects_file

PREFIXES = {"fr": "", "en": "en/"}


def lines(answers: dict[str, str | None], site_url: str = "https://hub.example/kmh/") -> list[str]:
    export = redirects_file(answers, site_url, PREFIXES)
    assert export.path == "_redirects"
    text = export.content.decode("ascii")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_each_address_is_forced_for_one_host_and_plain_for_the_other() -> None:
    assert lines({"en/old/": "en/new/#part"}) == [
        "/kmh/en/old/ /kmh/en/new/#part 301!",
        "/kmh/en/old/ /kmh/en/new/#part 301",
    ]


def test_an_address_elsewhere_stays_as_it_is() -> None:
    assert lines({"old.pdf": "https://example.com/é?a=b%20c"}, "https://hub.example/")[1:] == [
        "/old.pdf https://example.com/%C3%A9?a=b%20c 301"
    ]


def test_what_is_gone_is_said_to_be_gone() -> None:
    assert lines({"en/x/": None, "en/x/slides.pdf": None, "x.pdf": None}) == [
        "/kmh/en/x/ /kmh/en/x/index.html 410!",
        "/kmh/en/x/slides.pdf /kmh/en/404.html 410!",
        "/kmh/x.pdf /kmh/404.html 410!",
    ]


def test_no_host_is_told_of_parts_of_pages() -> None:
    assert lines({"a/#old": "a/#new"}) == []


def test_no_address_can_be_two() -> None:
    assert lines({"نص/": "b/"})[1] == "/kmh/%D9%86%D8%B5/ /kmh/b/ 301"
