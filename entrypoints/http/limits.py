"""How often somebody may call: each API key, and each address that sends none."""

from typing import Any, cast

from litestar import Request
from litestar.middleware.rate_limit import DurationUnit, RateLimitConfig, get_remote_address
from litestar.types import Middleware

from entrypoints.http.keys import caller
from entrypoints.settings import Settings

FREE = ["^/health/", "^/metrics", "^/schema", "^/static/", "^/webhooks/"]
"""What may be asked at any rate."""


def limits(settings: Settings) -> list[Middleware]:
    """Give the limit that is set, if one is."""
    limit = settings.rate_limit
    if limit is None:
        return []
    unit, number = limit
    config = RateLimitConfig((cast("DurationUnit", unit), number), exclude=FREE, identifier_for_request=_who)
    return [config.middleware]


def _who(request: Request[Any, Any, Any]) -> str:
    name = caller(request) if request.app.state.api_keys else None
    if name is None:
        return f"address {get_remote_address(request)}"
    return f"key {name}"
