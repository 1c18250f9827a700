"""Vega-Lite in a process of its own.

Its engine does not survive a fork: a process that has drawn and forks leaves one that waits for
ever. Started only where there is a figure, it takes two seconds; a picture takes ten milliseconds.
"""

import multiprocessing
import os
from functools import cache
from multiprocessing.connection import Connection


def drawn(specification: str) -> str:
    """Return the SVG of a Vega-Lite specification, which is JSON.

    Raises:
        ValueError: where Vega-Lite does not understand it.

    """
    process = _process(os.getpid())
    process.send(specification)
    svg = process.recv()
    if isinstance(svg, Exception):
        raise svg
    return str(svg)


@cache
def _process(_of: int) -> Connection:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    # A daemon ends with the process that asks it.
    context.Process(target=_draw_for, args=(theirs,), daemon=True).start()
    theirs.close()
    return ours


def _draw_for(other: Connection) -> None:
    import vl_convert  # noqa: PLC0415 - only the process that draws may load it

    while True:
        try:
            specification = other.recv()
        except EOFError:
            return
        try:
            other.send(vl_convert.vegalite_to_svg(specification))
        except ValueError as error:
            other.send(error)
