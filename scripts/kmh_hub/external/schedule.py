"""Asks for many addresses: hosts side by side, each host's one after another, with a pause."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kmh_hub.cache import Cache
from kmh_hub.external.outcome import Outcome, State

_SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Manners:
    """How hosts are treated."""

    hosts_at_once: int = 8
    pause: float = 1
    """Seconds between two questions to a host."""
    longest_wait: float = 30
    """So many seconds are waited at most where a host asks to come back later."""
    days: float = 3
    """For so many days an answer is kept; only where something was found or is gone."""


def outcomes(
    urls: Iterable[str],
    ask: Callable[[str], Outcome],
    cache: Cache,
    manners: Manners = Manners(),
) -> dict[str, Outcome]:
    """Return what each address gives.

    Args:
        urls: the addresses.
        ask: asks for one.
        cache: where answers are kept.
        manners: how hosts are treated.

    """
    wanted = sorted(set(urls))
    known = _kept(wanted, cache, manners)
    of_host: dict[str, list[str]] = {}
    for url in wanted:
        if url not in known:
            of_host.setdefault(urlsplit(url).netloc, []).append(url)

    def ask_host(some: list[str]) -> dict[str, Outcome]:
        found = {}
        for number, url in enumerate(some):
            if number:
                time.sleep(manners.pause)
            found[url] = _asked(url, ask, manners)
            cache.put_many({_key(url): _written(found[url])})
        return found

    with ThreadPoolExecutor(manners.hosts_at_once) as pool:
        for found in pool.map(ask_host, of_host.values()):
            known |= found
    return known


def _asked(url: str, ask: Callable[[str], Outcome], manners: Manners) -> Outcome:
    outcome = ask(url)
    if outcome.state is State.BUSY and 0 < outcome.later <= manners.longest_wait:
        time.sleep(outcome.later)
        outcome = ask(url)
    return outcome


def _kept(urls: Iterable[str], cache: Cache, manners: Manners) -> dict[str, Outcome]:
    by_key: Mapping[str, str] = {_key(url): url for url in urls}
    found = {}
    for key, value in cache.get_many(by_key).items():
        try:
            at, state, detail = json.loads(value)
            outcome = Outcome(State(state), str(detail))
            is_new = 0 <= time.time() - at < manners.days * _SECONDS_A_DAY
        except (TypeError, ValueError):
            continue
        if is_new and outcome.state in {State.FOUND, State.MOVED, State.GONE}:
            found[by_key[key]] = outcome
    return found


def _written(outcome: Outcome) -> bytes:
    plain = replace(outcome, later=0)
    return json.dumps([time.time(), plain.state, plain.detail]).encode()


def _key(url: str) -> str:
    return f"external-{url}"
