"""The rules that content must keep: the name of each, what is wrong, what to write instead."""

from kmh_hub.reading.rules.content import CONTENT
from kmh_hub.reading.rules.figures import FIGURES
from kmh_hub.reading.rules.files import FILES
from kmh_hub.reading.rules.metadata import METADATA
from kmh_hub.reading.rules.rule import Rule, Severity

RULES: dict[str, Rule] = METADATA | FIGURES | FILES | CONTENT

__all__ = ["RULES", "Rule", "Severity"]
