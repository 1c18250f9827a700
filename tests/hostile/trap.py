"""Pages opened in a browser that tells of scripts, of requests to others, and of what it found."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Request, Route

HOST = "https://hub.example/"
_TRAP = """
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch'])
  window[name] = (...given) => { trapped(`${name}(${given})`) }
"""
_OUTLAWS = """([elements, attributes]) =>
[...document.querySelectorAll('section *')].flatMap(each => [
  ...(elements.includes(each.namespaceURI.split('/').pop() + ' ' + each.localName)
    ? [] : [each.outerHTML]),
  ...[...each.attributes].map(({ name }) => name).filter(name => !attributes.includes(name)),
  ...(each.getAttribute('href') && !/^(https|mailto|webcal):/.test(each.protocol ?? 'https:')
    ? [each.href] : []),
])"""
_STEPS = """
for (const each of document.querySelectorAll('section *'))
  for (const name of ['click', 'mouseover', 'focus', 'toggle', 'error', 'load', 'wheel'])
    each.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }))
"""


@dataclass
class Caught:
    """What happened that must not."""

    scripts: list[str] = field(default_factory=list)
    """What was called."""
    requests: list[str] = field(default_factory=list)
    """What was asked of others."""
    outlaws: list[str] = field(default_factory=list)
    """Elements, attributes and addresses that are not on the lists."""

    def __bool__(self) -> bool:
        return bool(self.scripts or self.requests or self.outlaws)


def caught(
    browser: Browser, pieces: Iterable[str], elements: Iterable[str], attributes: Iterable[str]
) -> Caught:
    """Open many pieces of HTML in one page, without a policy that would stop scripts.

    Args:
        browser: the browser.
        pieces: what is tried.
        elements: the elements that there may be: `xhtml p`, `svg path`.
        attributes: the attributes that these may have.

    """
    result = Caught()
    html = "".join(f"<section>{piece}</section>\n" for piece in pieces)
    document = f"<!doctype html><meta charset=utf-8><script>{_TRAP}</script><body>{html}"

    def answer(route: Route, request: Request) -> None:
        if request.url == HOST:
            route.fulfill(body=document, content_type="text/html; charset=utf-8")
            return
        if not request.url.startswith(HOST):
            result.requests.append(request.url)
        route.abort()

    context = browser.new_context(service_workers="block")
    try:
        page = context.new_page()
        page.expose_function("trapped", lambda call: result.scripts.append(call))  # noqa: PLW0108
        page.on("dialog", lambda dialog: (result.scripts.append(dialog.type), dialog.dismiss()))
        page.on("pageerror", lambda error: result.scripts.append(str(error)))
        page.route("**/*", answer)
        page.goto(HOST, wait_until="load")
        result.outlaws += page.evaluate(_OUTLAWS, [sorted(elements), sorted(attributes)])
        page.evaluate("document.addEventListener('click', event => event.preventDefault(), true)")
        page.evaluate(_STEPS)
        page.wait_for_timeout(200)  # what a script left for later
        assert page.url == HOST
    finally:
        context.close()
    return result
