"""Which text of a page is found, and where it stands."""

from kmh_hub.search.rules import HIDDEN
from kmh_hub.search.text import blocks_of

PAGE = """
<main data-pagefind-body>
<nav data-pagefind-ignore>Not this</nav>
<h1>Title <bdi>COMPASS</bdi>, too</h1>
<section id="first"><p>One <strong>wo</strong>rd.<br>Next</p>
<ul><li>A</li><li id="b">B</li></ul></section>
<dd><span class="each">Left</span><span class="each">Right</span></dd>
<p><time datetime="2022-11-17">17 November 2022</time>, <time datetime="11:00">11</time></p>
<p>40,3 and 1\u00a0000 of 1\u202f000\u202f000</p>
<p>The <button popovertarget="t">victims</button><i data-pagefind-ignore>Who.</i>’
<button>No</button></p>
<script>no()</script><label>Choose <select><option>none</option></select></label>
</main><footer>Nor this</footer>
"""


def test_blocks_are_those_of_a_browser() -> None:
    blocks = blocks_of(PAGE)
    joined = [(block.tag, block.id, " ".join(block.tokens)) for block in blocks]
    assert joined == [
        ("h1", "", "Title COMPASS, too"),
        ("p", "first", "One word. Next"),
        ("p", "", "A"),
        ("p", "b", "B"),
        ("p", "", "Left Right"),
        ("p", "", f"17 November 2022{HIDDEN}2022-11-17, 11"),
        ("p", "", "40,3 and 1\u2060000 of 1\u2060000\u2060000"),
        ("p", "", "The victims’"),
    ]


def test_a_page_that_is_not_to_be_found_has_none() -> None:
    assert blocks_of("<main><p>Text</p></main>") == ()
