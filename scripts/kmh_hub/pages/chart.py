"""Bars of a figure as SVG for a page, drawn by Vega-Lite."""

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kmh_hub.pages import vega

_WIDTH = 360
"""That of a phone's column, in pixels, so that letters have there the size of the text."""
_LETTERS = 40
"""So many of the text's letters, at least, fit into the width."""
_LINE, _BAR, _GAP = 22, 14, 18
"""The heights of a line of text, of a bar, and of what is left below it, in pixels."""
_BASELINE = 6
"""How far a line's letters stand above its end."""

_TAG = re.compile("<[^>]+>")
_FOREIGN = re.compile(
    r' (?:class|role|aria-[a-z]+|version|xmlns(?::\w+)?|font-family|stroke-miterlimit)="[^"]*"'
)
"""What pages do not need: they have a class, a role and a face of their own."""
_FRAME = re.compile(r'<path [^>]*class="(?:background|foreground)"[^>]*/>')
_DECIMALS = re.compile(r"-?\d+\.\d+")
_ROOT = re.compile("<svg ")
_PAGES_ROOT = Markup(
    '<svg class="bars" role="img" data-pagefind-ignore="" aria-label="{}" direction="{}" '
)


@dataclass(frozen=True)
class Bar:
    """One value."""

    label: str
    """What stands above it at the start."""
    value: str
    """What stands above it at the end."""
    length: float
    """Its length: 1 is the whole width."""
    track: float
    """The length of what it is a part of; 0 where that is not known."""


_drawings: dict[str, str] = {}
"""What this process has drawn or was given, by specification."""
_shown: dict[str, str] = {}
"""Those that were asked for since `kept` began."""


@contextmanager
def kept(before: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Draw nothing anew that was drawn before: Vega takes half a second to start.

    Args:
        before: what this gave before, from the same program.

    Returns:
        The drawings that are shown meanwhile, by their specifications.

    """
    _drawings.update(before)
    _shown.clear()
    yield _shown


def chart(bars: Sequence[Bar], direction: str, description: str) -> Markup:
    """Return bars as an SVG element; colours are the page's roles, letters the page's face.

    Args:
        bars: from top to bottom.
        direction: `ltr` or `rtl`, in which the bars grow.
        description: what stands for the picture where it is not seen.

    """
    svg = _drawn(json.dumps(_specification(bars, direction)))
    root = _PAGES_ROOT.format(description, direction)
    return Markup(_ROOT.sub(lambda _: root, svg, count=1))  # noqa: S704 - Vega escapes texts


def _specification(bars: Sequence[Bar], direction: str) -> dict[str, Any]:
    """Return the chart in Vega-Lite's language.

    SVG's `text-anchor` follows the direction of the text, which Vega knows nothing of: “left” is
    the start, “right” the end. So nothing is measured, and the size is fixed.
    """
    rows = list(_rows(bars))
    width = {"axis": None, "type": "quantitative"}
    across = width | {"scale": {"domain": [0, 1], "reverse": direction == "rtl"}}
    down = {"type": "quantitative", "scale": None, "axis": None}
    start, end = {"datum": 0, **across}, {"datum": 1, **across}
    text = {"type": "text", "baseline": "alphabetic", "fontSize": 16, "lineHeight": _LINE}
    text |= {"fill": "var(--ink)"}
    bar = {"type": "bar", "height": _BAR, "fill": "var(--link)"}
    track = bar | {"fill": "var(--tint)", "stroke": "var(--edge)", "strokeWidth": 1}

    def layer(mark: dict[str, Any], at: str, **encoding: Any) -> dict[str, Any]:
        return {"mark": mark, "encoding": {"y": {"field": at, **down}, **encoding}}

    return {
        "width": _WIDTH,
        "height": rows[-1]["bar"] + _BAR // 2 + 1,
        "padding": 0,
        "autosize": "none",
        "background": None,
        "config": {"view": {"stroke": None}},
        "data": {"values": rows},
        "layer": [
            layer(track, "bar", x={"field": "track", **across}, x2={"datum": 0}),
            layer(bar, "bar", x={"field": "length", **across}, x2={"datum": 0}),
            layer(text | {"align": "left"}, "text", x=start, text={"field": "label"}),
            layer(
                text | {"align": "right", "fontWeight": 600},
                "text",
                x=end,
                text={"field": "value"},
            ),
        ],
    }


def _rows(bars: Sequence[Bar]) -> Iterator[dict[str, Any]]:
    """Return the bars with where they stand; long labels are broken."""
    top = 0
    for bar in bars:
        # Marks that isolate a number, as translators write them, take no room.
        taken = sum(unicodedata.category(char) != "Cf" for char in bar.value)
        label = textwrap.wrap(bar.label, max(_LETTERS - taken, _LETTERS // 3))
        below = top + len(label) * _LINE
        yield {
            "label": label,
            "value": bar.value,
            "length": bar.length,
            "track": bar.track,
            "text": top + _LINE - _BASELINE,
            "bar": below + _BAR // 2 + 1,
        }
        top = below + _BAR + _GAP


def _drawn(specification: str) -> str:
    if specification not in _drawings:
        svg = _FRAME.sub("", vega.drawn(specification))
        svg = _TAG.sub(lambda tag: _DECIMALS.sub(_rounded, _FOREIGN.sub("", tag[0])), svg)
        _drawings[specification] = svg
    _shown[specification] = _drawings[specification]
    return _shown[specification]


def _rounded(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 1):g}"
