"""Checkouts: open, show, list, change."""

import re
from typing import Annotated

from litestar import Response, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from domain.errors import InvalidRequest
from domain.order import plain_text
from domain.ports import Checkouts, Search
from domain.states import STATUSES
from domain.use_cases.change_amount import ChangeAmount
from domain.use_cases.open_checkout import OpenCheckout
from entrypoints.cursor import position_of, text_of
from entrypoints.http.answers import answers, replayable
from entrypoints.http.bodies import ChangeBody, OpeningBody, lines_of
from entrypoints.http.guarding import guarded
from entrypoints.http.keys import Call, IdempotencyKey, fit_key
from entrypoints.http.reading import Json, known_query
from entrypoints.http.showing import made, shown, view_of
from entrypoints.http.uses import Use
from entrypoints.view import View

_LONGEST_PAGE = 100


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
    view = view_of(request)(opened.checkout, opened.others)
    return made(view, replayed=opened.replayed, location=f"/checkouts/{opened.checkout.id}")


@get("/{checkout_id:str}", responses=answers("checkout", 400, 401, 404, 503))
async def show_checkout(request: Call, checkout_id: FromPath[str], checkouts: Use[Checkouts]) -> View:
    """Show a checkout as stored."""
    return shown(request, await checkouts.get(checkout_id))


@get(
    "/",
    guards=guarded(known_query),
    query=("status", "order", "overdue", "limit", "cursor"),
    responses=answers("page", 400, 401, 503),
)
async def list_checkouts(
    *,
    request: Call,
    checkouts: Use[Checkouts],
    status: Annotated[str | None, QueryParameter(description=f"One of {', '.join(STATUSES)}.")] = None,
    order: Annotated[str | None, QueryParameter(description="The shop's own reference.")] = None,
    overdue: Annotated[str | None, QueryParameter(description="`true`: customers who are past their hour.")] = None,
    limit: Annotated[str | None, QueryParameter(description="1 to 100, otherwise 20.")] = None,
    cursor: Annotated[str | None, QueryParameter(description="The `next_cursor` of the page before.")] = None,
) -> View:
    """List checkouts, newest first."""
    if status is not None and status not in STATUSES:
        raise InvalidRequest("status", f"must be one of {', '.join(STATUSES)}.")
    page = await checkouts.search(
        Search(
            status=status,
            order=None if order is None else plain_text(order, "order"),
            overdue_at=view_of(request).clock.now() if _said(overdue, "overdue") else None,
            limit=_limit(limit),
            after=position_of(cursor),
        )
    )
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


def _said(text: str | None, field: str) -> bool:
    if text not in {None, "true", "false"}:
        raise InvalidRequest(field, "must be true or false.")
    return text == "true"


def _limit(text: str | None) -> int:
    if text is None:
        return Search().limit
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= _LONGEST_PAGE:
        raise InvalidRequest("limit", f"must be from 1 to {_LONGEST_PAGE}.")
    return int(text)
