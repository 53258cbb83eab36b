"""What is shown of a checkout: one form, over HTTP and on the command line alike. Absent things are null or []."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from domain.disputes import most_pressing
from domain.installments import Plan, plans
from domain.representations import moment, of_cancellation, of_dispute, of_failure, of_refund
from domain.states import Attempt, Authorized, AwaitingCustomer, Canceled, InReview, Paid

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.checkout import Checkout
    from domain.eligibility import AlmaTerms, Obstacle
    from domain.explanation import Explanation
    from domain.money import Money
    from domain.order import Line
    from domain.ports import Clock
    from domain.return_url import Addresses
    from domain.timeline import Entry

View = dict[str, Any]
"""What becomes one JSON object."""


@dataclass(frozen=True, slots=True)
class CheckoutView:
    """Shows checkouts as they are at a moment, with Alma's terms and our addresses as they are now."""

    terms: AlmaTerms
    addresses: Addresses
    clock: Clock

    def __call__(self, checkout: Checkout, others: Iterable[Checkout] = ()) -> View:
        """Show a whole checkout; `others` are the order's other live or paid ones."""
        order = checkout.order
        return {
            "id": checkout.id,
            "order": order.reference,
            "status": checkout.status,
            "amount": order.total.amount,
            "currency": order.total.currency,
            "country": order.country,
            "methods": checkout.methods.value,
            "capture": checkout.capture.value,
            "locale": checkout.locale,
            "return_url": checkout.return_url,
            "lines": [_line(line) for line in order.lines],
            "alma": self._alma(checkout),
            "attempt": _attempt(checkout.attempt, running=isinstance(checkout.state, AwaitingCustomer)),
            "last_failure": of_failure(failure) if (failure := checkout.last_failure) else None,
            "payment": _payment(checkout),
            "captured": checkout.captured,
            "refunded": checkout.refunded,
            "refundable": checkout.refundable,
            "refunds": [of_refund(refund) for refund in checkout.refunds],
            "dispute": of_dispute(dispute) if (dispute := most_pressing(checkout.disputes)) else None,
            "hold_shipment": checkout.disputed,
            "review": _review(checkout),
            "cancellation": _cancellation(checkout),
            "capture_before": _capture_before(checkout),
            "lapses_at": moment(checkout.lapses_at),
            "others": [{"id": other.id, "status": other.status} for other in others],
            "pay_url": self.addresses.pay_page(checkout.id),
            "created_at": moment(checkout.opened_at),
            "updated_at": moment(checkout.updated_at),
        }

    def _alma(self, checkout: Checkout) -> View:
        order = checkout.order
        obstacles = self.terms.obstacles(order.total, order.country, offered=checkout.alma_offered)
        return verdict_view(order.total, obstacles, self.clock.now().date())


def verdict_view(total: Money, obstacles: tuple[Obstacle, ...], today: date) -> View:
    """Show whether Alma is offered, why not, and what paying with it would look like from today on."""
    return {
        "eligible": not obstacles,
        "obstacles": [obstacle_view(obstacle) for obstacle in obstacles],
        "plans": [] if obstacles else [_plan(plan) for plan in plans(total.amount, today)],
    }


def obstacle_view(obstacle: Obstacle) -> View:
    """Show an obstacle with its figures, and a sentence for the customer in each language."""
    from entrypoints.sentences import sentences

    return {"code": obstacle.code, **asdict(obstacle), "message": sentences(obstacle)}


def disputes_view(checkout: Checkout) -> View:
    """Show every dispute over a checkout, oldest first, and whether they ask to hold the shipment."""
    return {"items": [of_dispute(dispute) for dispute in checkout.disputes], "hold_shipment": checkout.disputed}


def timeline_view(timeline: Iterable[Entry]) -> View:
    """Show the history, oldest first."""
    return {
        "items": [
            {"at": moment(entry.at), "event": entry.event, "by": entry.by, "detail": dict(entry.detail)}
            for entry in timeline
        ]
    }


def explanation_view(explanation: Explanation) -> View:
    """Show an explanation."""
    return {**asdict(explanation), "operator_can": list(explanation.operator_can)}


def status_view(checkout: Checkout) -> View:
    """Show what a customer's page needs to know, and no more."""
    state = checkout.state
    deadline = state.attempt.deadline if isinstance(state, AwaitingCustomer) else None
    return {
        "status": checkout.status,
        "deadline": moment(deadline) if deadline else None,
        "last_failure": of_failure(failure) if (failure := checkout.last_failure) else None,
    }


def _line(line: Line) -> View:
    return {"name": line.name, "quantity": line.quantity, "unit_amount": line.unit_amount}


def _plan(plan: Plan) -> View:
    return {
        "count": plan.count,
        "indicative": True,
        "installments": [{"amount": part.amount, "due_on": part.due_on.isoformat()} for part in plan.installments],
    }


def _attempt(attempt: Attempt | None, *, running: bool) -> View | None:
    if attempt is None:
        return None
    return {
        "number": attempt.number,
        "method": attempt.method,
        "redirect_url": attempt.redirect_url if running else None,
        "started_at": moment(attempt.started_at),
        "deadline": moment(attempt.deadline),
    }


def _payment(checkout: Checkout) -> View | None:
    """Show the payment, with what Alma says of its plan once there is one."""
    payment, state = checkout.payment, checkout.state
    if payment is None:
        return None
    told = (state.installment_count, state.transaction_id) if isinstance(state, Paid) else (None, None)
    return {"gateway": payment.gateway, "id": payment.id, "installment_count": told[0], "transaction_id": told[1]}


def _review(checkout: Checkout) -> View | None:
    if not isinstance(checkout.state, InReview):
        return None
    from entrypoints.review_view import review_view

    return review_view(checkout)


def _cancellation(checkout: Checkout) -> View | None:
    return of_cancellation(checkout.state) if isinstance(checkout.state, Canceled) else None


def _capture_before(checkout: Checkout) -> str | None:
    match checkout.state:
        case Authorized(capture_before=before) if before is not None:
            return moment(before)
    return None
