"""Every object as Stripe shows it: what belongs to it by id, unless it is expanded."""

from typing import Any

from tests.support.stripe_emulator.account import Account, Document, Object
from tests.support.stripe_emulator.charge_document import balance_transaction, charge
from tests.support.stripe_emulator.dispute_document import dispute, file
from tests.support.stripe_emulator.intent_document import payment_intent, payment_method
from tests.support.stripe_emulator.objects import (
    Charge,
    Dispute,
    Event,
    File,
    Intent,
    Method,
    Refund,
    WebhookEndpoint,
)


def document(account: Account, thing: Object) -> Document:
    """Show an object as it is now."""
    match thing:
        case Intent():
            return payment_intent(account, thing)
        case Method():
            return payment_method(account, thing)
        case Charge():
            return charge(account, thing)
        case Refund():
            return refund(thing)
        case Dispute():
            return dispute(account, thing)
        case File():
            return file(thing)
        case Event():
            return event(account, thing)
        case WebhookEndpoint():
            return webhook_endpoint(account, thing)


def document_of(account: Account, object_id: str) -> Document | None:
    """Show what has an id, if anything has."""
    if object_id.startswith("txn_"):
        booked = account.bookings.get(object_id)
        return balance_transaction(booked) if booked else None
    thing = account.objects.get(object_id)
    return document(account, thing) if thing else None


def refund(refund: Refund) -> Document:
    return {
        "id": refund.id,
        "object": "refund",
        "amount": refund.amount,
        "balance_transaction": None,
        "charge": refund.charge,
        "created": refund.created,
        "currency": refund.currency,
        "metadata": refund.metadata,
        "payment_intent": refund.intent,
        "reason": refund.reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": refund.status,
        "transfer_reversal": None,
        **({"failure_reason": refund.failure} if refund.failure else {}),
        **({"pending_reason": "processing"} if refund.status == "pending" else {}),
    }


def event(account: Account, event: Event) -> Document:
    return {
        "id": event.id,
        "object": "event",
        "api_version": API_VERSION,
        "created": event.created,
        "data": event.data,
        "livemode": account.livemode,
        "pending_webhooks": 1,
        "request": event.request,
        "type": event.type,
    }


def webhook_endpoint(account: Account, endpoint: WebhookEndpoint) -> Document:
    return {
        "id": endpoint.id,
        "object": "webhook_endpoint",
        "api_version": endpoint.api_version,
        "application": None,
        "created": endpoint.created,
        "description": endpoint.description,
        "enabled_events": endpoint.enabled_events,
        "livemode": account.livemode,
        "metadata": endpoint.metadata,
        "status": endpoint.status,
        "url": endpoint.url,
    }


def listed(documents: list[Any], url: str, *, has_more: bool) -> Document:
    """Show one page of a list."""
    return {"object": "list", "data": documents, "has_more": has_more, "url": url}


API_VERSION = "2026-10-28.endive"
"""The version of the shapes above: the one that the SDK pins."""
