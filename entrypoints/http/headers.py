"""Headers of every answer, refusals and unknown addresses included."""

from collections.abc import Mapping

from litestar.datastructures import MutableScopeHeaders
from litestar.routes import HTTPRoute
from litestar.types import BeforeMessageSendHookHandler, HTTPResponseStartEvent, Message, Scope

from entrypoints.http.request_ids import request_id
from entrypoints.settings import Settings

NOT_KEPT = {"Cache-Control": "no-store"}

_POLICY = "Content-Security-Policy"
_NOBODY_ELSE = "base-uri 'none'; frame-ancestors 'none'"
_OURS = f"style-src 'self'; img-src 'self'; {_NOBODY_ELSE}"
_STRIPES = "https://js.stripe.com https://*.js.stripe.com"
_A_YEAR = b"max-age=31536000"

PAGE = {
    **NOT_KEPT,
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    _POLICY: f"default-src 'none'; {_OURS}",
}
"""A customer's page: kept by nobody, told to nobody, shown in no frame (R92); without scripts, unless it says so."""


def with_scripts(nonce: str, *, stripe: bool) -> dict[str, str]:
    """Allow a page the scripts that carry this nonce, and what Stripe's script needs where it takes the payment."""
    scripts, frames, calls = f"script-src 'nonce-{nonce}'", "frame-src 'none'", "connect-src 'self'"
    if stripe:
        scripts = f"{scripts} {_STRIPES}"
        frames = f"frame-src {_STRIPES} https://hooks.stripe.com"
        calls = f"{calls} https://api.stripe.com"
    return {_POLICY: f"default-src 'none'; {scripts}; {frames}; {calls}; form-action 'self'; {_OURS}"}


def headers_for(settings: Settings) -> BeforeMessageSendHookHandler:
    """Give the hook that names each request, and adds what its route asks for, whether it answers or refuses."""
    always = [(b"x-content-type-options", b"nosniff")]
    if settings.public_url.startswith("https://"):
        always.append((b"strict-transport-security", _A_YEAR))

    async def add_headers(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        named = (b"x-request-id", request_id(scope).encode())
        message["headers"] = [*message.get("headers", ()), named, *always]
        if scope.get("method") == "OPTIONS":
            _name_methods(message, scope)
        if "route_handler" in scope:
            _add_wanted(message, scope["route_handler"].opt.get("headers", {}))

    return add_headers


def _name_methods(message: HTTPResponseStartEvent, scope: Scope) -> None:
    """Name every method of an address; the framework's own answer has those of the handler that came first."""
    headers = MutableScopeHeaders.from_message(message)
    if "Allow" in headers:
        template = scope.get("path_template")
        routes = (route for route in scope["litestar_app"].routes if isinstance(route, HTTPRoute))
        named = {method for route in routes if route.path_format == template for method in route.methods}
        headers["Allow"] = ", ".join(sorted(named))


def _add_wanted(message: HTTPResponseStartEvent, wanted: Mapping[str, str]) -> None:
    """Add what a route asks for, where its answer did not say otherwise."""
    if wanted:
        headers = MutableScopeHeaders.from_message(message)
        for name, value in wanted.items():
            headers.setdefault(name, value)
