"""Bare Litestar endpoints: the least that a service with this body and this answer can cost.

They read what ours read, answer what ours answered (the folder `BARE_ANSWERS` has it), check nothing and keep nothing.
The last two make the same one call to Stripe besides.
"""

import gc
import json
import os
import secrets
from functools import cache
from pathlib import Path
from typing import Any, cast

import stripe
from litestar import Litestar, get, post
from litestar.datastructures import State
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from adapters.stripe.gateway import RETRIES, TIMEOUT_SECONDS
from adapters.stripe.translation import EXPAND

View = dict[str, Any]
ANSWERS = Path(os.environ.get("BARE_ANSWERS", "/nothing"))


@cache
def answer(name: str) -> View:
    """Give an answer of ours as it was written down."""
    told: View = json.loads((ANSWERS / f"{name}.json").read_text())
    return told


class Line(Struct):
    """One line of an order."""

    name: str
    quantity: int
    unit_amount: int


class Opening(Struct):
    """A checkout to be opened."""

    order: str
    amount: int
    currency: str
    country: str
    methods: str = "automatic"
    capture: str = "automatic"
    locale: str | None = None
    return_url: str | None = None
    lines: tuple[Line, ...] = ()


@post("/open")
async def open_nothing(data: JSONBody[Opening]) -> View:
    return answer("checkout")


@get("/show/{name:str}")
async def show(name: FromPath[str]) -> View:
    return answer(name)


@post("/hear", status_code=200)
async def hear(data: JSONBody[View]) -> View:
    return {"received": "stored"}


@post("/open-with-call")
async def open_with_call(data: JSONBody[Opening], state: State) -> View:
    params = {
        "amount": data.amount,
        "currency": data.currency.lower(),
        "capture_method": data.capture,
        "metadata": {"checkout": "co_1", "order": data.order, "installation": "none"},
        "expand": EXPAND,
        "automatic_payment_methods": {"enabled": True},
    }
    options = {"idempotency_key": secrets.token_hex()}
    await state.client.v1.payment_intents.create_async(params, options)
    return answer("checkout")


@post("/settle-with-call/{name:str}", status_code=200)
async def settle_with_call(name: FromPath[str], state: State) -> View:
    await state.client.v1.payment_intents.retrieve_async(name, {"expand": EXPAND})
    return answer("checkout")


async def _ready(app: Litestar) -> None:
    """Reach Stripe as our gateway does, and have the collector pass over what stays, as our server does."""
    stripe.enable_telemetry = False
    app.state.http = stripe.AIOHTTPClient(timeout=TIMEOUT_SECONDS)
    app.state.client = stripe.StripeClient(
        "sk_test_loopback",
        max_network_retries=RETRIES,
        http_client=app.state.http,
        base_addresses=cast("Any", {"api": os.environ.get("STRIPE_API_BASE", "http://127.0.0.1:9")}),
    )
    gc.collect()
    gc.freeze()


async def _over(app: Litestar) -> None:
    await app.state.http.close_async()


app = Litestar(
    [open_nothing, show, hear, open_with_call, settle_with_call],
    on_startup=[_ready],
    on_shutdown=[_over],
    openapi_config=None,
    logging_config=None,
)
