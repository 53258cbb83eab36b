"""The customer's pages: what they see when they come back, and what a page asks while it waits. No key is needed."""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Request, Router, get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from domain.errors import NotFound
from domain.return_url import PROVIDERS_PARAMETERS
from domain.use_cases.welcome_back import WelcomeBack, shop_address
from entrypoints.http.answers import answers
from entrypoints.http.headers import PAGE
from entrypoints.http.reading import known_form_of_ids
from entrypoints.http.showing import view_of
from entrypoints.http.uses import Use
from entrypoints.sentences import how_it_stands
from entrypoints.view import View, status_view

_PAYMENT, _SECRET = PROVIDERS_PARAMETERS[:2]


@get("/return", include_in_schema=False)
async def come_back(
    request: Request[Any, Any, Any], checkout_id: FromPath[str], welcome_back: Use[WelcomeBack]
) -> Redirect | Template:
    """Welcome a customer who comes from Alma, and send them on without what the provider added to the address."""
    told = _told(request.scope["query_string"])
    if not told:
        checkout = await welcome_back.look(checkout_id)
        texts = {"locale": checkout.locale, "sentence": how_it_stands(checkout)}
        return Template("return.html", context=texts)
    checkout = await welcome_back(checkout_id, payment_id=told[_PAYMENT], client_secret=told[_SECRET])
    return Redirect(shop_address(checkout) or view_of(request).addresses.way_back(checkout_id), status_code=303)


@get("/status", responses=answers("status", 400, 404, 503))
async def show_status(checkout_id: FromPath[str], welcome_back: Use[WelcomeBack]) -> View:
    """Tell a customer's page how the checkout stands."""
    return status_view(await welcome_back.look(checkout_id))


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


# The page itself, `GET /pay/{id}`, belongs here.
pages = Router(
    "/pay/{checkout_id:str}",
    guards=[known_form_of_ids],
    opt={"headers": PAGE},
    route_handlers=[come_back, show_status],
    tags=["customer"],
)
