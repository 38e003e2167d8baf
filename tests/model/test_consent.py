from datetime import date, timedelta
from itertools import product
from typing import get_args

import pytest

from vises_site.model.consent import (
    NOTICE_DAYS,
    Consent,
    find_refusal,
    find_state,
    list_allowed,
)
from vises_site.model.vocabulary import Channel, Element

SIGNED, WITHDRAWN, EXPIRES = date(2024, 1, 10), date(2024, 6, 1), date(2024, 12, 31)


def make_consent(**changes: object) -> Consent:
    fields = {
        "référence": "DOS-1",
        "signé-le": SIGNED,
        "canaux": ["site"],
        "éléments": ["texte"],
        **changes,
    }
    return Consent.model_validate(fields)


def test_nothing_appears_without_consent() -> None:
    for channel, element in product(get_args(Channel), get_args(Element)):
        assert find_refusal(None, channel, element, SIGNED) == "missing"


@pytest.mark.parametrize("channel", get_args(Channel))
@pytest.mark.parametrize("element", get_args(Element))
def test_only_the_named_channel_and_element_are_allowed(channel: Channel, element: Element) -> None:
    for named_channel, named_element in product(get_args(Channel), get_args(Element)):
        consent = make_consent(canaux=[named_channel], éléments=[named_element])
        is_allowed = find_refusal(consent, channel, element, SIGNED) is None
        assert is_allowed == (channel == named_channel and element == named_element)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (SIGNED - timedelta(1), "unsigned"),
        (SIGNED, None),
        (WITHDRAWN - timedelta(1), None),
        (WITHDRAWN, "withdrawn"),
        (EXPIRES + timedelta(1), "withdrawn"),
    ],
)
def test_a_withdrawal_counts_from_its_day(day: date, expected: str | None) -> None:
    consent = make_consent(**{"retiré-le": WITHDRAWN, "expire-le": EXPIRES})
    assert find_refusal(consent, "site", "texte", day) == expected


def test_the_last_day_is_still_allowed() -> None:
    consent = make_consent(**{"expire-le": EXPIRES})
    assert find_refusal(consent, "site", "texte", EXPIRES) is None
    assert find_refusal(consent, "site", "texte", EXPIRES + timedelta(1)) == "expired"


DAY = date(2024, 6, 1)
BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)


@pytest.mark.parametrize("channel", get_args(Channel))
@pytest.mark.parametrize("element", get_args(Element))
def test_the_rule_in_all_its_cases(channel: Channel, element: Element) -> None:
    """Against the rule said the other way round: when something may appear."""
    others = tuple(c for c in get_args(Channel) if c != channel)
    missing = tuple(e for e in get_args(Element) if e != element)
    cases = product(
        ((channel,), (channel, *others), others, ()),
        ((element,), (element, *missing), missing, ()),
        (BEFORE, DAY, AFTER),
        (None, BEFORE, DAY, AFTER),
        (None, BEFORE, DAY, AFTER),
        (None, 0, 17, 18, 97),
        (False, True),
    )
    count = 0
    for channels, elements, signed, expires, withdrawn, age, represented in cases:
        consent = Consent.model_construct(
            reference="A",
            signed_on=signed,
            channels=channels,
            elements=elements,
            expires_on=expires,
            withdrawn_on=withdrawn,
            approved_text=None,
            represented=represented,
        )
        may_appear = (
            channel in channels
            and element in elements
            and signed <= DAY
            and (expires is None or expires >= DAY)
            and (withdrawn is None or withdrawn > DAY)
            and (age is None or age >= 18 or represented)
        )
        assert (find_refusal(consent, channel, element, DAY, age) is None) == may_appear
        allowed = list_allowed(consent, (channel,), DAY, age)
        assert (element in allowed) == may_appear
        count += 1
    assert count == 7_680


def test_several_channels_allow_what_each_of_them_allows() -> None:
    consent = make_consent(canaux=["site", "brochure"], éléments=["texte", "âge"])
    assert list_allowed(consent, ("site", "brochure"), SIGNED) == {"texte", "âge"}
    assert list_allowed(consent, ("site", "presse"), SIGNED) == frozenset()
    assert list_allowed(None, ("site",), SIGNED) == frozenset()


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "valid"),
        ({"expire-le": DAY + timedelta(NOTICE_DAYS + 1)}, "valid"),
        ({"expire-le": DAY + timedelta(NOTICE_DAYS)}, "expiring"),
        ({"expire-le": DAY}, "expiring"),
        ({"expire-le": BEFORE}, "expired"),
        ({"retiré-le": DAY + timedelta(10)}, "expiring"),
        ({"retiré-le": DAY}, "withdrawn"),
        ({"signé-le": AFTER}, "unsigned"),
    ],
)
def test_the_state_of_a_consent(changes: dict[str, object], state: str) -> None:
    assert find_state(make_consent(**changes), DAY) == state
    assert find_state(None, DAY) == "missing"


def test_a_version_changes_with_anything_of_a_consent() -> None:
    versions = {
        make_consent(**changes).version
        for changes in (
            {},
            {"référence": "DOS-2"},
            {"canaux": ["site", "presse"]},
            {"éléments": ["texte", "âge"]},
            {"expire-le": EXPIRES},
            {"représentant": True},
        )
    }
    assert len(versions) == 6
    assert make_consent().version == make_consent().version
