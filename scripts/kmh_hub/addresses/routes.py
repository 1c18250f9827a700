"""Where addresses lead that a site no longer has, after all steps."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from kmh_hub.addresses.prefixes import Prefixes, expanded
from kmh_hub.model.redirects import HOME, Redirects, page_and_anchor


class CircleError(ValueError):
    """Addresses lead back to themselves.

    Attributes:
        steps: the addresses, from the first one on.

    """

    def __init__(self, steps: list[str]) -> None:
        super().__init__(" → ".join(steps))
        self.steps = steps


@dataclass(frozen=True)
class Routes:
    """The redirects of a site, in each language."""

    redirects: Redirects
    prefixes: Prefixes

    @cached_property
    def written(self) -> Mapping[str, str]:
        """How editors wrote each address, below the site's, that they say something of."""
        said = [*self.redirects.moved, *self.redirects.gone]
        said.sort(key=lambda old: old.startswith("/"))  # what holds for one language comes last
        return {
            address: old
            for old in said
            for address in expanded(old.removeprefix(HOME), self.prefixes)
        }

    @cached_property
    def _steps(self) -> Mapping[str, str | None]:
        moved = self.redirects.moved
        return {
            address: self._target(address, moved[old]) if old in moved else None
            for address, old in self.written.items()
        }

    def end(self, address: str) -> str | None:
        """Return where an address leads in the end.

        Args:
            address: an address below the site's.

        Returns:
            An address below the site's or an absolute one elsewhere; the address itself where
            nothing is said of it; None where it is gone.

        Raises:
            CircleError: where it leads back to itself.

        """
        steps, used = [address], set[str]()
        while "://" not in steps[-1]:
            rule = self._rule(steps[-1])
            if rule is None:
                break
            after = self._after(steps[-1], rule)
            if after is None:
                return None
            steps.append(after)
            # A folder that leads into itself gives ever longer addresses.
            if rule in used or after == steps[-2]:
                raise CircleError(steps)
            used.add(rule)
        return steps[-1]

    def parts_of(self, page: str) -> dict[str, str | None]:
        """Return where ids lead that a page has no longer, by id; those in a circle are left out.

        Args:
            page: its address below the site's.

        """
        found = {}
        for address in self._with_anchors.get(page, ()):
            with suppress(CircleError):
                found[page_and_anchor(address)[1]] = self.end(address)
        return found

    @cached_property
    def _with_anchors(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for address in self.written:
            page, anchor = page_and_anchor(address)
            if anchor:
                found.setdefault(page, []).append(address)
        return found

    def _rule(self, address: str) -> str | None:
        """Return the address that says where one leads next: itself, its page, or a folder."""
        page, _ = page_and_anchor(address)
        said = (each for each in (address, *_with_folders(page)) if each in self._steps)
        return next(said, None)

    def _after(self, address: str, rule: str) -> str | None:
        target = self._steps[rule]
        if rule == address or target is None or "://" in target or "#" in target:
            return target
        page, anchor = page_and_anchor(address)
        rest = page.removeprefix(rule)
        below = target + rest if target.endswith("/") or not target else target
        return f"{below}#{anchor}" if anchor else below

    def _target(self, address: str, new: str) -> str:
        """Return where an address leads next, in its own language if none is named."""
        if "://" in new or new.startswith("/"):
            return new.removeprefix("/")
        prefix = max(filter(address.startswith, self.prefixes.values()), key=len)
        return prefix + new.removeprefix(HOME)


def _with_folders(page: str) -> Iterator[str]:
    """Return a page's address and those of the folders that hold it, the nearest first."""
    yield page
    steps = page.rstrip("/").split("/")
    for count in range(len(steps) - 1, 0, -1):
        yield "/".join(steps[:count]) + "/"
