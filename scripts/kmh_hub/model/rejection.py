"""How the model refuses a value: by the name of a rule, whose texts are kept with the reports."""

from typing import Any

from pydantic_core import PydanticCustomError


def rejection(rule: str, *, at: tuple[str | int, ...] = (), **values: Any) -> PydanticCustomError:
    """Return the error that a validator raises.

    Args:
        rule: the rule's name in kebab-case, as `kmh_hub.reading.rules` lists it.
        at: where below the validated value the fault lies, as keys and indexes; empty for itself.
        values: what the rule's texts name in braces.

    """
    return PydanticCustomError("rule", "{rule}", {"rule": rule, "at": at, "values": values})
