"""Whether all addresses that were published are still answered, and how."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kmh_hub.addresses.ledger import Ledger
from kmh_hub.addresses.routes import CircleError, Routes
from kmh_hub.model.redirects import page_and_anchor
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.yaml_document import Document, Keys, parse


@dataclass(frozen=True)
class Audit:
    """The addresses of a site beside those that were published.

    Args:
        ledger: what was published.
        routes: where addresses lead that have moved or are gone.
        has: whether the site has an address, below its own.
        redirects_file: the file of the redirects, for the places of faults.

    """

    ledger: Ledger
    routes: Routes
    has: Callable[[str], bool]
    redirects_file: Path

    @cached_property
    def answers(self) -> Mapping[str, str | None]:
        """Where each address leads, in the end, that the site no longer has; None if it is gone.

        Only what is answered is among them: for the rest there are `faults`.
        """
        ends = {}
        for address in sorted({*self.ledger.addresses, *self.routes.written}):
            if self.has(address):
                continue
            try:
                end = self.routes.end(address)
            except CircleError:
                continue
            if end != address and self._is_there(end):
                ends[address] = end
        return ends

    @cached_property
    def faults(self) -> list[Fault]:
        """What is wrong, by file and line."""
        faults = [*self.ledger.faults, *self._of_routes(), *self._of_ledger()]
        return sorted(faults, key=lambda fault: (fault.path, fault.place, fault.rule))

    def _is_there(self, end: str | None) -> bool:
        return end is None or "://" in end or self.has(end)

    def _of_routes(self) -> Iterator[Fault]:
        """Return a fault a line at most: what holds for all languages is told once."""
        told = set()
        for address, written in self.routes.written.items():
            if written not in told and (found := self._of_route(address)):
                told.add(written)
                rule, values = found
                yield self._fault(rule, written, values)

    def _of_route(self, address: str) -> tuple[str, dict[str, str]] | None:
        if self.has(address):
            return "moved-in-use", {}
        try:
            end = self.routes.end(address)
        except CircleError as circle:
            return "moved-to-itself", {"steps": str(circle)}
        return None if self._is_there(end) else ("moved-to-nothing", {"target": f"/{end}"})

    def _fault(self, rule: str, written: str, values: Mapping[str, str]) -> Fault:
        document, path = self._document, self.redirects_file
        key: Keys = ("moved", written)
        if key not in document.keys:
            key = ("gone", self.routes.redirects.gone.index(written))
        return Fault(rule, path, document.place(key, key=True), {"value": written, **values})

    @cached_property
    def _document(self) -> Document:
        return parse(self.redirects_file)[0]

    def _of_ledger(self) -> Iterator[Fault]:
        lines = self.ledger.addresses
        dropped = {each for each in lines if not self.has(each) and each not in self.answers}
        # What is wrong with a line of the redirects is told there.
        dropped -= set(self.routes.written)
        counts: dict[str, int] = {}
        for address in sorted(dropped):
            top = next(each for each in _holders(address) if each in dropped)
            counts[top] = counts.get(top, 0) + 1
        of_line: dict[str, list[str]] = {}
        for top in counts:
            of_line.setdefault(lines[top], []).append(top)
        every = len(self.ledger.tags)
        for line, tops in of_line.items():
            is_whole = line.startswith("/") or len(tops) == every
            for value, some in [(line, tops)] if is_whole else [(f"/{top}", [top]) for top in tops]:
                count = sum(counts[top] for top in some)
                place = self.ledger.place(line)
                yield Fault(
                    "address-dropped", self.ledger.path, place, {"value": value, "count": count}
                )


def _holders(address: str) -> Iterable[str]:
    """Return the folders that hold an address, the widest first, then its page, then itself."""
    page, anchor = page_and_anchor(address)
    steps = page.rstrip("/").split("/")
    yield from ("/".join(steps[:count]) + "/" for count in range(1, len(steps)))
    yield page
    if anchor:
        yield address
