"""Changing, capturing, canceling and refunding at the command line (R22, R51, R52, R60)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.states import InReview
from tests.cli.conftest import Desk
from tests.support.checkouts import a_checkout_in_review


def test_the_amount_is_changed_in_the_currency_of_the_checkout(desk: Desk) -> None:
    """Decimal text is all that is typed."""
    checkout_id = desk.opened()
    result = desk.type("change", checkout_id, "--amount", "159.90")

    assert result.stdout.startswith(f"{checkout_id} is open, at 159.90 EUR.\n")
    assert desk.read("show", checkout_id)["amount"] == 15990


def test_a_checkout_with_lines_is_changed_with_new_lines(desk: Desk) -> None:
    """Lines and amount are never apart."""
    checkout_id = desk.opened("--line", "Chaise=2x74.95")
    without = desk.type("change", checkout_id, "--amount", "159.90")
    changed = desk.read("change", checkout_id, "--amount", "159.90", "--line", "Chaise=2x79.95")

    assert without.exit_code == 2
    assert changed["lines"] == [{"name": "Chaise", "quantity": 2, "unit_amount": 7995}]


def test_what_is_reserved_is_captured_in_part(desk: Desk) -> None:
    """The rest is released."""
    checkout_id = desk.decided("approve", "--capture", "manual")
    captured = desk.read("capture", checkout_id, "--amount", "80.00")

    assert (captured["status"], captured["captured"]) == ("paid", 8000)


def test_all_that_is_reserved_is_captured_without_an_amount(desk: Desk) -> None:
    """No amount means all of it."""
    checkout_id = desk.decided("approve", "--capture", "manual")
    result = desk.type("capture", checkout_id)

    assert f"{checkout_id} is paid, at 149.90 EUR." in result.stdout


def test_more_than_what_is_reserved_is_refused(desk: Desk) -> None:
    """The refusal carries the figure."""
    checkout_id = desk.decided("approve", "--capture", "manual")
    problem = desk.read("capture", checkout_id, "--amount", "200")

    assert (problem["code"], problem["authorized"]) == ("amount_exceeds_authorized", 14990)


def test_a_checkout_is_canceled_for_a_reason(desk: Desk) -> None:
    """The reason stays with it."""
    checkout_id = desk.opened()
    result = desk.type("cancel", checkout_id, "--reason", "duplicate")

    assert f"{checkout_id} is canceled" in result.stdout
    assert desk.read("cancel", checkout_id)["cancellation"]["reason"] == "duplicate"


def test_canceling_what_is_paid_is_refused_with_advice(desk: Desk) -> None:
    """The advice is put into a sentence."""
    result = desk.type("cancel", desk.decided("approve"))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "not_allowed_now: Canceling is not possible while the checkout is paid. Refund it instead.\n"
    )


def test_a_refund_tells_itself_and_what_is_left(desk: Desk) -> None:
    """Both amounts are said in the currency of the checkout."""
    checkout_id = desk.decided("approve")
    result = desk.type("refund", checkout_id, "--amount", "30.00", "--reason", "requested_by_customer")
    made = desk.read("show", checkout_id)["refunds"][0]

    assert " ".join(result.stdout.split()) == (
        f"The refund {made['id']} of 30.00 EUR is pending. 119.90 EUR can still be refunded."
    )
    assert made["reason"] == "requested_by_customer"


def test_a_refund_without_an_amount_gives_back_all(desk: Desk) -> None:
    """The document is the refund."""
    refund = desk.read("refund", desk.decided("approve"))

    assert (refund["amount"], refund["status"]) == (14990, "pending")


def test_the_same_key_makes_one_refund(desk: Desk) -> None:
    """Typed twice, the money goes back once."""
    checkout_id = desk.decided("approve")
    first = desk.read("refund", checkout_id, "--amount", "30.00", "--key", "return-1")
    again = desk.read("refund", checkout_id, "--amount", "30.00", "--key", "return-1")
    told = desk.type("refund", checkout_id, "--amount", "30.00", "--key", "return-1")

    assert first["id"] == again["id"]
    assert told.stderr == "This key had made it before.\n"


@pytest.mark.parametrize("amount", ["abc", "30.001", "-30", "0"])
@pytest.mark.parametrize("verb", ["change", "capture", "refund"])
def test_a_bad_amount_is_wrong_usage_whatever_is_to_be_done(desk: Desk, verb: str, amount: str) -> None:
    """Nothing happens, and the exit code is 2."""
    result = desk.type(verb, desk.opened(), f"--amount={amount}")

    assert result.exit_code == 2
    assert result.stderr.startswith("invalid_request: amount: ")


@pytest.mark.parametrize("line", ["Chaise", "Chaise=2", "Chaise=2x", "Chaise=x5", "=2x5", "Chaise=2x1.001"])
def test_a_line_in_another_form_is_wrong_usage(desk: Desk, line: str) -> None:
    """The message shows the form."""
    result = desk.type("change", desk.opened(), "--amount", "10", "--line", line)

    assert result.exit_code == 2
    assert result.stderr.startswith("invalid_request: lines: ")


@pytest.mark.parametrize("options", [(), ("--accept", "--refund")])
def test_deciding_needs_one_decision_and_shows_what_it_is_about(desk: Desk, options: tuple[str, ...]) -> None:
    """R7: nobody accepts by leaving a word out, and both sides are shown to whoever has not decided."""
    checkout_id = desk.keep(a_checkout_in_review())
    undecided = desk.type("review", checkout_id, *options)

    assert (undecided.exit_code, undecided.stdout) == (2, "")
    assert undecided.stderr.splitlines() == [
        "invalid_request: decision: must be --accept or --refund.",
        "",
        "          order               provider",
        "amount    149.90              149.90",
        "received  149.90              148.90              differs",
        "currency  EUR                 EUR",
        "checkout  co_velvet-armchair  co_velvet-armchair",
    ]
    assert desk.read("show", checkout_id)["status"] == "in_review"


def test_the_facts_to_decide_on_are_in_the_problem(desk: Desk) -> None:
    """R7: programs get them as they stand in the checkout."""
    checkout_id = desk.keep(a_checkout_in_review())
    problem = desk.read("review", checkout_id)

    assert (problem["code"], problem["status"]) == ("invalid_request", 400)
    assert problem["review"] == desk.read("show", checkout_id)["review"]


def test_a_review_from_before_all_facts_were_kept_is_shown_without_a_table(desk: Desk) -> None:
    """R7: settling brings them."""
    before = a_checkout_in_review()
    assert isinstance(before.state, InReview)
    checkout_id = desk.keep(replace(before, state=replace(before.state, facts=None)))

    assert desk.type("review", checkout_id).stderr == "invalid_request: decision: must be --accept or --refund.\n"
    assert f"alma-checkout settle {checkout_id}" in desk.type("explain", checkout_id).stdout


@pytest.mark.parametrize("verb", ["show", "explain"])
def test_the_facts_of_a_review_are_shown_side_by_side(desk: Desk, verb: str) -> None:
    """R7: what differs is marked."""
    told = desk.type(verb, desk.keep(a_checkout_in_review())).stdout

    assert "\nreceived  149.90              148.90              differs\n" in told


def test_there_is_nothing_to_decide_about_an_open_checkout(desk: Desk) -> None:
    """R7: only what is in review is reviewed."""
    for options in (["--accept"], []):
        refused = desk.type("review", desk.opened(), *options)

        assert refused.exit_code == 1
        assert refused.stderr.startswith("not_allowed_now:")


def test_the_command_to_decide_is_told(desk: Desk) -> None:
    """R91: with the very words to type."""
    told = desk.type("explain", desk.keep(a_checkout_in_review()))

    assert "alma-checkout review co_velvet-armchair --accept" in told.stdout


def test_old_facts_are_forgotten_and_checkouts_stay(desk: Desk) -> None:
    """R21, R81: keys and events are kept for 30 days at least."""
    desk.opened("--key", "chair")
    desk.clock.advance(timedelta(days=40))
    told = desk.read("database", "prune", "--older-than", "31d")

    assert told == {"hints": 0, "keys": 1, "events": 0}
    assert len(desk.read("list")["items"]) == 1


@pytest.mark.parametrize("age", ["29d", "0d", "-1d", "1y", ""])
def test_nothing_young_is_forgotten(desk: Desk, age: str) -> None:
    """R21: a key that is still good would make a second checkout."""
    refused = desk.type("database", "prune", f"--older-than={age}")

    assert refused.exit_code == 2
    assert "30d" in refused.stderr
