"""The shop's account at Stripe: its settings, and everything in it by id."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from secrets import token_hex
from typing import Any, TypeVar

from domain.ports import Clock
from tests.support.stripe_emulator.objects import (
    Attempt,
    Charge,
    Dispute,
    Event,
    File,
    Intent,
    Method,
    Refund,
    WebhookEndpoint,
)
from tests.support.stripe_emulator.refusals import missing_object

Object = Intent | Charge | Method | Refund | Dispute | File | Event | WebhookEndpoint
Kept = TypeVar("Kept", bound=Object)

NAMES: dict[type, str] = {
    Intent: "payment_intent",
    Charge: "charge",
    Method: "payment_method",
    Refund: "refund",
    Dispute: "dispute",
    File: "file",
    Event: "event",
    WebhookEndpoint: "webhook_endpoint",
}
"""What Stripe calls each kind of object."""

EXPIRY_CODE = "payment_intent_payment_attempt_expired"


@dataclass(slots=True)
class Settings:
    """How the account is set up, and how Stripe and Alma behave for it.

    `late_to_end`: attempts outlive their hour. `expiry` is what an hour that ran out leaves behind: `silent` (no
    error), `without_code`, or `with_code` (not confirmed for Alma). `no_address`: a confirmation tells no redirect.
    `alma_details`: whether the charge tells Alma's plan; both of its fields may be null. `search_lag`: seconds until
    a new PaymentIntent is found by searching. `capability`: what the account says of Alma, where that is not told by
    `alma_enabled`.
    """

    kinds: tuple[str, ...] = ("card", "alma")
    alma_enabled: bool = True
    alma_minimum: int = 5_000
    alma_maximum: int = 500_000
    alma_url: str = "https://pm-redirects.example/alma"
    alma_details: bool = True
    refunds_fail: str | None = None
    late_to_end: bool = False
    expiry: str = "silent"
    no_address: bool = False
    search_lag: int = 0
    capability: str | None = None


@dataclass(slots=True)
class Account:
    """One account in one mode. Secret keys beginning with `sk_live_` or `rk_live_` make it live.

    What there is of a kind, what belongs to a PaymentIntent, and what time will end are found without looking through
    everything, so that an account may grow.
    """

    clock: Clock
    secret_keys: tuple[str, ...]
    settings: Settings = field(default_factory=Settings)
    objects: dict[str, Object] = field(default_factory=dict)
    attempts: dict[str, Attempt] = field(default_factory=dict)
    bookings: dict[str, Charge] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    request: dict[str, str | None] = field(default_factory=lambda: {"id": None, "idempotency_key": None})
    _by_kind: defaultdict[type, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    _by_intent: defaultdict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    _alarms: list[tuple[int, int, Intent | Refund]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def livemode(self) -> bool:
        return "_live_" in self.secret_keys[0]

    def now(self) -> int:
        """Give the time in whole seconds."""
        return int(self.clock.now().timestamp())

    def add(self, thing: Kept) -> Kept:
        """Keep a new object."""
        self.objects[thing.id] = self._by_kind[type(thing)][thing.id] = thing
        if isinstance(thing, Charge | Refund | Dispute):
            self._by_intent[thing.intent].append(thing)
        return thing

    def remove(self, thing: WebhookEndpoint) -> None:
        """Forget an object."""
        del self.objects[thing.id], self._by_kind[type(thing)][thing.id]

    def alarm(self, at: int, thing: Intent | Refund) -> None:
        """Have something looked at when its time comes."""
        heappush(self._alarms, (at, next(self._numbers), thing))

    def alarms(self) -> list[tuple[int, Intent | Refund]]:
        """Give what is to be looked at by now, earliest first, and forget that it was."""
        now, due = self.now(), []
        while self._alarms and self._alarms[0][0] <= now:
            at, _, thing = heappop(self._alarms)
            due.append((at, thing))
        return due

    def all(self, kind: type[Kept]) -> list[Kept]:
        """Give every object of a kind, newest first."""
        return list(reversed(self._by_kind[kind].values()))

    def get(self, kind: type[Kept], object_id: str, param: str = "id") -> Kept:
        """Give an object, or refuse an id that none of this kind has."""
        thing = self.objects.get(object_id)
        if not isinstance(thing, kind):
            raise missing_object(NAMES[kind], object_id, param)
        return thing

    def of(self, kind: type[Kept], intent_id: str) -> list[Kept]:
        """Give what belongs to a PaymentIntent, newest first."""
        return [thing for thing in reversed(self._by_intent[intent_id]) if isinstance(thing, kind)]

    def offered(self, intent: Intent) -> list[str]:
        """Give the kinds of method that can pay; what does not fit vanishes in silence.

        Not confirmed: what Stripe answers where none is left.
        """
        return [kind for kind in intent.allowed or self.settings.kinds if self._fits(kind, intent)]

    def _fits(self, kind: str, intent: Intent) -> bool:
        settings = self.settings
        if kind in intent.excluded or kind not in settings.kinds:
            return False
        in_limits = settings.alma_minimum <= intent.amount <= settings.alma_maximum
        return kind != "alma" or (settings.alma_enabled and intent.currency == "eur" and in_limits)


def new_id(prefix: str) -> str:
    """Give an id such as `pi_...`."""
    return f"{prefix}_{token_hex(12)}"


Document = dict[str, Any]
"""An object as JSON."""
