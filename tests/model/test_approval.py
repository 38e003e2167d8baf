import pytest
from hypothesis import given
from hypothesis import strategies as st

from vises_site.model.approval import (
    MOST_SENTENCES,
    Statement,
    compute_fingerprint,
    find_difference,
    is_approved,
    split_sentences,
    split_words,
)


def fingerprint(text: str) -> str:
    return compute_fingerprint(split_sentences(text, 1))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("« L'air, oui ! »", "\u201cL\u2019air,   oui\u00a0!\u201d"),
        ("Un *grand* cœur.", "Un grand coeur."),
        ("1 234 euros", "1\u202f234 euros"),
        ("la 1<sup>re</sup> fois", "la 1re fois"),
        ("peut-être", "peut\u2011être"),
        ("au\u00adjour\u00add'hui", "aujourd’hui"),
        ("Trois... points", "Trois… points"),
        ("é", "e\u0301"),
        ("Ici, je respire.\nEt toi ?", "Ici, je respire. Et toi\u202f?"),
    ],
)
def test_typography_and_white_space_change_nothing(first: str, second: str) -> None:
    assert split_words(first) == split_words(second)
    assert fingerprint(first).partition(".")[0] == fingerprint(second).partition(".")[0]
    assert is_approved(fingerprint(first), split_sentences(second, 1))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Je dis oui.", "Je dis non."),
        ("Je dis oui.", "Je dis oui, oui."),
        ("Je dis oui.", "Oui, je dis."),
        ("En 2013.", "En 2014."),
        ("12 34", "1 234"),
    ],
)
def test_any_change_of_words_is_seen(first: str, second: str) -> None:
    assert not is_approved(fingerprint(first), split_sentences(second, 1))


@given(
    words=st.lists(st.text("abcé'", min_size=1, max_size=4), min_size=1, max_size=8),
    spaces=st.lists(st.sampled_from([" ", "  ", "\u00a0", "\n", " — "]), min_size=8, max_size=8),
    place=st.integers(0, 7),
)
def test_words_are_all_that_counts(words: list[str], spaces: list[str], place: int) -> None:
    plain = " ".join(words)
    spaced = "".join(f"{word}{space}" for word, space in zip(words, spaces, strict=False))
    assert fingerprint(plain).split(".")[0] == fingerprint(spaced).split(".")[0]
    added = " ".join([*words[:place], "autre", *words[place:]])
    assert not is_approved(fingerprint(plain), split_sentences(added, 1))


def test_a_fingerprint_that_is_too_short_proves_nothing() -> None:
    statements = split_sentences("Oui.", 1)
    assert not is_approved("6f1c", statements)
    assert is_approved(compute_fingerprint(statements)[:16], statements)
    assert is_approved(None, statements)


def test_a_difference_is_shown_at_its_place() -> None:
    approved = fingerprint("Un.\n\nDeux. Trois.\n\nQuatre.")
    found = find_difference(approved, split_sentences("Un.\n\nDeux. Tout autre chose.", 10))
    assert found.changed == (Statement("Tout autre chose.", (), 12),)
    assert (found.lost, found.is_known) == (2, True)


def test_a_fingerprint_of_the_whole_alone_tells_no_place() -> None:
    assert not find_difference("0" * 64, split_sentences("Un.", 1)).is_known
    long = "Un mot. " * (MOST_SENTENCES + 1)
    assert "." not in fingerprint(long)
    assert is_approved(fingerprint(long), split_sentences(long, 1))
