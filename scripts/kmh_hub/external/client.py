"""Asks for one address as a polite reader would: its head first, never its whole body."""

from email.utils import parsedate_to_datetime
from http import HTTPStatus
from time import time
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import (
    HTTPError,
    LocationValueError,
    NewConnectionError,
    SSLError,
    TimeoutError,
)

from kmh_hub.external.outcome import Outcome, State, of_status

_AGENT = "kmh-hub-links (checks the links of a knowledge base)"
_MOST_STEPS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_HEAD_REFUSED = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 502, 503})
"""What many hosts answer to HEAD, though GET is answered: so it is asked once more."""


class Client:
    """Asks for addresses.

    Args:
        seconds: how long a connection, and then an answer, is waited for.

    """

    def __init__(self, seconds: float = 20) -> None:
        self._pool = urllib3.PoolManager(
            headers={"User-Agent": _AGENT, "Accept": "*/*"},
            timeout=urllib3.Timeout(connect=seconds, read=seconds),
            retries=False,
        )

    def ask(self, url: str) -> Outcome:
        """Return what an address gives."""
        try:
            return self._followed(url)
        except SSLError as error:
            return Outcome(State.INSECURE, _said(error))
        except NewConnectionError as error:  # a kind of TimeoutError, though it is told at once
            return Outcome(State.UNREACHABLE, _said(error))
        except TimeoutError:
            return Outcome(State.SLOW)
        except (HTTPError, LocationValueError, OSError, ValueError) as error:
            return Outcome(State.UNREACHABLE, _said(error))

    def _followed(self, url: str) -> Outcome:
        here, is_for_good = url, True
        for _ in range(_MOST_STEPS):
            status, headers = self._answer(here)
            target = headers.get("Location")
            if status in _REDIRECTS and target:
                is_for_good &= status in _FOR_GOOD
                here = urljoin(here, target)
                continue
            state = of_status(status)
            if state is State.FOUND and here != url and is_for_good:
                return Outcome(State.MOVED, here)
            detail = f"{status} {_phrase(status)}".strip()
            return Outcome(state, detail, _later(headers.get("Retry-After", "")))
        return Outcome(State.CIRCLE)

    def _answer(self, url: str) -> tuple[int, urllib3.HTTPHeaderDict]:
        status, headers = self._asked("HEAD", url)
        return self._asked("GET", url) if status in _HEAD_REFUSED else (status, headers)

    def _asked(self, method: str, url: str) -> tuple[int, urllib3.HTTPHeaderDict]:
        response = self._pool.request(method, url, redirect=False, preload_content=False)
        # A body may never end; that it begins is enough.
        response.close()
        return response.status, response.headers


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _later(written: str) -> float:
    """Return the seconds that Retry-After asks for: a number, or a date."""
    if written.isdecimal():
        return float(written)
    try:
        return max(parsedate_to_datetime(written).timestamp() - time(), 0)
    except ValueError:
        return 0


def _said(error: BaseException) -> str:
    """Return what a library says of an error, in one line without addresses in memory."""
    text = str(error.args[-1] if error.args else error)
    return text.rpartition(">: ")[2].split("\n")[0][:200]
