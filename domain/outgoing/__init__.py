"""What the shop's own systems are told: events read off each change, and the rules by which they are delivered."""

from domain.outgoing.announcing import TYPES, announced
from domain.outgoing.delivering import PERIOD, answered, resent, set_aside
from domain.outgoing.event import Answer, Delivery, OutgoingEvent

__all__ = [
    "PERIOD",
    "TYPES",
    "Answer",
    "Delivery",
    "OutgoingEvent",
    "announced",
    "answered",
    "resent",
    "set_aside",
]
