"""The shape of the official samples: Flask, one call through the SDK, the secret to the browser, nothing stored."""

import os
from typing import Any, cast

import stripe
from flask import Flask, jsonify, request  # type: ignore[import-not-found]  # it is in an environment apart

stripe.enable_telemetry = False

app = Flask(__name__)
client = stripe.StripeClient(
    "sk_test_loopback", base_addresses=cast("Any", {"api": os.environ.get("STRIPE_API_BASE", "http://127.0.0.1:9")})
)


@app.post("/create-payment-intent")  # type: ignore[untyped-decorator]  # for the same reason
def create_payment_intent() -> Any:  # noqa: ANN401 -- for the same reason
    """Make a PaymentIntent for what the browser asks."""
    asked = request.get_json()
    intent = client.v1.payment_intents.create(
        {
            "amount": asked["amount"],
            "currency": asked["currency"].lower(),
            "automatic_payment_methods": {"enabled": True},
            "metadata": {"order": asked["order"]},
        }
    )
    return jsonify({"clientSecret": intent.client_secret})
