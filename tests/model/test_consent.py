from datetime import date, timedelta
from itertools import product
from typing import get_args

import pytest

from vises_site.model.consent import Consent, find_refusal
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
