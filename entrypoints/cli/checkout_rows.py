"""What is known of a checkout, fact by fact, for people."""

from collections.abc import Iterator

from domain.money import money_text
from entrypoints.cli.words import ADVICE, evidence, listed, method, obstacle, time, words
from entrypoints.view import View

Rows = Iterator[tuple[str, str | None]]
"""Names with their facts; a fact that is missing is not shown."""


def other_checkouts(view: View) -> str:
    """Name the order's other live or paid checkouts."""
    return ", ".join(f"{other['id']} ({words(other['status'])})" for other in view["others"])


def alma(view: View) -> str:
    """Say whether Alma is offered."""
    offer, currency = view["alma"], view["currency"]
    if offer["eligible"]:
        return f"offered, in {listed([str(plan['count']) for plan in offer['plans']], 'or')} instalments"
    return " ".join(["not offered.", *(obstacle(found, currency) for found in offer["obstacles"])])


def rows(view: View) -> Rows:
    """Tell every fact of a checkout, in the order in which it is read."""
    currency = view["currency"]
    yield "id", view["id"]
    yield "order", view["order"]
    yield "status", words(view["status"])
    yield "amount", money_text(view["amount"], currency)
    yield "country", view["country"]
    yield "ways to pay", "Alma only" if view["methods"] == "alma" else "every one"
    yield "capture", view["capture"]
    yield "language", view["locale"] or "the browser's"
    yield "pay page", view["pay_url"]
    yield "return to", view["return_url"]
    yield "Alma", alma(view)
    yield from _attempt(view["attempt"])
    yield from _failure(view["last_failure"])
    yield from _payment(view["payment"])
    if view["captured"]:
        yield "captured", money_text(view["captured"], currency)
        yield "refunded", money_text(view["refunded"], currency)
        yield "refundable", money_text(view["refundable"], currency)
    yield from _trouble(view)
    yield from _deadlines(view)
    yield "other checkouts", other_checkouts(view)
    yield "opened", time(view["created_at"])
    yield "changed", time(view["updated_at"])


def _attempt(attempt: View | None) -> Rows:
    if attempt:
        since = f"{attempt['number']}, with {method(attempt['method'])}, since {time(attempt['started_at'])}"
        running = attempt["redirect_url"] is not None
        yield "attempt", f"{since}, until {time(attempt['deadline'])}" if running else since
        yield "send them to", attempt["redirect_url"]


def _failure(failure: View | None) -> Rows:
    if failure:
        codes = ", ".join(filter(None, [failure["code"], failure["decline_code"]]))
        told = f"{failure['reason']} at {time(failure['at'])}"
        message = (failure["message"] or "").rstrip(".")
        yield "last failure", f"{told}{': ' if message else ''}{message}. {ADVICE.get(failure['advice'], '')}"
        yield "its code", codes


def _payment(payment: View | None) -> Rows:
    yield "payment", f"{payment['id']} ({payment['gateway']})" if payment else "not made yet"
    if payment:
        yield "instalments", payment["installment_count"] and str(payment["installment_count"])
        yield "Alma's id", payment["transaction_id"]


def _trouble(view: View) -> Rows:
    """Show what an operator must know: a dispute, a review, a cancellation."""
    currency = view["currency"]
    if dispute := view["dispute"]:
        facts = f"{dispute['status']}, {money_text(dispute['amount'], currency)}, since {time(dispute['opened_at'])}"
        closed = dispute["closed_at"]
        until = f"closed {time(closed)}" if closed else f"evidence until {time(dispute['evidence_due_at'])}"
        yield "dispute", f"{facts}, {until}"
        yield "evidence", evidence(dispute["evidence"]) if dispute["evidence"] else None
    if view["hold_shipment"]:
        yield "shipment", "hold what is not sent yet"
    if review := view["review"]:
        expected, found = (
            money_text(fact, currency) if isinstance(fact, int) else fact or "nothing"
            for fact in (review["expected"], review["found"])
        )
        facts = f"{words(review['reason'])}: expected {expected}, found {found}"
        yield "in review", f"{facts}, since {time(review['since'])}"
    if cancellation := view["cancellation"]:
        yield "canceled", f"{words(cancellation['reason'])}, by {cancellation['by']} at {time(cancellation['at'])}"


def _deadlines(view: View) -> Rows:
    if view["capture_before"]:
        yield "capture before", time(view["capture_before"])
    if view["status"] in {"open", "awaiting_customer"}:
        yield "lapses", time(view["lapses_at"])
