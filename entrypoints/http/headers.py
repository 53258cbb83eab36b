"""Headers of every answer, refusals and unknown addresses included."""

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from entrypoints.http.request_ids import request_id

NOT_KEPT = {"Cache-Control": "no-store"}

PAGE = {
    **NOT_KEPT,
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
"""A customer's page: kept by nobody, told to nobody, shown in no frame (R92)."""


async def add_headers(message: Message, scope: Scope) -> None:
    """Name the request, and add what the route asks for as `headers=`, whether it answers or refuses."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    headers["X-Request-Id"] = request_id(scope)
    headers["X-Content-Type-Options"] = "nosniff"
    if "route_handler" in scope:
        for name, value in scope["route_handler"].opt.get("headers", {}).items():
            headers[name] = value
