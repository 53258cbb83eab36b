"""What is told about a checkout, and about an order before there is one."""

from typing import Annotated

from litestar import get
from litestar.params import FromPath, QueryParameter

from domain.errors import InvalidRequest
from domain.explanation import explain
from domain.money import Money
from domain.order import country_code
from domain.ports import Checkouts
from entrypoints.http.answers import answers
from entrypoints.http.guarding import guarded
from entrypoints.http.keys import Call
from entrypoints.http.reading import known_query, whole
from entrypoints.http.showing import view_of
from entrypoints.http.uses import Use
from entrypoints.view import View, explanation_view, timeline_view, verdict_view


@get("/timeline", responses=answers("timeline", 400, 401, 404, 503))
async def show_timeline(checkout_id: FromPath[str], checkouts: Use[Checkouts]) -> View:
    """Tell what happened, oldest first."""
    return timeline_view((await checkouts.get(checkout_id)).timeline)


@get("/explain", responses=answers("explanation", 400, 401, 404, 503))
async def explain_checkout(request: Call, checkout_id: FromPath[str], checkouts: Use[Checkouts]) -> View:
    """Say in words how the checkout stands, what is awaited, and what can be done."""
    view = view_of(request)
    return explanation_view(explain(await checkouts.get(checkout_id), view.clock.now(), view.terms))


@get(
    "/eligibility",
    guards=guarded(known_query),
    query=("amount", "currency", "country"),
    responses=answers("verdict", 400, 401),
)
async def show_eligibility(
    request: Call,
    amount: Annotated[str | None, QueryParameter(description="Minor units.", required=True)] = None,
    currency: Annotated[str | None, QueryParameter(description="ISO 4217.", required=True)] = None,
    country: Annotated[str | None, QueryParameter(description="ISO 3166, two letters.", required=True)] = None,
) -> View:
    """Say whether Alma may be offered for an order, and if not, every reason."""
    view = view_of(request)
    total = Money(whole(_given(amount, "amount"), "amount"), _given(currency, "currency"))
    obstacles = tuple(view.terms.obstacles(total, country_code(_given(country, "country"))))
    return verdict_view(total, obstacles, view.clock.now().date())


def _given(text: str | None, field: str) -> str:
    if text is None:
        raise InvalidRequest(field, "is missing.")
    return text
