"""Checkouts: open, show, list, change."""

from dataclasses import replace
from typing import Annotated

from litestar import Response, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter
from structlog.contextvars import bind_contextvars

from domain.ports import Checkouts
from domain.use_cases.change_amount import ChangeAmount
from domain.use_cases.open_checkout import OpenCheckout
from entrypoints.cursor import position_of, text_of
from entrypoints.http.answers import answers, replayable
from entrypoints.http.bodies import ChangeBody, OpeningBody, lines_of
from entrypoints.http.guarding import guarded
from entrypoints.http.keys import Call, IdempotencyKey, fit_key
from entrypoints.http.narrowing import FILTERS, Narrowed, narrowed
from entrypoints.http.reading import Json, known_query, limit_of
from entrypoints.http.showing import made, shown, view_of
from entrypoints.http.uses import Use
from entrypoints.view import View


@post(
    "/",
    guards=guarded(fit_key),
    dto=Json[OpeningBody],
    responses=replayable("checkout", 400, 401, 409, 413, 415, 422, 502, 503),
)
async def open_checkout_for_order(
    request: Call, data: JSONBody[OpeningBody], open_checkout: Use[OpenCheckout], key: IdempotencyKey = None
) -> Response[View]:
    """Open a checkout for an order, once for each idempotency key."""
    opened = await open_checkout(data.opening(), by=request.auth, key=key)
    bind_contextvars(checkout=opened.checkout.id)
    view = view_of(request)(opened.checkout, opened.others)
    return made(view, replayed=opened.replayed, location=f"/checkouts/{opened.checkout.id}")


@get("/{checkout_id:str}", responses=answers("checkout", 400, 401, 404, 503))
async def show_checkout(request: Call, checkout_id: FromPath[str], checkouts: Use[Checkouts]) -> View:
    """Show a checkout as stored."""
    return shown(request, await checkouts.get(checkout_id))


@get(
    "/",
    guards=guarded(known_query),
    query=(*FILTERS, "limit", "cursor"),
    operation_class=Narrowed,
    responses=answers("page", 400, 401, 503),
)
async def list_checkouts(
    *,
    request: Call,
    checkouts: Use[Checkouts],
    limit: Annotated[str | None, QueryParameter(description="1 to 100, otherwise 20.")] = None,
    cursor: Annotated[str | None, QueryParameter(description="The `next_cursor` of the page before.")] = None,
) -> View:
    """List checkouts, newest first."""
    search = replace(narrowed(request), limit=limit_of(limit), after=position_of(cursor))
    page = await checkouts.search(search)
    return {"items": [shown(request, checkout) for checkout in page.items], "next_cursor": text_of(page.next)}


@patch(
    "/{checkout_id:str}",
    dto=Json[ChangeBody],
    responses=answers("checkout", 400, 401, 404, 409, 413, 415, 422, 502, 503),
)
async def change_checkout(
    request: Call, checkout_id: FromPath[str], data: JSONBody[ChangeBody], change_amount: Use[ChangeAmount]
) -> View:
    """Change the amount of an open checkout."""
    lines = None if data.lines is None else lines_of(data.lines)
    return shown(request, await change_amount(checkout_id, data.amount, by=request.auth, lines=lines))
