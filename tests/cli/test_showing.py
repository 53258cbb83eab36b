"""What an operator reads of one checkout: show, timeline, explain (R7, R31, R62, R70, R90, R91)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.checkout import Checkout
from domain.payment import PaymentStatus, ProviderDispute, ProviderRefund, Succeeded, Unheard
from domain.settling import settle
from tests.cli.conftest import Desk
from tests.support import checkouts
from tests.support.checkouts import NOON, a_payment_for

A_NAME = "0123456789abcdef0123456789abcdef"
"""As long as the names that are given to checkouts."""


def after(
    checkout: Checkout,
    status: PaymentStatus | None = None,
    *,
    refunds: tuple[ProviderRefund, ...] = (),
    disputes: tuple[ProviderDispute, ...] = (),
) -> Checkout:
    """Give a checkout that has heard more of its payment."""
    told = a_payment_for(checkout, status or Succeeded(14_990, NOON))
    news = replace(told, refunds=refunds, disputes=disputes)
    return settle(checkout, news, at=NOON + timedelta(minutes=3), by="webhook")


def a_refunded_checkout(name: str = "velvet-armchair") -> Checkout:
    """One refund that failed, and one that was made in the dashboard."""
    bounced = ProviderRefund("re_bounced", 3_000, "failed", NOON, failure="insufficient_funds")
    by_hand = ProviderRefund("re_by_hand", 1_000, "succeeded", NOON)
    return after(checkouts.a_paid_checkout(name), refunds=(bounced, by_hand))


def a_disputed_checkout(name: str = "velvet-armchair") -> Checkout:
    dispute = ProviderDispute("du_1", 14_990, "needs_response", NOON)
    return after(checkouts.a_paid_checkout(name), disputes=(dispute,))


def a_won_checkout(name: str = "velvet-armchair") -> Checkout:
    return after(a_disputed_checkout(name), disputes=(ProviderDispute("du_1", 14_990, "won", NOON),))


Life = Callable[..., Checkout]

LIVES: list[Life] = [*checkouts.EVERY_STATE, a_refunded_checkout, a_disputed_checkout, a_won_checkout]


@pytest.mark.parametrize("life", LIVES)
@pytest.mark.parametrize("verb", ["show", "timeline", "explain"])
def test_every_checkout_can_be_read_in_80_columns(desk: Desk, verb: str, life: Life) -> None:
    """Whatever became of it, there is text, and no line is wider than a terminal."""
    result = desk.type(verb, desk.keep(life(A_NAME)))

    assert result.exit_code == 0
    assert result.stdout.strip()
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "None" not in result.stdout


@pytest.mark.parametrize(
    ("life", "facts"),
    [
        (checkouts.a_new_checkout, ["payment      not made yet", "lapses       2026-11-25 12:00:00 UTC"]),
        (
            checkouts.a_checkout_at_alma,
            [
                "send them to  https://alma.example/velvet-armchair",
                "1, with Alma, since 2026-11-24 12:00:00 UTC, until 2026-11-24 13:00:00 UTC",
            ],
        ),
        (
            checkouts.a_declined_checkout,
            [
                "declined at 2026-11-24 12:02:00 UTC: Alma declined. Ask the customer to choose another way to pay.",
                "its code      payment_intent_payment_attempt_failed",
            ],
        ),
        (checkouts.an_authorized_checkout, ["capture before  2026-12-01 12:00:00 UTC"]),
        (checkouts.a_paid_checkout, ["captured     149.90 EUR", "refundable   149.90 EUR"]),
        (
            checkouts.a_canceled_checkout,
            ["canceled     requested by customer, by shop at 2026-11-24 12:01:00 UTC"],
        ),
        (
            checkouts.a_checkout_in_review,
            ["amount differs: expected 149.90 EUR, found 148.90 EUR, since 2026-11-24 12:02:00 UTC"],
        ),
        (
            a_refunded_checkout,
            [
                "re_bounced  30.00 EUR  failed     2026-11-24 12:00",
                "re_bounced failed (insufficient funds): pay the customer another way.",
                "re_by_hand was made in the provider's dashboard.",
                "refunded     10.00 EUR",
            ],
        ),
        (a_disputed_checkout, ["evidence until 2026-12-08 12:00:00 UTC", "shipment     hold what is not sent yet"]),
        (a_won_checkout, ["won, 149.90 EUR, since 2026-11-24 12:00:00 UTC, closed 2026-11-24 12:03:00 UTC"]),
    ],
)
def test_show_tells_what_matters_in_each_life(desk: Desk, life: Life, facts: list[str]) -> None:
    """Failures, reviews, disputes and refunds are said in words, with amounts and times."""
    shown = desk.type("show", desk.keep(life())).stdout

    in_one_line = " ".join(shown.split())
    for fact in facts:
        assert " ".join(fact.split()) in in_one_line


def test_show_as_json_is_the_checkout_of_http(desk: Desk) -> None:
    """Amounts in minor units, times by RFC 3339."""
    shown = desk.read("show", desk.keep(checkouts.a_paid_checkout()))

    assert (shown["amount"], shown["currency"], shown["status"]) == (14990, "EUR", "paid")
    assert shown["created_at"] == "2026-11-24T12:00:00Z"


def test_lines_are_shown_in_a_table(desk: Desk) -> None:
    """Quantity, unit amount, name."""
    shown = desk.type("show", desk.opened("--line", "Chaise=2x74.95"))

    assert shown.stdout.splitlines()[-2:] == ["quantity       each  line", "       2  74.95 EUR  Chaise"]


def test_the_timeline_says_when_what_by_whom_and_with_what(desk: Desk) -> None:
    """Details are words, amounts have their currency."""
    checkout_id = desk.decided("refuse")
    desk.type("change", checkout_id, "--amount", "159.90")
    told = " ".join(desk.type("timeline", checkout_id).stdout.split())

    assert "2026-11-24 12:00:00 UTC opened by marie: order 1001, 149.90 EUR" in told
    assert "redirected by marie: attempt 1, with Alma" in told
    assert "attempt failed by marie: attempt 1, declined, code payment_intent_payment_attempt_failed" in told
    assert "amount changed by marie: from 149.90 EUR to 159.90 EUR" in told


@pytest.mark.parametrize(
    ("life", "told"),
    [
        (
            checkouts.a_checkout_in_review,
            "in review by webhook: amount differs, expected 149.90 EUR, found 148.90 EUR",
        ),
        (
            lambda: after(checkouts.an_open_checkout(), Unheard("requires_a_stamp")),
            "unknown status by webhook: status open, provider status requires a stamp",
        ),
        (a_refunded_checkout, "refund failed by webhook: refund re_bounced, 30.00 EUR, insufficient funds"),
        (a_disputed_checkout, "dispute opened by webhook: dispute du_1, 149.90 EUR"),
    ],
)
def test_the_timeline_says_rare_things_too(desk: Desk, life: Life, told: str) -> None:
    """Reviews, refunds, disputes, and what nobody told us of."""
    timeline = desk.type("timeline", desk.keep(life())).stdout

    assert told in " ".join(timeline.split())


def test_the_timeline_as_json_is_the_one_of_http(desk: Desk) -> None:
    """Items, oldest first."""
    items = desk.read("timeline", desk.opened())["items"]

    assert items[0] == {
        "at": "2026-11-24T12:00:00Z",
        "event": "opened",
        "by": "marie",
        "detail": {"order": "1001", "amount": 14990, "currency": "EUR"},
    }


def test_explain_ends_with_the_commands_to_type(desk: Desk) -> None:
    """Each can be copied as it is."""
    checkout_id = desk.opened()
    explained = desk.type("explain", checkout_id).stdout

    assert explained.startswith("The customer has not chosen a way to pay yet.\n\nwaiting for  The customer")
    assert explained.endswith(
        "You can:\n"
        f"  alma-checkout pay {checkout_id}\n"
        f"  alma-checkout change {checkout_id} --amount AMOUNT\n"
        f"  alma-checkout cancel {checkout_id}\n"
        f"  alma-checkout settle {checkout_id}\n"
    )


def test_explain_of_a_canceled_checkout_gives_the_command_for_a_new_one(desk: Desk) -> None:
    """The order is named in it, quoted as a shell needs it."""
    opening = checkouts.an_opening(order="lobby chairs")
    explained = desk.type("explain", desk.keep(checkouts.a_canceled_checkout(opening=opening))).stdout

    assert explained.endswith(
        "  alma-checkout open --order 'lobby chairs' --amount 149.90 --currency EUR \\\n    --country FR\n"
    )


def test_explain_as_json_is_the_one_of_http(desk: Desk) -> None:
    """The verbs stay verbs there."""
    explained = desk.read("explain", desk.opened())

    assert explained.keys() == {"summary", "waiting_for", "next", "operator_can"}
    assert explained["operator_can"] == ["pay", "change", "cancel", "settle"]


def test_the_next_checkout_is_opened_like_the_canceled_one(desk: Desk) -> None:
    """R91: the command to type asks for the same, so that money that was to be reserved is not taken."""
    said = (
        "--methods",
        "alma",
        "--capture",
        "manual",
        "--locale",
        "fr",
        "--return-url",
        "https://shop.example/t?a=1&b",
    )
    canceled = desk.opened(*said, "--line", "Chaise verte=2x74.95")
    desk.type("cancel", canceled)
    told = desk.type("explain", canceled).stdout

    for words in (
        "--order 1001 --amount 149.90 --currency EUR --country FR",
        "--methods alma --capture manual",
        "--return-url 'https://shop.example/t?a=1&b'",
        "--locale fr",
        "--line 'Chaise verte=2x74.95'",
    ):
        assert words in told
