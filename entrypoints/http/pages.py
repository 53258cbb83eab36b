"""The customer's pages: where they pay, where they come back to, and what a page asks while it waits."""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Request, Router, get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from domain.checkout import Checkout
from domain.errors import NotAllowedNow, NotFound, ProviderFailed, ProviderRefused, ProviderUnavailable
from domain.ports import Checkouts
from domain.return_url import PROVIDERS_PARAMETERS
from domain.use_cases.give_client_secret import GiveClientSecret
from domain.use_cases.welcome_back import WelcomeBack, shop_address
from entrypoints.http.answers import answers
from entrypoints.http.apologies import apologize
from entrypoints.http.customer_page import customer_page
from entrypoints.http.guarding import guarded
from entrypoints.http.headers import PAGE
from entrypoints.http.keys import Call
from entrypoints.http.limits import not_declined_too_often, not_opened_too_often
from entrypoints.http.reading import known_form_of_ids
from entrypoints.http.showing import view_of
from entrypoints.http.uses import Use
from entrypoints.view import View, status_view

_PAYMENT, _SECRET = PROVIDERS_PARAMETERS[:2]
_BY = "customer"


@get("/", guards=guarded(not_opened_too_often), include_in_schema=False)
async def show_page(
    request: Request[Any, Any, Any],
    checkout_id: FromPath[str],
    checkouts: Use[Checkouts],
    give_client_secret: Use[GiveClientSecret],
    welcome_back: Use[WelcomeBack],
) -> Template:
    """Let the customer pay, or say how the payment stands."""
    checkout = await checkouts.get(checkout_id)
    if not checkout.waits_for_customer:
        return customer_page(request, await welcome_back.look(checkout_id), secret=None, came_back=False)
    return await _form(request, checkout, checkouts, give_client_secret, came_back=False)


@get("/return", guards=guarded(not_opened_too_often), include_in_schema=False)
async def come_back(
    request: Request[Any, Any, Any],
    checkout_id: FromPath[str],
    checkouts: Use[Checkouts],
    give_client_secret: Use[GiveClientSecret],
    welcome_back: Use[WelcomeBack],
) -> Redirect | Template:
    """Welcome a customer who comes from Alma, and send them on without what the provider added to the address."""
    told = _told(request.scope["query_string"])
    if told:
        checkout = await welcome_back(checkout_id, payment_id=told[_PAYMENT], client_secret=told[_SECRET])
        return Redirect(shop_address(checkout) or view_of(request).addresses.way_back(checkout_id), status_code=303)
    checkout = await welcome_back.look(checkout_id)
    if checkout.status != "open":
        return customer_page(request, checkout, secret=None, came_back=True)
    return await _form(request, checkout, checkouts, give_client_secret, came_back=True)


@get("/status", responses=answers("status", 400, 404, 503))
async def show_status(checkout_id: FromPath[str], welcome_back: Use[WelcomeBack]) -> View:
    """Tell a customer's page how the checkout stands."""
    return status_view(await welcome_back.look(checkout_id))


async def _form(
    request: Call, checkout: Checkout, checkouts: Checkouts, give_client_secret: GiveClientSecret, *, came_back: bool
) -> Template:
    """Ask for a way to pay, unless too many were declined, before or after the provider was asked."""
    not_declined_too_often(request, checkout)
    secret = await _secret(checkout.id, give_client_secret)
    settled = await checkouts.get(checkout.id)
    not_declined_too_often(request, settled)
    return customer_page(request, settled, secret=secret, came_back=came_back)


async def _secret(checkout_id: str, give_client_secret: GiveClientSecret) -> str | None:
    """Settle, and give the secret if there still is something to pay and the provider answers."""
    try:
        return await give_client_secret(checkout_id, by=_BY)
    except (NotAllowedNow, ProviderFailed, ProviderRefused, ProviderUnavailable):
        return None


def _told(query: bytes) -> dict[str, str]:
    """Give the provider's parameters, if there are any.

    Raises:
        NotFound: without the two that bind a customer to the payment, each once.
    """
    pairs = [
        pair for pair in parse_qsl(query.decode("latin-1"), keep_blank_values=True) if pair[0] in PROVIDERS_PARAMETERS
    ]
    told = dict(pairs)
    if pairs and (len(told) < len(pairs) or not {_PAYMENT, _SECRET} <= told.keys()):
        raise NotFound("There is no such payment here.")
    return told


pages = Router(
    "/pay/{checkout_id:str}",
    guards=guarded(known_form_of_ids),
    opt={"headers": PAGE},
    exception_handlers={Exception: apologize},
    route_handlers=[show_page, come_back, show_status],
    tags=["customer"],
)
