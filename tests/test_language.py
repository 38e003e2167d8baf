import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.site_messages import find_site_messages
from vises_site import language
from vises_site.interface import SITE_LANGUAGES

PACKAGE = Path(language.__file__).parent


def find_messages() -> Iterator[str | tuple[str, ...]]:
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=keywords)
    for _file, _line, message, _comments, _context in found:
        yield message


def test_every_message_is_translated_into_french() -> None:
    with (language.LOCALE_PATH / "fr" / "LC_MESSAGES" / "vises.po").open("rb") as source:
        catalogue = read_po(source, locale="fr")
    messages = set(find_messages())
    assert len(messages) > 100
    untranslated = [
        m
        for m in messages
        if not catalogue[m if isinstance(m, str) else m[0]].string  # type: ignore[union-attr]
    ]
    assert untranslated == []


@pytest.mark.parametrize("code", SITE_LANGUAGES[1:])
def test_the_interface_is_whole_in_each_language(code: str) -> None:
    with (language.LOCALE_PATH / code / "LC_MESSAGES" / "site.po").open("rb") as source:
        catalogue = read_po(source, locale=code)
    messages = set(find_site_messages())
    assert len(messages) > 100
    ids = [m if isinstance(m, str) else m[0] for m in messages]
    assert [i for i in ids if i not in catalogue or not catalogue[i].string] == []
    assert {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id} == set(ids)


@pytest.mark.parametrize(
    ("code", "domain"), [("fr", "vises"), *((code, "site") for code in SITE_LANGUAGES[1:])]
)
def test_translations_keep_the_placeholders(code: str, domain: str) -> None:
    def placeholders(text: str) -> set[str | None]:
        return {field for _t, field, _s, _c in string.Formatter().parse(text) if field}

    with (language.LOCALE_PATH / code / "LC_MESSAGES" / f"{domain}.po").open("rb") as source:
        for message in read_po(source, locale=code):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for original, translated in zip(ids, strings, strict=True):
                if original:
                    assert placeholders(original) == placeholders(translated), original


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_BE.UTF-8"}, "fr"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], expected: str) -> None:
    assert language.language_of_environment(environment) == expected


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    language.set_language("fr")
    assert language.ngettext("{count} error", "{count} errors", 0) == "{count} erreur"
    language.set_language("en")
    assert language.ngettext("{count} error", "{count} errors", 0) == "{count} errors"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="eo"):
        language.set_language("eo")
