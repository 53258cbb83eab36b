"""Showing checkouts: the one view, as it is set up for this application."""

from litestar import Response

from domain.checkout import Checkout
from entrypoints.http.keys import Call
from entrypoints.view import CheckoutView, View


def view_of(request: Call) -> CheckoutView:
    """Give the view of this application."""
    view: CheckoutView = request.app.state.view
    return view


def shown(request: Call, checkout: Checkout) -> View:
    """Show a checkout."""
    return view_of(request)(checkout)


def made(what: View, *, replayed: bool, location: str | None = None) -> Response[View]:
    """Answer an action that a key may name: 201 the first time, 200 and a word about it afterwards."""
    if replayed:
        return Response(what, status_code=200, headers={"Idempotent-Replayed": "true"})
    return Response(what, status_code=201, headers={"Location": location} if location else {})
