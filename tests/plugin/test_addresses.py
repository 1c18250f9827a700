"""What is no address ends no build: its words stay."""

import pytest
from markdown import Markdown

from kmh_hub.plugin.addresses import OnlyAddresses


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("[words](https://[a)", "<p><span>words</span></p>"),
        ("[*words*](https://[a)", "<p><span><em>words</em></span></p>"),
        ("![words](https://[a)", "<p><span>words</span></p>"),
        ("[words][a]\n\n[a]: //[b", "<p><span>words</span></p>"),
        ("[words](a/)", '<p><a href="a/">words</a></p>'),
        ("![words](a.png)", '<p><img alt="words" src="a.png" /></p>'),
    ],
)
def test_what_is_no_address_is_taken_out(written: str, html: str) -> None:
    assert Markdown(extensions=[OnlyAddresses()]).convert(written) == html
