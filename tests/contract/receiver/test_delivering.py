"""An event reaches the shop's system signed, and every answer it may give is understood (R87)."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import WebhookVerificationError

from adapters.shop.receiver import HttpReceiver
from domain.outgoing import Answer, announced
from tests.support.checkouts import A_MINUTE, a_checkout_at_alma, a_paid_checkout
from tests.support.free_port import free_port
from tests.support.receiver import SECRET, listening

(PAID,) = announced(a_checkout_at_alma(), a_paid_checkout())
OTHER = "whsec_YW5vdGhlci1zZWNyZXQtb2YtdGhlLXNob3A="


def now() -> datetime:
    """Give the moment that the verifier goes by."""
    return datetime.now(UTC)


async def delivered(*answers: int | str | tuple[int, dict[str, str]], seconds: float = 5.0) -> Answer:
    """Deliver an event to a system that answers like this."""
    async with listening(*answers) as system:
        return await HttpReceiver(system.url, [SECRET], timeout=seconds).deliver(PAID, at=now())


async def test_an_event_arrives_signed_as_the_specification_says() -> None:
    """R87: the library's own verifier accepts it, and reads what happened."""
    async with listening() as system:
        answer = await HttpReceiver(system.url, [SECRET]).deliver(PAID, at=now())
    (heard,) = system.heard

    assert answer == Answer(204)
    assert heard.id == PAID.id
    assert heard.headers["Content-Type"] == "application/json"
    assert heard.verified() == {
        "type": "checkout.paid",
        "timestamp": "2026-11-24T12:02:00Z",
        "data": PAID.data,
    }


async def test_what_was_changed_on_the_way_is_told_from_what_was_sent() -> None:
    """R87: the body, the id, the time and the secret all count."""
    async with listening() as system:
        await HttpReceiver(system.url, [SECRET]).deliver(PAID, at=now())
    (heard,) = system.heard
    spoiled = [
        (heard.body.replace(b"14990", b"1"), heard.headers),
        (heard.body, heard.headers | {"webhook-id": "ev_other_1"}),
        (heard.body, heard.headers | {"webhook-timestamp": str(int(heard.headers["webhook-timestamp"]) + 1)}),
    ]

    for body, headers in spoiled:
        with pytest.raises(WebhookVerificationError):
            type(heard)(headers, body).verified()
    with pytest.raises(WebhookVerificationError):
        heard.verified(OTHER)


async def test_a_try_is_signed_as_of_its_own_time() -> None:
    """R87: a later try of the same event has the same id and body, and is as fresh as any."""
    async with listening() as system:
        receiver = HttpReceiver(system.url, [SECRET])
        await receiver.deliver(PAID, at=now() - 10 * A_MINUTE)
        await receiver.deliver(PAID, at=now())
    stale, fresh = system.heard

    assert (stale.id, stale.body) == (fresh.id, fresh.body)
    assert fresh.verified()
    with pytest.raises(WebhookVerificationError, match="too old"):
        stale.verified()


async def test_two_secrets_sign_while_one_replaces_the_other() -> None:
    """R82, R87: the shop may check with either."""
    async with listening() as system:
        await HttpReceiver(system.url, [SECRET, OTHER]).deliver(PAID, at=now())
    (heard,) = system.heard

    assert heard.verified(SECRET) == heard.verified(OTHER)


@pytest.mark.parametrize("status", [200, 302, 400, 404, 410, 429, 500, 503])
async def test_the_status_is_the_answer(status: int) -> None:
    """R87: what it means is the rules' to say."""
    assert await delivered(status) == Answer(status)


async def test_a_redirect_is_not_followed() -> None:
    """R87: nobody is sent elsewhere with the shop's facts."""
    async with listening() as elsewhere, listening((307, {"Location": elsewhere.url})) as system:
        answer = await HttpReceiver(system.url, [SECRET]).deliver(PAID, at=now())

    assert answer == Answer(307)
    assert elsewhere.heard == []


@pytest.mark.parametrize(
    ("text", "seconds"), [("120", 120), ("0", 0), ("-5", 0), ("9" * 400, 0), ("Tue, 24 Nov 2026 12:00:00 GMT", 0)]
)
async def test_a_wish_to_be_left_alone_is_heard(text: str, seconds: int) -> None:
    """R87: in seconds, as most say it."""
    assert await delivered((503, {"Retry-After": text})) == Answer(503, timedelta(seconds=seconds))


async def test_a_receiver_that_hangs_is_waited_for_briefly() -> None:
    """R87: then it is no answer."""
    assert await delivered("hang", seconds=0.2) == Answer("timed_out")


@pytest.mark.parametrize("answer", ["reset", "garble"])
async def test_a_connection_that_breaks_is_no_answer(answer: str) -> None:
    """R87: nor is what is no HTTP."""
    assert await delivered(answer) == Answer("broken_off")


async def test_nobody_there_is_no_answer() -> None:
    """R87: neither a port where nobody listens nor a name that nobody has."""
    silent = HttpReceiver(f"http://127.0.0.1:{free_port()}/", [SECRET])
    unknown = HttpReceiver("https://shop.invalid/", [SECRET], timeout=5.0)

    assert await silent.deliver(PAID, at=now()) == Answer("unreachable")
    assert await unknown.deliver(PAID, at=now()) == Answer("unreachable")


async def test_who_cannot_prove_to_be_the_shop_is_told_nothing() -> None:
    """R87: encryption with a stranger is refused before anything is sent."""
    async with listening() as system:
        answer = await HttpReceiver(system.url.replace("http:", "https:"), [SECRET]).deliver(PAID, at=now())

    assert answer == Answer("not_trusted")
    assert system.heard == []


async def test_deliveries_do_not_wait_for_each_other() -> None:
    """R87: one that hangs holds up itself alone."""
    async with listening("hang") as system:
        receiver = HttpReceiver(system.url, [SECRET], timeout=3.0)
        hanging = asyncio.create_task(receiver.deliver(PAID, at=now()))
        await system.hears(1)
        answers = await asyncio.gather(*(receiver.deliver(PAID, at=now()) for _ in range(5)))
        done = hanging.done()
        system.closing.set()
        await hanging

    assert answers == [Answer(204)] * 5
    assert not done
