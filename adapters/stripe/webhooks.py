"""Events from Stripe, read only when their signature is good: what they say is a hint, so that facts are all we keep.

`construct_event` of the SDK is not used: it builds every object of the body, and takes times from the future.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import msgspec
from stripe import SignatureVerificationError, WebhookSignature

from adapters.stripe.reading import text
from domain.errors import InvalidRequest, InvalidSignature
from domain.ports import Hint

TOLERANCE = timedelta(seconds=300)
"""How far the time of a signature may be from ours, in both directions (R81)."""


RELEVANT = (
    "payment_intent.requires_action",
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "payment_intent.amount_capturable_updated",
    "payment_intent.canceled",
    "payment_intent.processing",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.refunded",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
)
"""What the provider's endpoint is to listen to."""
MOST = 4_102_444_800
"""The largest time that is taken for one: the year 2100, in seconds."""


class _Expanded(msgspec.Struct):
    id: str


class _Object(msgspec.Struct):
    id: str | None = None
    kind: str | None = msgspec.field(name="object", default=None)
    payment_intent: str | _Expanded | None = None
    metadata: dict[str, str] | None = None


class _Data(msgspec.Struct):
    object: _Object


class _Event(msgspec.Struct):
    id: str
    type: str
    created: Annotated[int, msgspec.Meta(ge=0, le=MOST)]
    livemode: bool
    data: _Data


_decode = msgspec.json.Decoder(_Event).decode
_type_of = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


@dataclass(frozen=True, slots=True)
class SignedEvents:
    """Reads events signed with one of our secrets; two are valid at once while one replaces the other (R82)."""

    secrets: tuple[str, ...]

    def read(self, body: bytes, signature: str | None, *, at: datetime) -> Hint | None:
        """Verify the raw body, then give the facts of the event; None where its type does not matter to us.

        Raises:
            InvalidSignature: it is missing, wrong, or of another time than now.
            InvalidRequest: a signed body that is no event.
        """
        self._verify(body, signature, at)
        event = _event(body)
        if event is None:
            return None
        return _facts(event)

    def _verify(self, body: bytes, signature: str | None, at: datetime) -> None:
        told = signature or ""
        if abs(at.timestamp() - _signed_at(told)) > TOLERANCE.total_seconds():
            raise InvalidSignature("The signature is of another time than now.")
        if not any(_fits(body, told, secret) for secret in self.secrets):
            raise InvalidSignature("The signature does not fit the body.")


def hint_of(event: Mapping[str, Any]) -> Hint:
    """Give the facts of an event that the provider was asked for, so that it needs no signature.

    Raises:
        ValueError: it is no event.
    """
    return _facts(msgspec.convert(event, _Event))


def _facts(event: _Event) -> Hint:
    told = event.data.object
    return Hint(
        id=text(event.id),
        type=event.type,
        object_id=text(told.id) or "",
        payment_id=text(_payment(told)),
        checkout_id=text((told.metadata or {}).get("checkout")),
        mode="live" if event.livemode else "test",
        happened_at=datetime.fromtimestamp(event.created, UTC),
    )


def _event(body: bytes) -> _Event | None:
    """Read an event of a type that matters; None for any other JSON object (R81)."""
    try:
        event = _decode(body) if _matters(body) else None
    except (ValueError, RecursionError):  # of which the decoder's own are some
        raise InvalidRequest("body", "is no event.") from None
    return event


def _matters(body: bytes) -> bool:
    kind = _type_of(body).get("type")
    return kind is not None and msgspec.json.decode(kind) in RELEVANT


def _signed_at(signature: str) -> int:
    """Give the one time that a signature tells; of several, the SDK might read another one than we do."""
    times = [part for part in signature.split(",") if part.partition("=")[0] == "t"]
    told = re.fullmatch(r"t=([0-9]{1,12})", ",".join(times))
    if told is None:
        raise InvalidSignature("The signature is missing or cannot be read.")
    return int(told[1])


def _fits(body: bytes, signature: str, secret: str) -> bool:
    try:
        return bool(WebhookSignature.verify_header(body, signature, secret))
    except (SignatureVerificationError, UnicodeDecodeError, TypeError):
        return False


def _payment(told: _Object) -> str | None:
    if told.kind == "payment_intent":
        return told.id
    inside = told.payment_intent
    return inside.id if isinstance(inside, _Expanded) else inside
