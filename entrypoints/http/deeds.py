"""What is done with a checkout: pay, settle, capture, cancel, refund, review."""

from litestar import Response, get, post
from litestar.params import FromPath, JSONBody

from domain.representations import of_refund
from domain.use_cases.cancel_checkout import CancelCheckout
from domain.use_cases.capture_checkout import CaptureCheckout
from domain.use_cases.give_client_secret import GiveClientSecret
from domain.use_cases.refund_checkout import RefundCheckout
from domain.use_cases.review_checkout import ReviewCheckout
from domain.use_cases.send_to_alma import SendToAlma
from domain.use_cases.settle import SettleCheckout
from entrypoints.http.answers import BodyMayBeLeftOut, answers, replayable
from entrypoints.http.bodies import AlmaBody, CancelBody, CaptureBody, RefundBody, ReviewBody
from entrypoints.http.guarding import guarded
from entrypoints.http.headers import NOT_KEPT
from entrypoints.http.keys import Call, IdempotencyKey, fit_key
from entrypoints.http.reading import Json
from entrypoints.http.showing import made, shown
from entrypoints.http.uses import Use
from entrypoints.view import View

_REFUSALS = (400, 401, 404, 409, 413, 415, 422, 502, 503)

# These bodies may be left out: nothing said is as good as an empty object.
_TO_ALMA, _ALL_OF_IT, _CALLED_OFF, _ALL_BACK = AlmaBody(), CaptureBody(), CancelBody(), RefundBody()


@get("/client-secret", headers=NOT_KEPT, responses=answers("secret", 400, 401, 404, 409, 502, 503))
async def show_client_secret(
    request: Call, checkout_id: FromPath[str], give_client_secret: Use[GiveClientSecret]
) -> View:
    """Hand out the secret with which the customer's browser may pay."""
    secret = await give_client_secret(checkout_id, by=request.auth)
    return {"client_secret": secret, "publishable_key": request.app.state.publishable_key}


@post(
    "/alma",
    status_code=200,
    operation_class=BodyMayBeLeftOut,
    dto=Json[AlmaBody],
    responses=answers("checkout", *_REFUSALS),
)
async def send_customer_to_alma(
    request: Call,
    checkout_id: FromPath[str],
    send_to_alma: Use[SendToAlma],
    data: JSONBody[AlmaBody] = _TO_ALMA,
) -> View:
    """Begin an attempt with Alma, or give the one that runs: `attempt.redirect_url` is where the customer goes."""
    return shown(request, await send_to_alma(checkout_id, by=request.auth, return_url=data.return_url))


@post("/settle", status_code=200, responses=answers("checkout", 400, 401, 404, 422, 502, 503))
async def settle_checkout(request: Call, checkout_id: FromPath[str], settle: Use[SettleCheckout]) -> View:
    """Ask the provider how the payment stands, now."""
    return shown(request, await settle(checkout_id, by=request.auth))


@post(
    "/capture",
    status_code=200,
    operation_class=BodyMayBeLeftOut,
    dto=Json[CaptureBody],
    responses=answers("checkout", *_REFUSALS),
)
async def capture(
    request: Call,
    checkout_id: FromPath[str],
    capture_checkout: Use[CaptureCheckout],
    data: JSONBody[CaptureBody] = _ALL_OF_IT,
) -> View:
    """Take the money that is reserved, all of it or a part, once."""
    return shown(request, await capture_checkout(checkout_id, by=request.auth, amount=data.amount))


@post(
    "/cancel",
    status_code=200,
    operation_class=BodyMayBeLeftOut,
    dto=Json[CancelBody],
    responses=answers("checkout", *_REFUSALS),
)
async def cancel(
    request: Call,
    checkout_id: FromPath[str],
    cancel_checkout: Use[CancelCheckout],
    data: JSONBody[CancelBody] = _CALLED_OFF,
) -> View:
    """Call the checkout off."""
    return shown(request, await cancel_checkout(checkout_id, by=request.auth, reason=data.reason))


@post(
    "/refunds",
    guards=guarded(fit_key),
    operation_class=BodyMayBeLeftOut,
    dto=Json[RefundBody],
    responses=replayable("refund", *_REFUSALS),
)
async def refund(
    request: Call,
    checkout_id: FromPath[str],
    refund_checkout: Use[RefundCheckout],
    data: JSONBody[RefundBody] = _ALL_BACK,
    key: IdempotencyKey = None,
) -> Response[View]:
    """Give money back, once for each idempotency key."""
    refunded = await refund_checkout(checkout_id, by=request.auth, amount=data.amount, reason=data.reason, key=key)
    return made(of_refund(refunded.refund), replayed=refunded.replayed)


@post("/review", status_code=200, dto=Json[ReviewBody], responses=answers("checkout", *_REFUSALS))
async def review(
    request: Call, checkout_id: FromPath[str], data: JSONBody[ReviewBody], review_checkout: Use[ReviewCheckout]
) -> View:
    """Decide what contradicting facts mean: accept them, or give everything back."""
    return shown(request, await review_checkout(checkout_id, data.decision, by=request.auth))
