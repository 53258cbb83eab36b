"""Whatever is legal fits a terminal of 80 columns: the longest names, in scripts whose letters take two columns."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from wcwidth import wcswidth

from domain import refunding
from domain.checkout import Capture, Checkout
from domain.money import LARGEST, Money
from domain.opening import Opening, with_payment
from domain.order import Line, Order
from domain.payment import (
    AwaitingAction,
    AwaitingMethod,
    Capturable,
    Method,
    PaymentError,
    PaymentStatus,
    ProviderDispute,
    ProviderRefund,
    Succeeded,
    Unheard,
    Voided,
)
from domain.refunds import Refund
from domain.settling import settle
from tests.cli.conftest import Desk
from tests.support.checkouts import A_DAY, A_MINUTE, NOON, a_payment_for

ROOT = Path(__file__).parents[2]
ID = f"co_{'W' * 22}"
NAMES = {
    "letters": "W" * 200,
    "words": "Fauteuil de velours vert, " * 7 + "deux fois",
    "wide": "天鵞絨の肘掛け椅子" * 22,
    "accents": "e\u0301" * 100,
}
CODE = "payment_intent_redirect_confirmation_without_return_url"
METHOD = Method("pm_velvet", "afterpay_clearpay", NOON)
MESSAGE = "The payment method that was provided has been declined by its issuer for a reason that is not known. " * 3
PAID = Succeeded(LARGEST, NOON, Method("pm_velvet", "alma", NOON), 4, "alma_payment_" + "9" * 24)


def opened(name: str, capture: Capture = Capture.AUTOMATIC) -> Checkout:
    """Open a checkout in which everything is as long as it may be."""
    order = Order(name, Money(LARGEST, "EUR"), "FR", (Line(name, 1, LARGEST), Line(name, 9_999, 0)))
    opening = Opening(order=order, capture=capture, return_url=f"https://shop.example/{'w' * 2_000}")
    new = opening.checkout(ID, alma_excluded=False, open_for=A_DAY, at=NOON, by=name)
    return with_payment(new, a_payment_for(new), "sandbox", at=NOON, by=name)


def heard(before: Checkout, status: PaymentStatus, name: str, **facts: Any) -> Checkout:
    """Have the provider say something, of which somebody with a long name hears."""
    news = replace(a_payment_for(before, status), **facts)
    return settle(before, news, at=NOON + A_MINUTE, by=name)


def lives(name: str) -> Iterator[Checkout]:
    """Live every kind of life that is told in its own way."""
    new = opened(name)
    at_alma = heard(new, AwaitingAction(METHOD, f"https://alma.example/{'w' * 200}"), name)
    paid = heard(at_alma, PAID, name)
    asked = Refund(id=f"re_{'W' * 22}", amount=LARGEST - 2, status="pending", created_at=NOON, by=name)
    fought = ProviderDispute(f"du_{'9' * 24}", 1, "needs_response", NOON, NOON + A_DAY)
    by_hand = ProviderRefund(f"pyr_{'9' * 24}", 1, "failed", NOON, failure=CODE)
    yield new
    yield at_alma
    yield heard(new, Unheard("requires_" + "w" * 60), name)
    yield heard(at_alma, AwaitingMethod(PaymentError(CODE, CODE, MESSAGE, METHOD)), name)
    yield heard(heard(opened(name, Capture.MANUAL), Capturable(LARGEST, METHOD), name), Unheard("w" * 100), name)
    yield heard(refunding.requested(paid, asked), PAID, name, refunds=(by_hand,), disputes=(fought,))
    yield heard(new, Voided("w" * 40), name)
    yield heard(at_alma, PAID, name, checkout="co_" + "w" * 490, currency="USD")


def too_wide(result: Result) -> list[str]:
    """Give the lines that a terminal would break; an address has to stay whole, so that it can be copied."""
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = result.stdout.splitlines()
    assert lines
    return [line for line in lines if wcswidth(line) > 80 and "://" not in line]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("verb", ["show", "timeline", "explain"])
def test_whatever_became_of_a_checkout_fits(desk: Desk, verb: str, name: str) -> None:
    """Names, messages, codes and ids are broken where nothing else helps."""
    for number, checkout in enumerate(lives(name)):
        kept = desk.keep(replace(checkout, id=f"{ID[:-1]}{number}"))

        assert too_wide(desk.type(verb, kept)) == []


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_list_fits(desk: Desk, name: str) -> None:
    """The order gives way; its whole name is in `show`."""
    for number, checkout in enumerate(lives(name)):
        desk.keep(replace(checkout, id=f"{ID[:-1]}{number}"))
    listed = desk.type("list")

    assert too_wide(listed) == []
    assert len(listed.stdout.splitlines()) == 9


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_what_needs_a_person_fits(desk: Desk, name: str) -> None:
    """With the commands to type, and with what was done about it."""
    for number, checkout in enumerate(lives(name)):
        desk.keep(replace(checkout, id=f"{ID[:-1]}{number}"))
    tasks = [item["task"] for item in desk.read("due")["items"] if "done" in item["operator_can"]]

    assert too_wide(desk.type("due")) == []
    assert tasks
    assert too_wide(desk.type("done", tasks[0], "--as", name, "--note", name)) == []


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize(
    "words",
    [
        ("open", "--order", "NAME", "--amount", "999999.99", "--currency", "EUR", "--country", "FR"),
        ("settle", ID, "--as", "NAME"),
        ("change", ID, "--amount", "999999.98", "--line", "Chaise=1x999999.98"),
        ("cancel", ID),
        ("sweep",),
        ("reconcile", "--as", "NAME"),
    ],
)
def test_the_answer_of_a_deed_fits(desk: Desk, words: tuple[str, ...], name: str) -> None:
    """In few words, and they may be long."""
    desk.type("open", "--order", name, "--amount", "999999.99", "--currency", "EUR", "--country", "FR", "--key", "1")
    there = desk.read("list")["items"][0]["id"]
    typed = [name if word == "NAME" else there if word == ID else word for word in words]
    desk.clock.advance(A_DAY + A_MINUTE)

    assert too_wide(desk.type(*typed)) == []


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_refund_fits(desk: Desk, name: str) -> None:
    """As large as one may be."""
    paid = desk.decided("approve", "--order", name, "--amount", "5000.00")

    assert too_wide(desk.type("refund", paid, "--as", name)) == []
    assert too_wide(desk.type("show", paid)) == []


@pytest.mark.parametrize("amount", ["50.00", "5000.00", "999999.99"])
@pytest.mark.parametrize("country", ["FR", "CH"])
def test_a_verdict_fits(desk: Desk, amount: str, country: str) -> None:
    """With every plan side by side, or every obstacle."""
    assert too_wide(desk.type("eligibility", amount, "EUR", "--country", country)) == []


def test_what_is_to_be_decided_fits(desk: Desk) -> None:
    """However long the provider's metadata are."""
    *_, in_review = lives(NAMES["wide"])
    told = desk.type("review", desk.keep(in_review)).stderr

    assert "differs" in told
    assert max(map(wcswidth, told.splitlines())) <= 80


def test_the_help_of_make_fits() -> None:
    """One line for each target."""
    environment = {"PATH": os.environ["PATH"]}
    told = subprocess.run(["make", "help"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)

    assert "make setup" in told.stdout
    assert max(map(len, told.stdout.splitlines())) <= 80


@pytest.mark.parametrize("words", [["--help"], ["sandbox", "--help"], ["database", "--help"]])
def test_the_help_of_groups_fits(desk: Desk, words: list[str]) -> None:
    """That of each command is held where its example is."""
    assert too_wide(desk.type(*words)) == []
