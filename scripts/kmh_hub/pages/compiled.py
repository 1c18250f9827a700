"""Templates' code: compiling one takes longer than many pages."""

import os
import shutil
import sys
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from kmh_hub.program import program_digest

_NAME = "templates-"


class Compiled(BytecodeCache):
    """What templates were compiled to, for environments that differ by words only.

    It is kept where Python keeps this module's own bytecode, and trusted like that; a program that
    was changed makes it anew, since Jinja asks after a template's text only.
    """

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code to Jinja, where it is known."""
        if bucket.key not in self._code and self._folder:
            with suppress(OSError):
                self._code[bucket.key] = (self._folder / bucket.key).read_bytes()
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        code = self._code[bucket.key] = bucket.bytecode_to_string()
        if self._folder:
            with suppress(OSError):
                if not self._folder.is_dir():
                    self._folder.mkdir(parents=True, exist_ok=True)
                    self._delete_others(self._folder)
                unfinished = self._folder / f"{bucket.key}.{os.getpid()}"
                unfinished.write_bytes(code)
                unfinished.replace(self._folder / bucket.key)

    @cached_property
    def _folder(self) -> Path | None:
        if sys.dont_write_bytecode:
            return None
        return Path(cache_from_source(__file__)).with_name(f"{_NAME}{program_digest()}")

    def _delete_others(self, folder: Path) -> None:
        """Delete what programs of other versions kept."""
        for other in folder.parent.glob(f"{_NAME}*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
