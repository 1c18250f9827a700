"""How links name a moment of a recording."""

import re

MOMENT = re.compile(r"(?:(?P<recording>recording-[\w-]+)&)?t=\d+")
"""A moment of a recording, in seconds: `t=754`, `recording-ar&t=754`."""
