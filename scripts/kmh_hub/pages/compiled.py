"""Templates' code: compiling one takes longer than many pages."""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from kmh_hub.compiled import compiled, keep_compiled


class Compiled(BytecodeCache):
    """What templates were compiled to, for environments that differ by words only."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code to Jinja, where it is known."""
        if bucket.key not in self._code and (kept := compiled(_name(bucket))):
            self._code[bucket.key] = kept
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        code = self._code[bucket.key] = bucket.bytecode_to_string()
        keep_compiled(_name(bucket), code)


def _name(bucket: Bucket) -> str:
    return f"template-{bucket.key}"
