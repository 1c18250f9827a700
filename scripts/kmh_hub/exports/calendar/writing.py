"""Components of calendars as bytes."""

from icalendar import Component

_LONGEST = 74
"""Octets in a line, without its end and the space that it may begin with."""
_ESCAPES = b"\\^"


def written(component: Component) -> bytes:
    """Return a component as lines of RFC 5545, which end with CR LF.

    icalendar breaks lines letter by letter, which takes a third of a calendar's time.
    """
    lines = (broken(line.encode()) for line in component.content_lines() if line)
    return b"".join(b"%b\r\n" % line for line in lines)


def broken(line: bytes) -> bytes:
    """Return a line in parts of at most 75 octets; neither a letter nor an escape is divided."""
    parts = []
    while len(line) > _LONGEST:
        end = _LONGEST
        while line[end] & 0xC0 == 0x80:  # noqa: PLR2004 - the next octet belongs to the same letter
            end -= 1
        if line[end - 1] in _ESCAPES:  # what is escaped stays with what escapes it
            end -= 1
        parts.append(line[:end])
        line = line[end:]
    return b"\r\n ".join([*parts, line])
