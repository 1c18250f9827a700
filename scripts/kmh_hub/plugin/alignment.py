"""Columns of tables that are aligned, without the style attributes that the policy forbids.

Python-Markdown writes `style="text-align: right;"`; the classes follow the line of reading, so that
a column stands at its end in Arabic, too (`overrides/assets/base.css`).
"""

import re

_CELL = re.compile(r'<(t[dh]) style="text-align: (left|center|right);">')
_CLASSES = {"left": "at-start", "center": "at-center", "right": "at-end"}


def with_classes(html: str) -> str:
    """Return the HTML of prose with classes where Python-Markdown aligned cells."""
    return _CELL.sub(lambda match: f'<{match[1]} class="{_CLASSES[match[2]]}">', html)
