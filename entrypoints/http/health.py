"""Health: whether the process answers, whether its database does, and what it counted."""

from typing import Any

from litestar import Request, Response, get
from prometheus_client import CONTENT_TYPE_LATEST

from domain.ports import Checkouts, Outbox
from entrypoints.http.answers import answers
from entrypoints.http.showing import view_of
from entrypoints.http.uses import Use
from entrypoints.view import View

_FORMAT = CONTENT_TYPE_LATEST.removesuffix("; charset=utf-8")
"""The framework adds the character set by itself."""


@get("/health/live", responses=answers("health"), tags=["health"])
async def live() -> View:
    """The process answers."""
    return {"status": "live"}


@get("/health/ready", responses=answers("health", 503), tags=["health"])
async def ready(checkouts: Use[Checkouts]) -> View:
    """The database answers; the provider is not asked."""
    await checkouts.installation()
    return {"status": "ready"}


@get("/metrics", include_in_schema=False)
async def metrics(request: Request[Any, Any, Any], checkouts: Use[Checkouts], outbox: Use[Outbox]) -> Response[bytes]:
    """Give the counts, for Prometheus."""
    told = await request.app.state.metrics.told(checkouts, outbox, view_of(request).clock)
    return Response(told, media_type=_FORMAT)
