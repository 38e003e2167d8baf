"""What all records share: strictness, and the ways authors write dates and yes or no."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from vises_site.model.vocabulary import fold

SLUG_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Record(BaseModel):
    """A frozen piece of front matter, whose keys are the fields' French aliases."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def parse_date(value: Any) -> Any:
    """Turn `2019-05-14` or `14/05/2019` into a date.

    Raises:
        PydanticCustomError: Neither form, or no such day (type `french-date`).
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = str(value).strip()
    for pattern, order in (
        (r"(\d{4})-(\d\d?)-(\d\d?)", (1, 2, 3)),
        (r"(\d\d?)/(\d\d?)/(\d{4})", (3, 2, 1)),
    ):
        if match := re.fullmatch(pattern, text):
            try:
                return date(*(int(match[group]) for group in order))
            except ValueError:
                break
    raise PydanticCustomError("french-date", "not a date", {})


def parse_flag(value: Any) -> Any:
    """Turn `oui`, `vrai`, `true`… into a boolean; leave anything else to pydantic."""
    words = {"oui": True, "vrai": True, "true": True, "non": False, "faux": False, "false": False}
    return words.get(fold(value), value) if isinstance(value, str) else value


def parse_slug(value: Any) -> Any:
    """Accept a slug, in lower-case ASCII letters, digits and hyphens.

    Raises:
        PydanticCustomError: Other characters (type `slug`).
    """
    if isinstance(value, str) and SLUG_PATTERN.fullmatch(value.strip()):
        return value.strip()
    raise PydanticCustomError("slug", "not a slug", {})


def parse_relative_path(value: Any) -> Any:
    """Accept a '/'-separated path that stays below the folder it starts from.

    Raises:
        PydanticCustomError: Absolute, climbing or with a scheme (type `relative-path`).
    """
    text = str(value).strip().replace("\\", "/")
    if not text or text.startswith("/") or ":" in text or ".." in text.split("/"):
        raise PydanticCustomError("relative-path", "not a path inside the project", {})
    return text


Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=280)]
FrenchDate = Annotated[date, BeforeValidator(parse_date)]
Flag = Annotated[bool, BeforeValidator(parse_flag)]
Slug = Annotated[str, BeforeValidator(parse_slug)]
RelativePath = Annotated[str, BeforeValidator(parse_relative_path)]
