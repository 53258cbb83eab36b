"""The page that stands in for Alma's, on the sandbox alone: approve, refuse, or let the time run out."""

from typing import Any
from urllib.parse import parse_qs

from litestar import Request, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from domain.ports import AlmaPage
from entrypoints.http.apologies import apologize
from entrypoints.http.guarding import guarded
from entrypoints.http.headers import PAGE
from entrypoints.http.languages import preferred
from entrypoints.http.reading import known_form_of_ids
from entrypoints.http.uses import Use
from entrypoints.sentences import Words


@get("/")
async def show_alma_page(
    request: Request[Any, Any, Any], payment_id: FromPath[str], alma_page: Use[AlmaPage]
) -> Template:
    """Show what the customer decides about."""
    view = await alma_page.show(payment_id)
    words = Words(preferred(request.headers.get("accept-language", "")))
    return Template(
        "alma.html", context={"_": words, "amount": view.amount, "currency": view.currency, "open": view.open}
    )


@post("/")
async def decide(request: Request[Any, Any, Any], payment_id: FromPath[str], alma_page: Use[AlmaPage]) -> Redirect:
    """Act as the customer, and go back to the shop."""
    form = parse_qs((await request.body()).decode("latin-1"))
    [decision, *_] = form.get("decision", [""])
    return Redirect(await alma_page.decide(payment_id, decision), status_code=303)


sandbox = Router(
    "/sandbox/alma/{payment_id:str}",
    guards=guarded(known_form_of_ids),
    opt={"headers": PAGE},
    exception_handlers={Exception: apologize},
    route_handlers=[show_alma_page, decide],
    include_in_schema=False,
)
