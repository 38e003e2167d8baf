"""From front-matter nodes to models: every problem at once, each at its place."""

import types
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from vises_site.language import gettext as _
from vises_site.load.frontmatter import Node
from vises_site.load.sources import Source
from vises_site.model.vocabulary import find_nearest, fold

ModelType = TypeVar("ModelType", bound=BaseModel)
Location = tuple[str | int, ...]

_SYNONYMS = {"personne": "voix"}
"""Keys that are accepted for another one."""


def build_model(
    source: Source, model: type[ModelType], node: Node, *, ignore_unknown: bool = False
) -> ModelType | None:
    """Build a model from front matter; None where a problem hinders it.

    Args:
        source: Receives the problems.
        model: The model of the record's kind.
        node: The front matter.
        ignore_unknown: Leave out keys that the model does not know, instead of reporting them.
    """
    before = len(source.problems)
    members = _convert_mapping(source, model, node, (), ignore_unknown)
    try:
        built = model.model_validate(members)
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if not _follows_from_another(detail, details, source):
                _report_invalid(source, detail)
        return None
    return built if len(source.problems) == before else None


def _follows_from_another(detail: Any, details: list[Any], source: Source) -> bool:
    """Tell whether a complaint only repeats another: one cause, one problem."""
    location = tuple(detail["loc"])
    if detail["type"] == "missing":
        return location in source.mistyped
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(location) and tuple(other["loc"][: len(location)]) == location
        for other in details
    )


def _convert_mapping(
    source: Source,
    model: type[BaseModel],
    node: Node,
    location: Location,
    ignore_unknown: bool = False,
) -> dict[str, Any]:
    places = source.places
    places[location] = (node.line, node.column)
    fields, by_fold = _list_fields(model)
    members: dict[str, Any] = {}
    for key, value in node.pairs:
        written = str(key.value)
        folded = fold(written)
        folded = _SYNONYMS.get(folded, folded)
        alias = by_fold.get(folded)
        if alias is None:
            if not ignore_unknown:
                _report_unknown_key(source, key, written, list(fields), location)
        elif alias in members:
            _report_duplicate_key(source, key, written)
        else:
            spot = (*location, alias)
            places[spot] = (key.line, key.column)
            converted = _convert(source, fields[alias], value, spot)
            if converted is not None:
                members[alias] = converted
    return members


def _convert(source: Source, annotation: Any, node: Node, location: Location) -> Any:
    """Turn a node into plain data, guided by the type that is expected there."""
    source.places.setdefault(location, (node.line, node.column))
    if node.value is None:
        return None
    options = _list_options(annotation)
    for option in options:
        if get_origin(option) is tuple:
            item_type = get_args(option)[0]
            items = node.items
            return [
                _convert(source, item_type, item, (*location, index))
                for index, item in enumerate(items)
                if item.value is not None
            ]
    model = next((o for o in options if isinstance(o, type) and issubclass(o, BaseModel)), None)
    if model is not None and node.is_mapping:
        place = source.places[location]
        members = _convert_mapping(source, model, node, location)
        source.places[location] = place
        return members
    if isinstance(node.value, list):
        return _convert_plain(node)
    return node.value


def _convert_plain(node: Node) -> Any:
    if node.is_mapping:
        return {str(key.value): _convert_plain(value) for key, value in node.pairs}
    if isinstance(node.value, list):
        return [_convert_plain(item) for item in node.items]
    return node.value


@cache
def _list_fields(model: type[BaseModel]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the types of a model's keys, and the keys by what is compared of them."""
    fields = {(info.alias or name): info.annotation for name, info in model.model_fields.items()}
    return fields, {fold(alias): alias for alias in fields}


@cache
def _list_options(annotation: Any) -> list[Any]:
    """Return the alternatives of a type, without `Annotated` and `None`."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return [o for arg in get_args(annotation) for o in _list_options(arg)]
    if hasattr(annotation, "__metadata__"):
        return _list_options(get_args(annotation)[0])
    return [] if annotation is type(None) else [annotation]


def _report_unknown_key(
    source: Source, key: Node, written: str, known: list[str], location: Location
) -> None:
    nearest = find_nearest(written, known)
    if nearest:
        source.mistyped.add((*location, nearest))
    source.report(
        "unknown-key",
        _("unknown key « {key} »").format(key=written),
        _("one of: {words}").format(words=", ".join(known)),
        _("write « {nearest} »").format(nearest=nearest)
        if nearest
        else _("remove this key, or correct it"),
        line=key.line,
        column=key.column,
        key=written,
    )


def _report_duplicate_key(source: Source, key: Node, written: str) -> None:
    source.report(
        "duplicate-key",
        _("the key « {key} » stands twice").format(key=written),
        _("each key once"),
        _("keep one of the two lines"),
        line=key.line,
        column=key.column,
        key=written,
    )


def _report_invalid(source: Source, detail: Any) -> None:
    location: Location = tuple(detail["loc"])
    if detail["type"] == "missing" and location in source.places:
        # The key is there, without a value
        detail = {**detail, "type": "string_too_short", "input": ""}
    source.report_at(location, *_explain(detail, location))


def _explain(detail: Any, location: Location) -> tuple[str, str, str, str]:
    """Say in the author's words what pydantic found: code, what, expected, mend."""
    kind, context = detail["type"], detail.get("ctx", {})
    key = next((str(part) for part in reversed(location) if isinstance(part, str)), "")
    value = detail.get("input")
    found = _("« {key} » is « {value} »").format(key=key, value=_abridge(value))
    if value == "":
        found = _("« {key} » is empty").format(key=key)
    correct = _("correct the value")
    if kind == "missing":
        return (
            "missing-key",
            _("the key « {key} » is missing").format(key=key),
            _("« {key}: … » in the front matter").format(key=key),
            _("add the key « {key} »").format(key=key),
        )
    if kind == "vocabulary":
        nearest = context["nearest"]
        if "," in str(value):
            nearest = f"[{value}]"
        mend = (
            _("write « {nearest} »").format(nearest=nearest) if nearest else _("choose one of them")
        )
        return (
            "unknown-word",
            found,
            _("one of: {words}").format(words=", ".join(context["words"])),
            mend,
        )
    explanations = {
        "french-date": ("invalid-date", _("a date such as 2019-05-14 or 14/05/2019"), correct),
        "slug": (
            "invalid-slug",
            _("lower-case letters without accents, digits and hyphens, such as la-passerelle"),
            correct,
        ),
        "relative-path": (
            "unsafe-path",
            _("the name of a file of the project, such as luc.jpg"),
            _("copy the file beside this one and write its name only"),
        ),
        "enterprise-number": (
            "invalid-number",
            _("ten digits of which the last two check the others, such as 0000.000.097"),
            _("copy the number from the Banque-Carrefour des Entreprises"),
        ),
        "email": ("invalid-address", _("an address such as contact@exemple.be"), correct),
        "single-section": (
            "invalid-section",
            _("exactly one of: page, témoignages, évaluation, organismes, contacts"),
            _("begin a new item with « - » for each section"),
        ),
        "string_too_long": (
            "too-long",
            _("at most {count} characters").format(count=context.get("max_length")),
            _("shorten the text"),
        ),
        "string_too_short": ("empty-value", _("a text"), _("write the text, or remove the key")),
        "too_short": ("empty-list", _("at least one item"), _("add an item")),
        "too_long": (
            "too-many",
            _("at most {count} items").format(count=context.get("max_length")),
            _("remove items"),
        ),
        "string_pattern_mismatch": (
            "invalid-address",
            _("an address that begins with https://"),
            correct,
        ),
    }
    if kind in explanations:
        code, expected, mend = explanations[kind]
        return code, found, expected, mend
    expected = {
        "int": _("a whole number"),
        "string": _("a text"),
        "bool": _("oui or non"),
        "model": _("keys and values, indented below this key"),
        "greater": _("a number that is not lower than {count}").format(
            count=f"{context.get('ge', 0):g}"
        ),
        "less": _("a number that is not higher than {count}").format(
            count=f"{context.get('le', 0):g}"
        ),
    }.get(kind.split("_")[0], _("another kind of value"))
    return "wrong-type", found, expected, correct


def _abridge(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "…"
