"""An example of an event for the shop's systems, for the schema; a test holds it against the real thing."""

from typing import Any

EVENT: dict[str, Any] = {
    "id": "ev_4f8Zk1m0Yq2vXn7Rb3tW9A_4_3d3d",
    "type": "checkout.paid",
    "checkout": "co_4f8Zk1m0Yq2vXn7Rb3tW9A",
    "happened_at": "2026-11-24T12:05:00Z",
    "data": {
        "checkout": "co_4f8Zk1m0Yq2vXn7Rb3tW9A",
        "order": "1001",
        "status": "paid",
        "amount": 14990,
        "currency": "EUR",
        "captured": 14990,
        "refunded": 0,
        "refundable": 14990,
        "hold_shipment": False,
        "capture_before": None,
        "failure": None,
        "cancellation": None,
        "refund": None,
        "dispute": None,
    },
    "state": "undelivered",
    "tries": 24,
    "try_at": None,
    "last_tried_at": "2026-11-27T12:05:00Z",
    "last_answer": "503",
    "set_aside": None,
}
