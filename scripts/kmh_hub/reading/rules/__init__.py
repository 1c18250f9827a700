"""The rules that content must keep: the name of each, what is wrong, what to write instead."""

from kmh_hub.reading.rules.addresses import ADDRESSES
from kmh_hub.reading.rules.content import CONTENT
from kmh_hub.reading.rules.entities import ENTITIES
from kmh_hub.reading.rules.figures import FIGURES
from kmh_hub.reading.rules.files import FILES
from kmh_hub.reading.rules.glossary import GLOSSARY
from kmh_hub.reading.rules.metadata import METADATA
from kmh_hub.reading.rules.rule import Rule, Severity

RULES: dict[str, Rule] = METADATA | ENTITIES | FIGURES | FILES | CONTENT | GLOSSARY | ADDRESSES

__all__ = ["RULES", "Rule", "Severity"]
