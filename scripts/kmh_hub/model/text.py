"""Text in several languages."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)

from kmh_hub.model.base import Line
from kmh_hub.model.codes import LanguageTag
from kmh_hub.model.rejection import rejection

UNDETERMINED = "und"
"""BCP 47's tag for text whose language is not known or does not matter."""


def _tag(value: str, check: ValidatorFunctionWrapHandler) -> str:
    return value if value == UNDETERMINED else str(check(value))


_TextTag = Annotated[LanguageTag, WrapValidator(_tag)]


class Text(RootModel[Annotated[dict[_TextTag, Line], Field(min_length=1)]]):
    """The same plain text in one or more languages, by language tag."""

    model_config = ConfigDict(frozen=True, strict=True)

    @model_validator(mode="after")
    def _is_in_languages_of_the_site(self, info: ValidationInfo) -> Self:
        _refuse_other_languages(self.root, info)
        return self

    def best(self, preferred: Sequence[str]) -> tuple[str, str]:
        """Return (language, text) in the first preferred language that there is, else in any."""
        for language in preferred:
            if language in self.root:
                return language, self.root[language]
        return next(iter(self.root.items()))


class Phrases(RootModel[dict[LanguageTag, Annotated[tuple[Line, ...], Field(min_length=1)]]]):
    """Lists of words in one or more languages, by language tag."""

    model_config = ConfigDict(frozen=True, strict=True)

    @model_validator(mode="after")
    def _are_in_languages_of_the_site(self, info: ValidationInfo) -> Self:
        _refuse_other_languages(self.root, info)
        return self


def _refuse_other_languages(given: Iterable[str], info: ValidationInfo) -> None:
    languages = (info.context or {}).get("languages")
    for language in given:
        if languages and language not in (*languages, UNDETERMINED):
            raise rejection("not-a-site-language", at=(language,), languages=languages)


def _name(value: Any) -> Any:
    return {UNDETERMINED: value} if isinstance(value, str) else value


Name = Annotated[
    Text,
    BeforeValidator(_name),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"$comment": "Text"}]}),
]
"""A person's name: plain text, or a mapping where it is written otherwise in another script."""
