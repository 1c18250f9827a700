"""The script of MkDocs' server runs in a page, and no other does."""

from kmh_hub.hosting.content_security import page_policy, source_hash
from kmh_hub.hosting.elsewhere import Elsewhere
from kmh_hub.plugin.live_reload import allowed

PAGE = f"""<meta http-equiv="Content-Security-Policy" content="{page_policy("x", Elsewhere())}">
<script type="application/ld+json">{{}}</script><p>script-src 'self'</p>"""


def test_a_script_of_the_server_is_allowed_by_its_hash() -> None:
    script = "livereload(1, 2);"
    page = allowed(f"{PAGE}<script>{script}</script></body>".encode()).decode()
    assert page.count(source_hash(script)) == 1
    assert f"script-src 'self' {source_hash(script)} 'wasm-unsafe-eval'" in page
    assert "<p>script-src 'self'</p>" in page


def test_a_page_without_one_stays_as_it_is() -> None:
    assert allowed(PAGE.encode()) == PAGE.encode()
