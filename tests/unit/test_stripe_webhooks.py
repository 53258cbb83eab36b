"""An event counts when Stripe signed it just now, and then only its facts do (R80 to R83)."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from stripe import WebhookSignature

from adapters.stripe.webhooks import RELEVANT, SignedEvents, hint_of
from domain.errors import InvalidRequest, InvalidSignature
from domain.ports import Hint

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECRET, NEXT = "whsec_today", "whsec_tomorrow"
EVENTS = SignedEvents((SECRET, NEXT))
INTENT = {
    "id": "pi_1",
    "object": "payment_intent",
    "client_secret": "pi_1_secret_hush",
    "metadata": {"checkout": "co_1"},
}


def a_body(told: object = INTENT, **fields: Any) -> bytes:
    """Write an event as Stripe does."""
    event = {
        "id": "evt_1",
        "object": "event",
        "type": "payment_intent.succeeded",
        "created": int(NOON.timestamp()),
        "livemode": False,
        "data": {"object": told},
    }
    return json.dumps(event | fields).encode()


def signed(body: bytes, secret: str = SECRET, at: datetime = NOON) -> str:
    """Sign a body as Stripe does."""
    header: str = WebhookSignature.generate_signature_header(body.decode(), secret, timestamp=int(at.timestamp()))
    return header


def read(body: bytes, *, secret: str = SECRET, at: datetime = NOON) -> Hint:
    """Read a signed body at noon."""
    hint = EVENTS.read(body, signed(body, secret, at), at=NOON)
    assert hint is not None
    return hint


def test_the_facts_of_an_event_are_all_that_is_kept() -> None:
    """R80: never the body, which holds the client secret."""
    hint = read(a_body())

    assert hint == Hint("evt_1", "payment_intent.succeeded", "pi_1", "pi_1", "co_1", "test", NOON)
    assert "hush" not in repr(hint)


@pytest.mark.parametrize("secret", [SECRET, NEXT])
def test_two_secrets_are_valid_while_one_replaces_the_other(secret: str) -> None:
    """R82: rotation loses nothing."""
    assert read(a_body(), secret=secret).id == "evt_1"


@pytest.mark.parametrize(
    ("told", "payment", "checkout"),
    [
        ({"id": "re_1", "object": "refund", "payment_intent": "pi_9"}, "pi_9", None),
        (
            {"id": "ch_1", "object": "charge", "payment_intent": {"id": "pi_9", "object": "payment_intent"}},
            "pi_9",
            None,
        ),
        ({"id": "du_1", "object": "dispute", "payment_intent": None}, None, None),
        ({"object": "balance"}, None, None),
        ({"id": "re_1", "object": "refund", "metadata": {"checkout": "co_9"}}, None, "co_9"),
        ({"id": "re_1", "object": "refund", "metadata": None}, None, None),
    ],
)
def test_the_payment_is_found_in_every_kind_of_object(told: object, payment: str | None, checkout: str | None) -> None:
    """R64, R70: refunds, charges and disputes name it, in one form or the other."""
    hint = read(a_body(told))

    assert (hint.payment_id, hint.checkout_id) == (payment, checkout)


def test_an_event_may_be_of_any_time_until_2100() -> None:
    """R81: what comes later is no time, but milliseconds."""
    assert read(a_body(created=4_102_444_800)).happened_at == datetime(2100, 1, 1, tzinfo=UTC)
    with pytest.raises(InvalidRequest):
        read(a_body(created=4_102_444_801))


def test_what_has_no_id_is_told_by_none() -> None:
    """R81: a balance, for one."""
    assert read(a_body({"object": "balance"})).object_id == ""


@pytest.mark.parametrize(
    "body", [a_body(type="customer.created"), b"{}", b'{"type": 5}', b'{"type": "v2.core.event", "id": "evt_1"}']
)
def test_a_type_that_does_not_matter_is_passed_over(body: bytes) -> None:
    """R81: once its signature is good, whatever else it looks like."""
    assert EVENTS.read(body, signed(body), at=NOON) is None


@pytest.mark.parametrize("depth", [2_000, 200_000])
def test_a_body_that_is_too_deep_is_refused(depth: int) -> None:
    """R81: and nothing crashes."""
    body = a_body().replace(b'"created"', b'"deep": ' + b"[" * depth + b"]" * depth + b', "created"')
    with pytest.raises(InvalidRequest):
        read(body)


def test_an_event_with_real_money_says_so() -> None:
    """R81: the mode is compared."""
    assert read(a_body(livemode=True)).mode == "live"


@pytest.mark.parametrize("seconds", [-300, 300])
def test_a_signature_of_up_to_300_seconds_counts(seconds: int) -> None:
    """R81: clocks differ a little."""
    assert read(a_body(), at=NOON + timedelta(seconds=seconds)).id == "evt_1"


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_signature_of_another_time_is_refused(seconds: int) -> None:
    """R81: in the past and in the future."""
    with pytest.raises(InvalidSignature, match="another time"):
        read(a_body(), at=NOON + timedelta(seconds=seconds))


@pytest.mark.parametrize("old", ["+{}", " {}", "000{}", "{}=0", "{}"])
@pytest.mark.parametrize("order", ["t={old},t={now}", "t={now},t={old}"])
def test_an_old_signature_does_not_become_new_by_a_second_time(old: str, order: str) -> None:
    """R81: what is held against the clock is what was signed."""
    body, then = a_body(), NOON - timedelta(days=2)
    signature = signed(body, at=then).partition(",")[2]
    times = order.format(old=old.format(int(then.timestamp())), now=int(NOON.timestamp()))

    with pytest.raises(InvalidSignature):
        EVENTS.read(body, f"{times},{signature}", at=NOON)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "nonsense",
        "t=",
        "t=now,v1=00",
        f"t={int(NOON.timestamp())}",
        f"t={int(NOON.timestamp())},v1=",
        f"t={int(NOON.timestamp())},v1=" + "0" * 64,
        f"t={int(NOON.timestamp())},v0=" + "0" * 64,
        "t=" + "9" * 30 + ",v1=00",
        "v1=00",
        "t=-1,v1=é",
        f"t={int(NOON.timestamp())},v1=é",
    ],
)
def test_a_missing_or_wrong_signature_is_refused(header: str | None) -> None:
    """R81, R83: unverified is never accepted."""
    with pytest.raises(InvalidSignature):
        EVENTS.read(a_body(), header, at=NOON)


def test_one_changed_byte_is_refused() -> None:
    """R80: the signature is of the raw body."""
    body = a_body()
    with pytest.raises(InvalidSignature, match="does not fit"):
        EVENTS.read(body.replace(b"pi_1", b"pi_2", 1), signed(body), at=NOON)


def test_an_old_scheme_beside_a_good_signature_is_ignored() -> None:
    """Stripe sends `v0` with test events."""
    body = a_body()
    header = f"{signed(body)},v0={'6f' * 32}"

    hint = EVENTS.read(body, header, at=NOON)

    assert hint is not None
    assert hint.id == "evt_1"


def test_without_a_secret_nothing_is_accepted() -> None:
    """R83: an empty secret fits nothing."""
    for secrets in ((), ("",)):
        with pytest.raises(InvalidSignature):
            SignedEvents(secrets).read(a_body(), signed(a_body(), "x"), at=NOON)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b'"evt_1"',
        b"{",
        b"",
        a_body("pi_1"),
        a_body(created="noon"),
        a_body(created=10**30),
        a_body(created=10**15),
        a_body(created=10**18),
        a_body(created=-1),
        a_body(id=None),
        a_body({"id": 1}),
        a_body({"object": "refund", "payment_intent": {"no": "id"}}),
    ],
)
def test_a_signed_body_that_is_no_event_is_refused(body: bytes) -> None:
    """R81: `invalid_request`, and never a crash."""
    with pytest.raises(InvalidRequest) as refused:
        read(body)

    assert refused.value.data["errors"][0]["field"] == "body"


def test_a_body_that_is_no_text_is_refused() -> None:
    """R81: bytes that nobody can have signed as text."""
    with pytest.raises(InvalidSignature):
        EVENTS.read(b"\xff\xfe", f"t={int(NOON.timestamp())},v1=" + "0" * 64, at=NOON)


@pytest.mark.parametrize("odd", ["\ud800", "\0"])
def test_what_no_store_can_write_down_is_replaced(odd: str) -> None:
    """Whoever else writes into the metadata of the account's payments does not keep others from being found (R85)."""
    told = {"id": f"pi_{odd}", "object": "payment_intent", "metadata": {"checkout": f"co_{odd}"}}
    event = {"id": f"evt_{odd}", "type": RELEVANT[0], "created": 0, "livemode": False, "data": {"object": told}}
    hint = hint_of(event)

    assert (hint.id, hint.object_id, hint.payment_id, hint.checkout_id) == ("evt_?", "pi_?", "pi_?", "co_?")
