"""The model's fields as fields of the form: https://sveltiacms.app/en/docs/fields."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kmh_hub.localisation.language import Language
from kmh_hub.model.address import FileName, HttpsUrl
from kmh_hub.model.archive import Archive
from kmh_hub.model.codes import (
    CountryCode,
    LanguageTag,
    TimeZone,
    country_codes,
    language_codes,
    time_zones,
)
from kmh_hub.model.dates import Date, Duration, FullDate, TimeOfDay
from kmh_hub.model.description import descriptions_of
from kmh_hub.model.figure import Quantity
from kmh_hub.model.redirects import Redirects
from kmh_hub.model.text import UNDETERMINED, Name, Phrases, Text
from kmh_hub.reading.rules.rule import N_
from kmh_hub.writing.canonical import order_of

Field = dict[str, Any]

SHARED = "shared"
"""The collection of the files that seminars share."""
_REFERENCES = {
    "themes": ("series", "themes", "name"),
    "organisers": ("series", "organisations", "name"),
    "partners": ("series", "organisations", "name"),
    "funders": ("series", "organisations", "name"),
    "affiliation": ("series", "organisations", "name"),
    "person": ("series", "people", "name"),
    "see": ("glossary", "terms", "term"),
    "Term.sources": ("glossary", "sources", ""),
}
"""What a field that is plain text to the model refers to: the file, its key, the shown name."""
_SUMMED_UP = (
    *("key", "id", "date", "start", "kind", "status", "language", "person", "title", "label"),
    *("name", "term", "text", "file", "url", "value"),
)
"""What a closed item of a list shows, if it has it."""
_KEYS = {
    Redirects: N_("The old address, such as seminars/2031-05-old-name/."),
    Archive: N_("The address on the other site, as it is written where it is linked from."),
}
_KEY = N_("What others name it by: lower-case words joined by “-”. Once published, it stays.")
_VALUE = N_("Where it leads now.")
_SAME = N_("Where it is written the same in all languages.")
_SCALARS: Mapping[Any, Field] = {str: {"widget": "string"}, bool: {"widget": "boolean"}}


class Fields:
    """Makes fields in the words of a language.

    Args:
        language: that of the hints.
        names: the languages of texts: their own names by tag.

    """

    def __init__(self, language: Language, names: Mapping[str, str]) -> None:
        self._language = language
        self._names = names
        self._translate = language.translations.gettext

    def of(self, model: type[BaseModel]) -> list[Field]:
        """Return the fields of a model, in the order in which files have them."""
        hints = get_type_hints(model, include_extras=True)
        return [self._field(model, name, hints[name]) for name in order_of(model)]

    def _field(self, model: type[BaseModel], name: str, hint: Any) -> Field:
        info = model.model_fields[name]
        hint = _without_none(hint)
        places = [] if is_mapping(hint) else [f"{model.__name__}.{name}", name]
        reference = next((_REFERENCES[each] for each in places if each in _REFERENCES), None)
        made = self._reference(reference, hint) if reference else self._made(model, hint, info)
        explained = " ".join(self._translate(descriptions_of(model).get(name, "")).split())
        said = {"name": name, "label": name, "hint": explained, "required": info.is_required()}
        if info.is_required() and made.get("widget") == "list":
            said["min"] = 1
        if "pattern" in made:
            made = {**made, "pattern": [made["pattern"], explained]}
        return {**said, **made}

    def _made(self, model: type[BaseModel], hint: Any, info: FieldInfo | None = None) -> Field:
        for known, make in self._makers:
            if hint == known:
                return make()
        if get_origin(hint) is Annotated:
            return self._made(model, get_args(hint)[0], info)
        if get_origin(hint) is tuple:
            return self._list(model, get_args(hint)[0])
        if is_mapping(hint):
            return self._mapping(model, get_args(hint)[1])
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return {"widget": "select", "options": [each.value for each in hint]}
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return {"widget": "object", "fields": self.of(hint), "collapsed": "auto"}
        if hint is int:
            least = [each.ge for each in (info.metadata if info else []) if isinstance(each, Ge)]
            return {"widget": "number", "value_type": "int", **({"min": least[0]} if least else {})}
        return _SCALARS[hint]

    @cached_property
    def _makers(self) -> tuple[tuple[Any, Callable[[], Field]], ...]:
        """What the types of the model are in the form."""
        day = {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        time = {"widget": "datetime", "type": "time", "format": "HH:mm"}
        # A file lies in the folder of the seminar that names it.
        file = {"widget": "file", "media_folder": "", "public_folder": "", "choose_url": False}
        return (
            (Text, self._text),
            (Name, self._name),
            (Phrases, self._phrases),
            (LanguageTag, lambda: self._select(self._languages)),
            (CountryCode, lambda: self._select(self._countries)),
            (TimeZone, lambda: self._select(self._zones)),
            (FullDate, lambda: day),
            (TimeOfDay, lambda: time),
            (Date, lambda: {"widget": "string", "pattern": _pattern(Date)}),
            (Duration, lambda: {"widget": "string", "pattern": _pattern(Duration)}),
            (Quantity, lambda: {"widget": "number", "value_type": "float", "min": 0}),
            (HttpsUrl, lambda: {"widget": "string", "type": "url"}),
            (FileName, lambda: file),
        )

    def _text(self) -> Field:
        return {"widget": "object", "fields": [*self._by_language({"widget": "text"})]}

    def _name(self) -> Field:
        same = {"name": UNDETERMINED, "label": "—", "hint": self._translate(_SAME)}
        made = self._text()
        return {
            **made,
            "fields": [{**same, "widget": "string", "required": False}, *made["fields"]],
        }

    def _phrases(self) -> Field:
        return {"widget": "object", "fields": [*self._by_language({"widget": "list"})]}

    def _by_language(self, kind: Field) -> Iterator[Field]:
        for tag, name in self._names.items():
            yield {"name": tag, "label": name, "required": False, **kind}

    def _list(self, model: type[BaseModel], item: Any) -> Field:
        made = self._made(model, item)
        match made["widget"]:
            case "select":
                return {**made, "multiple": True}
            case "object":
                fields = made["fields"]
                return {"widget": "list", **self._items(fields)}
            case "number":
                return {"widget": "list", "field": {"name": "number", "label": "—", **made}}
        return {"widget": "list"}

    def _mapping(self, model: type[BaseModel], value: Any) -> Field:
        """Return a mapping by keys that editors choose, as a list of items with their key."""
        made = self._made(model, value)
        rest = made.get("fields") or [
            {"name": "value", "label": "value", "hint": self._translate(_VALUE), **made}
        ]
        explained = self._translate(_KEYS.get(model, _KEY))
        key = {"name": "key", "label": "key", "hint": explained, "widget": "string"}
        return {"widget": "list", **self._items([key, *rest])}

    def _items(self, fields: list[Field]) -> Field:
        own = {each["name"]: each for each in fields}
        shown = [
            f"{name}{part}"
            for name in _SUMMED_UP
            if name in own and own[name]["widget"] != "list"
            for part in self._parts(own[name])
        ]
        summary = " ".join(f"{{{{fields.{name}}}}}" for name in shown[:4])
        return {"fields": fields, "summary": summary, "collapsed": True}

    def _parts(self, field: Field) -> list[str]:
        """Return what of a field is shown in one line."""
        inner = [each["name"] for each in field.get("fields", [])]
        return [f".{name}" for name in (UNDETERMINED, self._language.tag) if name in inner] or [""]

    def _reference(self, reference: tuple[str, str, str], hint: Any) -> Field:
        file, key, name = reference
        shown = ".".join(filter(None, (name, self._language.tag)))
        return {
            "widget": "relation",
            "collection": SHARED,
            "file": file,
            "value_field": f"{key}.*.key",
            "display_fields": [f"{key}.*.{shown}", f"{key}.*.key"],
            **({"multiple": True} if get_origin(hint) is tuple else {}),
        }

    def _select(self, options: list[Field] | list[str]) -> Field:
        return {"widget": "select", "options": options}

    @cached_property
    def _languages(self) -> list[Field]:
        tags = sorted(tag for tag in language_codes() if len(tag) == len("fr"))
        return self._named([*self._names], tags, self._language.formats.language)

    @cached_property
    def _countries(self) -> list[Field]:
        return self._named([], sorted(country_codes()), self._language.formats.country)

    def _named(
        self, first: list[str], codes: list[str], name_of: Callable[[str], str]
    ) -> list[Field]:
        """Return codes with their names, those that are usual here before the others."""
        options = [{"label": f"{name_of(code)} ({code})", "value": code} for code in codes]
        options.sort(key=lambda option: self._language.sort_key(option["label"]))
        return sorted(options, key=lambda each: each["value"] not in first)

    @cached_property
    def _zones(self) -> list[str]:
        return sorted(time_zones())


def is_mapping(hint: Any) -> bool:
    """Whether something has keys that editors choose."""
    return get_origin(hint) is dict


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def _pattern(annotated: Any) -> str:
    """Return the pattern of what is written as text."""
    schema = next(each for each in annotated.__metadata__ if hasattr(each, "json_schema"))
    return str(schema.json_schema["pattern"])
