"""What callers send, as JSON: its shape here, its rules in the domain."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from domain.checkout import Capture, Methods
from domain.errors import InvalidRequest
from domain.money import Money
from domain.opening import Opening, locale_of
from domain.order import Line, Order


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """A JSON object in which every field is known."""


class LineBody(Body, frozen=True):
    """One line of an order."""

    name: str
    quantity: int
    unit_amount: int


class OpeningBody(Body, frozen=True):
    """A checkout to be opened."""

    order: str
    amount: int
    currency: str
    country: str
    methods: Literal["automatic", "alma"] = "automatic"
    capture: Literal["automatic", "manual"] = "automatic"
    locale: str | None = None
    return_url: str | None = None
    lines: tuple[LineBody, ...] = ()

    def opening(self) -> Opening:
        """Give the request as understood."""
        total = Money(self.amount, self.currency)
        return Opening(
            order=Order(self.order, total, self.country, lines_of(self.lines)),
            methods=Methods(self.methods),
            capture=Capture(self.capture),
            locale=locale_of(self.locale),
            return_url=self.return_url,
        )


class ChangeBody(Body, frozen=True):
    """Another amount, and new lines where the checkout has lines."""

    amount: int
    lines: tuple[LineBody, ...] | None = None


class AlmaBody(Body, frozen=True):
    """Where the customer goes afterwards, if not to the checkout's own address."""

    return_url: str | None = None


class CaptureBody(Body, frozen=True):
    """What to take; all that is authorized when no amount is named."""

    amount: int | None = None


class CancelBody(Body, frozen=True):
    """Why it is called off."""

    reason: str = "requested_by_customer"


class RefundBody(Body, frozen=True):
    """What to give back; all that is left when no amount is named."""

    amount: int | None = None
    reason: str | None = None


class ReviewBody(Body, frozen=True):
    """What an operator decided."""

    decision: str


class DoneBody(Body, frozen=True):
    """What was done about a task."""

    note: str | None = None


class ReconcileBody(Body, frozen=True):
    """How far back to look at the provider: hours or days."""

    since: str = "7d"


def lines_of(lines: tuple[LineBody, ...]) -> tuple[Line, ...]:
    """Give the lines as understood; what is wrong with one names it: `lines[0].quantity`."""
    return tuple(_lines(lines))


def _lines(lines: tuple[LineBody, ...]) -> Iterator[Line]:
    for number, line in enumerate(lines):
        try:
            yield Line(line.name, line.quantity, line.unit_amount)
        except InvalidRequest as refusal:
            [error] = refusal.data["errors"]
            field = error["field"].replace("lines.", f"lines[{number}].")
            raise InvalidRequest(field, error["message"]) from None
