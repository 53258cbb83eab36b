"""Headers of every answer, refusals and unknown addresses included."""

from litestar.datastructures import MutableScopeHeaders
from litestar.routes import HTTPRoute
from litestar.types import BeforeMessageSendHookHandler, Message, Scope

from entrypoints.http.request_ids import request_id
from entrypoints.settings import Settings

NOT_KEPT = {"Cache-Control": "no-store"}

_POLICY = "Content-Security-Policy"
_NOBODY_ELSE = "base-uri 'none'; frame-ancestors 'none'"
_OURS = f"style-src 'self'; img-src 'self'; {_NOBODY_ELSE}"
_STRIPES = "https://js.stripe.com https://*.js.stripe.com"
_A_YEAR = "max-age=31536000"

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
    encrypted = settings.public_url.startswith("https://")

    async def add_headers(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        headers = MutableScopeHeaders.from_message(message)
        headers["X-Request-Id"] = request_id(scope)
        headers["X-Content-Type-Options"] = "nosniff"
        if scope.get("method") == "OPTIONS" and "Allow" in headers:
            headers["Allow"] = _methods(scope)
        if encrypted:
            headers["Strict-Transport-Security"] = _A_YEAR
        if "route_handler" in scope:
            for name, value in scope["route_handler"].opt.get("headers", {}).items():
                headers.setdefault(name, value)

    return add_headers


def _methods(scope: Scope) -> str:
    """Give every method of an address; the framework's own answer has those of the handler that came first."""
    template = scope.get("path_template")
    routes = (route for route in scope["litestar_app"].routes if isinstance(route, HTTPRoute))
    return ", ".join(sorted({method for route in routes if route.path_format == template for method in route.methods}))
