"""The delivery of events: signed, at least once, in any order, and not always."""

from collections.abc import Awaitable, Callable, Iterable
from copy import deepcopy

import stripe

from tests.support.stripe_emulator.account import new_id
from tests.support.stripe_emulator.documents import document
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.layout import laid_out
from tests.support.stripe_emulator.objects import Event

Send = Callable[[bytes, str], Awaitable[int]]
"""Posts a body with its `Stripe-Signature`; gives the status."""

SECRET = "whsec_emulated"
THREE_DAYS = 3 * 86_400


def _every(_: Event) -> bool:
    return True


class Webhooks:
    """What sends an account's events to one endpoint; an event stays due until it is answered 2xx, up to three days.

    `secrets` sign every delivery; there are two while one replaces the other.
    """

    def __init__(self, emulator: Emulator, *secrets: str) -> None:
        self.secrets = secrets or (SECRET,)
        self._emulator = emulator
        self._done: set[str] = set()
        self._taken = 0

    def due(self) -> list[Event]:
        """Give what is not delivered yet, oldest first."""
        since = self._emulator.account.now() - THREE_DAYS
        return [event for event in self._emulator.events if event.id not in self._done and event.created > since]

    def take(self, limit: int, types: Iterable[str]) -> list[tuple[str, str]]:
        """Give the next events away to somebody who carries them, each a body and its signature; none comes twice.

        An endpoint listens to some `types`; the others are passed over.
        """
        wanted = frozenset(types)
        with self._emulator.acting() as account:
            events = account.events[self._taken : self._taken + limit]
            self._taken += len(events)
            bodies = [self.body(event) for event in events if event.type in wanted]
            return [(body.decode(), self.signature(body)) for body in bodies]

    def body(self, event: Event) -> bytes:
        """Give the body of a delivery, laid out as Stripe does."""
        return laid_out(document(self._emulator.account, event))

    def signature(self, body: bytes) -> str:
        """Give the `Stripe-Signature` of a body at this moment."""
        at, text = self._emulator.account.now(), body.decode()
        signed = [stripe.WebhookSignature.generate_signature_header(text, secret, at) for secret in self.secrets]
        return ",".join([f"t={at}", *(header.partition(",")[2] for header in signed), f"v0={'0' * 64}"])

    async def deliver(
        self,
        send: Send,
        *,
        copies: int = 1,
        twins: bool = False,
        order: Callable[[list[Event]], Iterable[Event]] = iter,
        lost: Callable[[Event], bool] = lambda _: False,
        ready: Callable[[Event], bool] = _every,
    ) -> list[int]:
        """Send what is due and give the statuses.

        Each is sent `copies` times, and with `twins` once more under another event id; `order` may be `reversed`.
        What is `lost` never arrives; what is not `ready` comes with a later delivery.
        """
        statuses = []
        for event in order([event for event in self.due() if ready(event)]):
            told = [event] * copies + ([_twin(event)] if twins else [])
            answers = [] if lost(event) else [await self._send(send, each) for each in told]
            if all(200 <= status < 300 for status in answers):
                self._done.add(event.id)
            statuses += answers
        return statuses

    async def _send(self, send: Send, event: Event) -> int:
        body = self.body(event)
        return await send(body, self.signature(body))


def _twin(event: Event) -> Event:
    twin = deepcopy(event)
    twin.id = new_id("evt")
    return twin
