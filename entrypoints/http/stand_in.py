"""What the stand-in for Stripe's script asks for, on the sandbox alone: the browser's side of a payment."""

from typing import Any, Literal

from litestar import Request, Router, post
from litestar.params import JSONBody

from domain.errors import InvalidRequest, ProviderRefused
from domain.ports import Browser
from domain.return_url import PROVIDERS_PARAMETERS, with_parameters
from entrypoints.http.bodies import Body
from entrypoints.http.headers import NOT_KEPT
from entrypoints.http.reading import Json
from entrypoints.http.showing import view_of
from entrypoints.http.uses import Use
from entrypoints.view import View

_PAYMENT, _SECRET, _OUTCOME, _ = PROVIDERS_PARAMETERS


class SecretBody(Body, frozen=True):
    """Which payment: who has its secret may act on it."""

    client_secret: str

    @property
    def payment_id(self) -> str:
        """The payment that the secret says it belongs to."""
        return self.client_secret.partition("_secret_")[0]


class ConfirmBody(SecretBody, frozen=True):
    """A way to pay, what becomes of it where that is a test card, and where the browser goes then."""

    type: Literal["alma", "card"]
    return_url: str
    card: Literal["approve", "refuse"] = "approve"


@post("/retrieve", status_code=200, dto=Json[SecretBody])
async def retrieve(data: JSONBody[SecretBody], browser: Use[Browser]) -> View:
    """Tell a payment, in the words of Stripe's script."""
    seen = await browser.look(data.payment_id, data.client_secret)
    return {"id": seen.payment_id, "status": seen.status, "payment_method_types": sorted(seen.kinds)}


@post("/confirm", status_code=200, dto=Json[ConfirmBody])
async def confirm(request: Request[Any, Any, Any], data: JSONBody[ConfirmBody], browser: Use[Browser]) -> View:
    """Confirm a payment, and say where the browser goes: to Alma's stand-in, or straight back.

    Raises:
        InvalidRequest: it would go elsewhere than to us.
        ProviderRefused: the payment cannot be confirmed, or the card is declined.
    """
    if not data.return_url.startswith(f"{view_of(request).addresses.public_url}/"):
        raise InvalidRequest("return_url", "must be an address of ours.")
    if data.type == "alma":
        page = await browser.confirm_with_alma(data.payment_id, data.client_secret, return_to=data.return_url)
        return {"redirect": page}
    status = await browser.confirm_with_card(data.payment_id, data.client_secret, data.card)
    if status == "requires_payment_method":
        raise ProviderRefused("card_declined", "Your card was declined.")
    told = {_PAYMENT: data.payment_id, _SECRET: data.client_secret, _OUTCOME: "succeeded"}
    return {"redirect": with_parameters(data.return_url, told)}


stand_in = Router(
    "/sandbox/stripe",
    opt={"headers": NOT_KEPT},
    route_handlers=[retrieve, confirm],
    include_in_schema=False,
)
