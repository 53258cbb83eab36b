"""A request to open is known by what it means (R16, R21)."""

from dataclasses import replace

import pytest

from domain.checkout import Methods
from domain.errors import InvalidRequest
from domain.opening import Opening, locale_of, with_payment
from domain.payment import Voided
from domain.settling import settle
from domain.states import Canceled
from tests.support.checkouts import A_MINUTE, NOON, a_payment_for, an_open_checkout, an_opening


def test_what_is_not_said_leaves_no_trace() -> None:
    """R21: so that a later version with one more question still knows the key of this request."""
    asked = an_opening()

    assert asked.fingerprint() == "4ed42d8970c1473c997ad7d9a1a7a3b4f76d1bb967c4e36f1a77e834eb15c206"
    assert replace(asked, locale=None, return_url=None).fingerprint() == asked.fingerprint()


def test_what_is_said_is_part_of_the_request() -> None:
    """R21: another language is another request."""
    asked = an_opening()
    others: list[Opening] = [
        replace(asked, locale="fr"),
        replace(asked, return_url="https://shop.example/"),
        replace(asked, methods=Methods.ALMA),
        an_opening(amount=14_991),
    ]

    assert len({asked.fingerprint(), *(other.fingerprint() for other in others)}) == 5


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("fr", "fr"),
        ("FR-be", "fr"),
        ("fr_CA", "fr"),
        ("en-GB", "en"),
        ("de", "en"),
        ("x" * 35, "en"),
        ("", "en"),
    ],
)
def test_customers_are_spoken_to_in_their_language_or_in_english(tag: str, language: str) -> None:
    """However it is written; where none is said, it is left to the browser."""
    assert (locale_of(tag), locale_of(None)) == (language, None)


def test_a_locale_has_at_most_35_characters() -> None:
    """As long as the longest tags there are."""
    with pytest.raises(InvalidRequest) as refused:
        locale_of("x" * 36)

    assert refused.value.data["errors"][0]["field"] == "locale"


def test_a_payment_is_written_down_once() -> None:
    """R20: a second one is nobody's business here."""
    once = an_open_checkout()

    assert with_payment(once, replace(a_payment_for(once), id="pi_other"), "sandbox", at=NOON, by="shop") is once


def test_our_own_withdrawal_is_known_again_though_its_answer_was_lost() -> None:
    """R16: the reason is that Alma is not offered, and the caller's key is free."""
    misses = replace(an_open_checkout(opening=an_opening(methods=Methods.ALMA)), alma_offered=False)
    withdrawn, otherwise = (
        settle(misses, replace(a_payment_for(misses, Voided(why)), offered=frozenset()), at=NOON, by="sweep")
        for why in ("abandoned", "fraudulent")
    )
    look = misses.watched(NOON).look_again_at

    assert isinstance(otherwise.state, Canceled)
    assert look is not None
    assert look < NOON + A_MINUTE
    assert (withdrawn.refused_at_opening, otherwise.state.reason) == (True, "fraudulent")
