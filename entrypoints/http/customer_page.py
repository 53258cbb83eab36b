"""The page of a checkout, whatever its status: what is bought, how it stands, and a way to pay where there is one."""

from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from litestar.response import Template

from domain.checkout import Checkout
from domain.representations import moment
from domain.states import AwaitingCustomer, Canceled, Paid
from domain.use_cases.welcome_back import shop_address
from entrypoints.customer_sentences import HEADLINES, HOW_IT_STANDS, failure_sentences, what_comes_next
from entrypoints.http.headers import with_scripts
from entrypoints.http.keys import Call
from entrypoints.http.languages import language_for
from entrypoints.http.showing import view_of
from entrypoints.http.site import Site
from entrypoints.sentences import Words
from entrypoints.view import View

_FRESH = timedelta(seconds=5)
"""An answer of the provider that is older was not given when it was asked just now."""


def customer_page(request: Call, checkout: Checkout, *, secret: str | None, came_back: bool) -> Template:
    """Show a checkout to its customer; with the payment's secret there is a form to pay.

    One who came back while the payment still runs is told to finish it, and not asked to pay once more.
    """
    site: Site = request.app.state.site
    view, nonce = view_of(request), token_urlsafe(16)
    words = Words(language_for(checkout.locale, request.headers.get("accept-language", "")))
    shown, now = view(checkout), view.clock.now()
    running = checkout.state.attempt if isinstance(checkout.state, AwaitingCustomer) else None
    context = {
        "_": words,
        "nonce": nonce,
        "now": moment(now),
        "checkout": shown,
        "headline": HEADLINES[checkout.status],
        "sentence": HOW_IT_STANDS[checkout.status] if came_back or checkout.status != "open" else None,
        "next": what_comes_next(checkout.state),
        "failure": failure_sentences(checkout.last_failure) if checkout.last_failure else None,
        "plans": _with_days(shown["alma"]["plans"]),
        "attempt": running,
        "deadline": moment(running.deadline) if running else None,
        "unanswered": not _settled(checkout, now),
        "page": f"{site.base}/pay/{checkout.id}",
        "way_back": view.addresses.way_back(checkout.id),
        "shop": None if checkout.waits_for_customer else shop_address(checkout),
        "secret": None if came_back and running else secret,
    }
    mounting = context["secret"] is not None
    return Template("checkout.html", context=context, headers=with_scripts(nonce, stripe=mounting and not site.sandbox))


def _settled(checkout: Checkout, at: datetime) -> bool:
    """Whether the provider has just told how the payment stands, or can change nothing any more."""
    if isinstance(checkout.state, Paid | Canceled):
        return True
    return checkout.looked_at is not None and at - checkout.looked_at <= _FRESH


def _with_days(plans: list[View]) -> list[View]:
    """Give the plans with days in the place of their texts."""
    return [
        {
            **plan,
            "installments": [{**part, "due_on": date.fromisoformat(part["due_on"])} for part in plan["installments"]],
        }
        for plan in plans
    ]
