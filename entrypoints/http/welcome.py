"""The first page, on a sandbox that only this machine reaches: a sample checkout at a press."""

from dataclasses import dataclass
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qs

from litestar import Request, Router, get, post
from litestar.response import Redirect, Template

from domain.errors import InvalidRequest
from domain.money import Money
from domain.opening import Opening
from domain.order import Line, Order
from domain.use_cases.open_checkout import OpenCheckout
from entrypoints.http.apologies import apologize
from entrypoints.http.headers import PAGE
from entrypoints.http.keys import NOBODY_IN_PARTICULAR
from entrypoints.http.languages import preferred
from entrypoints.http.uses import Use
from entrypoints.sentences import Words


@dataclass(frozen=True, slots=True)
class Sample:
    """An order to try the checkout with; `sentence` and the names of lines are translated."""

    name: str
    sentence: str
    country: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> Money:
        """What the lines come to."""
        return Money(sum(line.quantity * line.unit_amount for line in self.lines), "EUR")

    def opening(self, words: Words) -> Opening:
        """Give the request that opens it, for an order of its own."""
        lines = tuple(Line(words(line.name), line.quantity, line.unit_amount) for line in self.lines)
        order = Order(f"S-{token_hex(3).upper()}", self.total, self.country, lines)
        return Opening(order=order, locale=words.locale)


SAMPLES = (
    Sample(
        "armchair",
        "An armchair and two cushions",
        "FR",
        (Line("Velvet armchair", 1, 11_990), Line("Cushion", 2, 1_750), Line("Welcome discount", 1, -500)),
    ),
    Sample("cup", "A tea cup, too small for Alma", "FR", (Line("Tea cup", 1, 1_290),)),
    Sample("lamp", "A lamp for Germany, which Alma does not serve", "DE", (Line("Copper lamp", 1, 8_900),)),
)


@get("/")
async def show_samples(request: Request[Any, Any, Any]) -> Template:
    """Offer the samples."""
    context = {"_": _words(request), "headline": "Try the checkout", "samples": SAMPLES}
    return Template("welcome.html", context=context)


@post("/")
async def open_sample(request: Request[Any, Any, Any], open_checkout: Use[OpenCheckout]) -> Redirect:
    """Open one, and go to its page.

    Raises:
        InvalidRequest: there is no such sample.
    """
    form = parse_qs((await request.body()).decode("latin-1"))
    named = next((sample for sample in SAMPLES if [sample.name] == form.get("sample")), None)
    if named is None:
        raise InvalidRequest("sample", f"is one of {', '.join(sample.name for sample in SAMPLES)}.")
    opened = await open_checkout(named.opening(_words(request)), by=NOBODY_IN_PARTICULAR)
    return Redirect(f"{request.app.state.site.base}/pay/{opened.checkout.id}", status_code=303)


def _words(request: Request[Any, Any, Any]) -> Words:
    return Words(preferred(request.headers.get("accept-language", "")))


welcome = Router(
    "/",
    opt={"headers": PAGE},
    exception_handlers={Exception: apologize},
    route_handlers=[show_samples, open_sample],
    include_in_schema=False,
)
