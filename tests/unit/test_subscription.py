"""Which of the provider's endpoints are meant for us, and what is wrong with them."""

from dataclasses import replace
from typing import Any

import pytest

from domain.subscription import Endpoint, Subscription

URL = "https://pay.shop.example/webhooks/stripe"
WANTED = Subscription(URL, "endive", frozenset({"paid", "refunded"}))
RIGHT = Endpoint(id="we_1", url=URL, enabled=True, version="endive", events=WANTED.events)


def test_an_endpoint_may_be_right_in_every_point() -> None:
    """Then there is nothing to correct."""
    assert WANTED.is_met_by(RIGHT)
    assert (WANTED.missing(RIGHT), WANTED.superfluous(RIGHT)) == ((), ())


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": f"{URL}/"},
        {"enabled": False},
        {"version": None},
        {"version": "acacia"},
        {"events": frozenset({"paid"})},
        {"events": frozenset({"paid", "refunded", "disputed"})},
        {"events": frozenset({"*"})},
        {"claimed": False},
    ],
)
def test_any_point_may_be_wrong(wrong: dict[str, Any]) -> None:
    """Too many events as well as too few."""
    assert not WANTED.is_met_by(replace(RIGHT, **wrong))


@pytest.mark.parametrize(
    ("events", "missing", "superfluous"),
    [
        ({"paid"}, ("refunded",), ()),
        ({"disputed", "closed"}, ("paid", "refunded"), ("closed", "disputed")),
        ({"*"}, (), ("*",)),
        (set(), ("paid", "refunded"), ()),
    ],
)
def test_events_are_missing_or_superfluous(
    events: set[str], missing: tuple[str, ...], superfluous: tuple[str, ...]
) -> None:
    """Everything has everything in it."""
    endpoint = replace(RIGHT, events=frozenset(events))

    assert (WANTED.missing(endpoint), WANTED.superfluous(endpoint)) == (missing, superfluous)


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        (URL, True),
        (f"{URL}/", True),
        ("http://pay.shop.example/webhooks/stripe", True),
        ("https://PAY.shop.example/webhooks/stripe", True),
        ("https://pay.shop.example/webhooks", False),
        ("https://test.shop.example/webhooks/stripe", False),
        ("https://pay.shop.example:8443/webhooks/stripe", False),
        ("https://pay.shop.example:none/webhooks/stripe", False),
        ("https://[", False),
        (f"{URL}X", False),
    ],
)
def test_an_address_with_a_slip_in_it_is_meant_for_us(url: str, meant: bool) -> None:
    """Another host is another shop, and another port another server."""
    found = WANTED.meant([replace(RIGHT, url=url)])

    assert bool(found) is meant


def test_addresses_that_nobody_can_read_are_not_the_same() -> None:
    """One that we have ourselves is met by itself alone."""
    odd = replace(WANTED, url="https://[")

    assert odd.meant([replace(RIGHT, url="https://[::"), replace(RIGHT, url="https://[")]) == (
        replace(RIGHT, url="https://["),
    )


def test_the_nearest_comes_first() -> None:
    """What cannot be corrected weighs most: whose secret nobody has, then the version."""
    lost, old, off, slip, few = (
        replace(RIGHT, id="lost", claimed=False),
        replace(RIGHT, id="old", version="acacia"),
        replace(RIGHT, id="off", enabled=False),
        replace(RIGHT, id="slip", url=f"{URL}/"),
        replace(RIGHT, id="few", events=frozenset()),
    )
    order = [one.id for one in WANTED.meant([lost, old, off, slip, few, RIGHT])]

    assert order == ["we_1", "few", "slip", "off", "old", "lost"]
