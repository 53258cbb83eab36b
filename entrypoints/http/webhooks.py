"""Where Stripe's events arrive: verified, kept, answered; the work is done afterwards (R80, R81)."""

from typing import Any

from litestar import Request, post

from domain.errors import Refusal
from domain.use_cases.hear_event import HearEvent
from entrypoints.http.headers import NOT_KEPT
from entrypoints.http.uses import Use
from entrypoints.view import View

LARGEST_EVENT = 256 * 1024


@post(
    "/webhooks/stripe",
    status_code=200,
    request_max_body_size=LARGEST_EVENT,
    opt={"headers": NOT_KEPT},
    include_in_schema=False,
)
async def hear(request: Request[Any, Any, Any], hear_event: Use[HearEvent]) -> View:
    """Hear of an event, and say what became of it."""
    signatures = request.headers.getall("stripe-signature", [])
    heard = "not_read"
    try:
        heard = await hear_event(await request.body(), signatures[0] if len(signatures) == 1 else None)
    except Refusal as refusal:
        heard = refusal.code
        raise
    finally:
        request.app.state.metrics.heard(heard)
    if heard == "stored":
        request.app.state.wake.set()
    return {"received": heard}
