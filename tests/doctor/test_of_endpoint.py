"""What the doctor says of the endpoint at Stripe that is to send us events."""

from dataclasses import replace
from typing import Any

import pytest

from domain.subscription import Endpoint, Subscription
from entrypoints.doctor.check import FIX, Check
from entrypoints.doctor.endpoint import of_endpoints

URL = "https://pay.shop.example/webhooks/stripe"
WANTED = Subscription(URL, "endive", frozenset({"paid", "refunded"}))
RIGHT = Endpoint(id="we_1", url=URL, enabled=True, version="endive", events=WANTED.events)


def told(*endpoints: Endpoint, reachable: bool = True) -> list[Check]:
    """Give what is said of some endpoints."""
    return list(of_endpoints(WANTED, endpoints, reachable=reachable))


def test_an_endpoint_that_is_right_is_one_line() -> None:
    """Whatever else the account has."""
    (line,) = told(replace(RIGHT, id="we_2", url="https://other.example/webhooks/stripe"), RIGHT)

    assert (line.name, line.result, line.cure) == ("webhook_endpoint", "ok", None)
    assert "we_1" in line.message


@pytest.mark.parametrize(
    ("wrong", "result", "words"),
    [
        ({"url": f"{URL}/"}, "problem", f"sends events to {URL}/, and not to {URL}"),
        ({"enabled": False}, "problem", "is disabled"),
        ({"version": "acacia"}, "problem", "sends events in version acacia, and we read endive"),
        ({"version": None}, "problem", "sends events in the account's own version, and we read endive"),
        ({"events": frozenset({"paid"})}, "problem", "does not send refunded."),
        ({"events": WANTED.events | {"coupon.created"}}, "warning", "sends more than we read: coupon.created."),
        ({"events": frozenset({"*"})}, "warning", "sends more than we read: every event."),
        ({"claimed": False}, "problem", "Nobody has the secret of endpoint we_1"),
    ],
)
def test_each_thing_that_is_wrong_is_told_and_can_be_fixed(wrong: dict[str, Any], result: str, words: str) -> None:
    """What is missing is a problem, what is superfluous a warning."""
    line = told(replace(RIGHT, **wrong))[0]

    assert (line.result, line.cure) == (result, FIX)
    assert words in line.message


def test_all_that_is_wrong_is_told_at_once() -> None:
    """A line each."""
    wrong = replace(RIGHT, url=f"{URL}/", enabled=False, version=None, events=frozenset({"coupon.created"}))
    lines = told(wrong)

    assert [line.result for line in lines] == ["problem"] * 4 + ["warning"]


def test_no_endpoint_is_a_problem() -> None:
    """It can be made."""
    (line,) = told()

    assert (line.result, line.cure) == ("problem", FIX)
    assert URL in line.message


def test_no_endpoint_for_an_address_of_this_machine_is_a_warning() -> None:
    """Stripe itself would not take one; its own program brings the events."""
    (line,) = told(reachable=False)

    assert (line.result, line.cure) == ("warning", f"stripe listen --forward-to {URL}")


def test_a_second_endpoint_that_sends_to_us_is_a_warning() -> None:
    """Its secret is another; one that is disabled is nobody's trouble."""
    lines = told(RIGHT, replace(RIGHT, id="we_2"), replace(RIGHT, id="we_3", enabled=False))

    assert [line.result for line in lines] == ["ok", "warning"]
    assert "we_2" in lines[1].message
    assert "we_3" not in lines[1].message
