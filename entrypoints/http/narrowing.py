"""What lists and exports are narrowed by over HTTP: which parameters there are, and how they are read and described."""

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIType, Operation, Parameter, Schema

from domain.errors import InvalidRequest
from domain.money import whole_amount
from domain.ports import Search
from domain.states import STATUSES
from entrypoints.filters import search_of
from entrypoints.http.keys import Call
from entrypoints.http.reading import whole
from entrypoints.http.showing import view_of

FILTERS = {
    "status": f"One of {', '.join(STATUSES)}.",
    "order": "The shop's own reference.",
    "country": "Where the customer is: ISO 3166, two letters.",
    "currency": "ISO 4217.",
    "method": "What it was tried or paid with, in the provider's word, such as `alma` or `card`.",
    "amount_from": "At least so many minor units, of whatever currency.",
    "amount_to": "At most so many minor units.",
    "opened_from": "Opened on this UTC day or later, such as `2026-11-24`.",
    "opened_to": "Opened on this UTC day or earlier.",
    "overdue": "`true`: customers who are past their hour.",
}
"""Each parameter, and what it leaves; several leave what each of them leaves."""


@dataclass
class Narrowed(Operation):
    """A call that takes the filters, as it is described."""

    def __post_init__(self) -> None:
        text = Schema(type=OpenAPIType.STRING)
        filters = [Parameter(name, "query", schema=text, description=left) for name, left in FILTERS.items()]
        self.parameters = [*filters, *(self.parameters or [])]


def narrowed(request: Call) -> Search:
    """Read the filters of a request whose parameters are known (`known_query`).

    Raises:
        InvalidRequest: one of them means nothing.
    """
    asked = {name: request.query_params.get(name) for name in FILTERS}
    overdue = _said(asked.pop("overdue"), "overdue")
    return search_of(asked, _amount, overdue_at=view_of(request).clock.now() if overdue else None)


def _amount(text: str, field: str) -> int:
    return whole_amount(whole(text, field), field)


def _said(text: str | None, field: str) -> bool:
    if text not in {None, "true", "false"}:
        raise InvalidRequest(field, "must be true or false.")
    return text == "true"
