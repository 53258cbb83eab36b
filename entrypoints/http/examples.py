"""One example of each thing that is sent or answered, for the schema; a test holds them against the real thing."""

from typing import Any

from entrypoints.problem import document

_AT, _DEADLINE = "2026-11-24T12:00:00Z", "2026-11-24T13:00:00Z"

OPENING: dict[str, Any] = {
    "order": "1001",
    "amount": 14990,
    "currency": "EUR",
    "country": "FR",
    "methods": "automatic",
    "capture": "automatic",
    "locale": "fr",
    "return_url": "https://shop.example/thanks?order=1001",
    "lines": [{"name": "Chaise", "quantity": 1, "unit_amount": 14990}],
}

BODIES: dict[str, dict[str, Any]] = {
    "OpeningBody": OPENING,
    "LineBody": OPENING["lines"][0],
    "ChangeBody": {"amount": 15990},
    "AlmaBody": {"return_url": OPENING["return_url"]},
    "CaptureBody": {"amount": 8000},
    "CancelBody": {"reason": "requested_by_customer"},
    "RefundBody": {"amount": 3000, "reason": "duplicate"},
    "ReviewBody": {"decision": "accept"},
    "DoneBody": {"note": "paid by bank transfer"},
    "ReconcileBody": {"since": "7d"},
}

VERDICT: dict[str, Any] = {
    "eligible": True,
    "obstacles": [],
    "plans": [
        {
            "count": 2,
            "indicative": True,
            "installments": [{"amount": 7495, "due_on": "2026-11-24"}, {"amount": 7495, "due_on": "2026-12-24"}],
        }
    ],
}

CHECKOUT: dict[str, Any] = {
    "id": "co_4f8Zk1m0Yq2vXn7Rb3tW9A",
    **OPENING,
    "status": "awaiting_customer",
    "alma": VERDICT,
    "attempt": {
        "number": 1,
        "method": "alma",
        "redirect_url": "https://alma.example/pay/1",
        "started_at": _AT,
        "deadline": _DEADLINE,
    },
    "last_failure": None,
    "payment": {"gateway": "sandbox", "id": "pi_1", "installment_count": None, "transaction_id": None},
    "captured": 0,
    "refunded": 0,
    "refundable": 0,
    "refunds": [],
    "dispute": None,
    "hold_shipment": False,
    "review": None,
    "cancellation": None,
    "capture_before": None,
    "lapses_at": "2026-11-25T12:00:00Z",
    "others": [],
    "pay_url": "http://127.0.0.1:8000/pay/co_4f8Zk1m0Yq2vXn7Rb3tW9A",
    "created_at": _AT,
    "updated_at": _AT,
}

EXPORTED = {
    "csv": "id,order,status,amount,decimal_amount,currency\r\nco_4f8Zk1m0Yq2vXn7Rb3tW9A,1001,paid,14990,149.90,EUR\r\n",
    "jsonl": '{"id": "co_4f8Zk1m0Yq2vXn7Rb3tW9A", "order": "1001", "status": "paid", "amount": 14990}\n',
}
"""The beginning of a line in each form of an export."""

REFUND: dict[str, Any] = {
    "id": "re_1",
    "amount": 3000,
    "status": "pending",
    "reason": None,
    "failure": None,
    "adopted": False,
    "created_at": _AT,
}

DISPUTE: dict[str, Any] = {
    "id": "dp_1",
    "status": "open",
    "amount": 14990,
    "reason": "product_not_received",
    "evidence_due_at": "2026-12-08T12:00:00Z",
    "opened_at": _AT,
    "closed_at": None,
    "evidence": {"status": "submitted", "files": ["receipt"], "text": True, "at": _AT, "by": "shop"},
}

SECRET: dict[str, Any] = {"client_secret": "pi_1_secret_of_one_payment", "publishable_key": None}

TIMELINE: dict[str, Any] = {
    "items": [{"at": _AT, "event": "opened", "by": "shop", "detail": {"order": "1001", "amount": 14990}}]
}

EXPLANATION: dict[str, Any] = {
    "summary": "The customer has not chosen a way to pay yet.",
    "waiting_for": "The customer, to choose a way to pay, since 2026-11-24 12:00:00 UTC.",
    "next": "Without a payment it lapses at 2026-11-25 12:00:00 UTC (in 23 hours) and is canceled as abandoned.",
    "operator_can": ["pay", "change", "cancel", "settle"],
}

TASKS: dict[str, Any] = {
    "items": [
        {
            "task": "co_4f8Zk1m0Yq2vXn7Rb3tW9A.refund_failed.1",
            "kind": "refund_failed",
            "subject": "co_4f8Zk1m0Yq2vXn7Rb3tW9A",
            "order": "1001",
            "amount": 3000,
            "currency": "EUR",
            "detail": "re_1",
            "since": _AT,
            "worse_at": "2026-11-25T12:00:00Z",
            "overdue": False,
            "message": "The refund of 30.00 EUR of order 1001 failed: pay the customer another way.",
            "operator_can": ["refund", "done"],
        }
    ],
    "overdue": 0,
}

DONE: dict[str, Any] = {
    "task": "co_4f8Zk1m0Yq2vXn7Rb3tW9A.refund_failed.1",
    "by": "ada",
    "at": _AT,
    "note": "paid by bank transfer",
}

ORPHAN: dict[str, Any] = {
    "payment": "pi_1",
    "checkout": "co_lost",
    "holds": "received",
    "amount": 14990,
    "currency": "EUR",
    "found_at": _AT,
    "done": {"by": "ada", "at": _AT, "note": "refunded"},
}

RECONCILED: dict[str, Any] = {
    "checked": 12,
    "changed": ["co_4f8Zk1m0Yq2vXn7Rb3tW9A"],
    "orphans": ["pi_1"],
    "others": 3,
    "failed": [],
}

EXAMINATION: dict[str, Any] = {
    "checks": [
        {"name": "settings", "result": "ok", "message": "The settings can be read.", "cure": None},
        {
            "name": "webhook_endpoint",
            "result": "problem",
            "message": "Endpoint we_1 is disabled.",
            "cure": "alma-checkout doctor --fix-webhook",
        },
    ],
    "healthy": False,
}

STATUS: dict[str, Any] = {"status": "awaiting_customer", "deadline": _DEADLINE, "last_failure": None}

_REFUSALS: dict[int, tuple[str, str, dict[str, Any]]] = {
    400: ("invalid_request", "amount: is missing.", {"errors": [{"field": "amount", "message": "is missing."}]}),
    401: ("unauthorized", "An API key is needed.", {}),
    404: ("checkout_not_found", "There is no checkout co_1.", {}),
    409: ("not_allowed_now", "Canceling is not possible now.", {"current_status": "paid", "advice": "refund_instead"}),
    408: ("request_timeout", "The body of the request did not arrive in time.", {}),
    413: ("payload_too_large", "The body of the request is too large.", {}),
    415: ("unsupported_media_type", "The body of the request must be application/json in UTF-8.", {}),
    429: ("too_many_requests", "That was too often; please wait.", {}),
    422: ("amount_exceeds_refundable", "At most 3000 minor units can be refunded.", {"refundable": 3000}),
    502: ("provider_failed", "The provider does not accept our key.", {}),
    503: ("provider_unavailable", "The payment provider gives no answer at the moment.", {"advice": "try_again"}),
}


def problem(status: int) -> dict[str, Any]:
    """Give the problem document of a refusal."""
    code, detail, members = _REFUSALS[status]
    return document(status, code, detail, members)
