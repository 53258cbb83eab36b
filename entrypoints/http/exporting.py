"""All checkouts that are asked for, however many there are, as rows of a file."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from litestar import get
from litestar.openapi.spec import Example, OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Schema
from litestar.params import QueryParameter
from litestar.response import Stream

from domain.checkout import Checkout
from domain.errors import InvalidRequest
from domain.use_cases.export_checkouts import ExportCheckouts
from entrypoints.exports import EXPORTS, Export
from entrypoints.http.answers import refusals
from entrypoints.http.examples import EXPORTED
from entrypoints.http.guarding import guarded
from entrypoints.http.headers import NOT_KEPT
from entrypoints.http.keys import Call
from entrypoints.http.narrowing import FILTERS, Narrowed, narrowed
from entrypoints.http.reading import known_query
from entrypoints.http.showing import view_of
from entrypoints.http.uses import Use
from entrypoints.view import CheckoutView

_Page = tuple[Checkout, ...]


@dataclass
class Exported(Narrowed):
    """The call as it is described, with each form of what it answers."""

    def __post_init__(self) -> None:
        super().__post_init__()
        text = Schema(type=OpenAPIType.STRING)
        forms = {
            export.media_type: OpenAPIMediaType(text, examples={name: Example(value=EXPORTED[name])})
            for name, export in EXPORTS.items()
        }
        told = OpenAPIResponse("A line for each checkout, newest first.", content=forms)
        self.responses = {**(self.responses or {}), "200": told}


@get(
    "/export",
    guards=guarded(known_query),
    query=(*FILTERS, "format"),
    headers=NOT_KEPT,
    operation_class=Exported,
    responses=refusals(400, 401, 503),
)
async def export(
    request: Call,
    export_checkouts: Use[ExportCheckouts],
    form: Annotated[
        str | None, QueryParameter(name="format", description=f"{' or '.join(EXPORTS)}, otherwise csv.")
    ] = None,
) -> Stream:
    """Give all checkouts that are asked for, newest first, as CSV or as JSON Lines of what a checkout shows.

    What breaks off before its end is not ended like what is whole: the connection is closed within the last chunk.
    """
    name = "csv" if form is None else form
    if name not in EXPORTS:
        raise InvalidRequest("format", f"must be {' or '.join(EXPORTS)}.")
    pages = export_checkouts(narrowed(request))
    first = await anext(pages)  # what goes wrong with the very first page is still told as a problem
    disposition = {"Content-Disposition": f'attachment; filename="checkouts.{name}"'}
    chunks = _chunks(EXPORTS[name], view_of(request), first, pages)
    return Stream(chunks, media_type=EXPORTS[name].media_type, headers=disposition)


async def _chunks(export: Export, view: CheckoutView, first: _Page, rest: AsyncIterator[_Page]) -> AsyncIterator[bytes]:
    yield export.head + export.page(view, first)
    async for page in rest:
        yield export.page(view, page)
        await asyncio.sleep(0)  # others have their turn, also where no page has to be waited for
