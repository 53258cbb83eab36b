"""How often somebody may call: each API key, and each address that sends none; and how often pay pages are opened."""

import ipaddress
import math
import re

from litestar import Request
from litestar.exceptions import TooManyRequestsException
from litestar.handlers import BaseRouteHandler
from litestar.types import ASGIApp, Middleware, Receive, Scope, Send

from domain.attempts import declined_at
from domain.checkout import Checkout
from domain.return_url import is_loopback
from entrypoints.http.keys import Call, Connection, caller
from entrypoints.http.showing import view_of
from entrypoints.http.windows import Windows
from entrypoints.settings import Limit, Settings

_FREE = re.compile(r"^/(health/|metrics|schema|static/|webhooks/)")
"""What may be asked at any rate."""

_NETWORK = 64
"""Of an IPv6 address, the bits that name the customer's line; the others are theirs to choose."""


def limits(settings: Settings) -> list[Middleware]:
    """Give the limit that is set, if one is."""
    if settings.rate_limit is None:
        return []
    windows = Windows(*settings.rate_limit)

    def limited(app: ASGIApp) -> ASGIApp:
        async def counting(scope: Scope, receive: Receive, send: Send) -> None:
            if not _FREE.match(scope["path"]):
                _take(windows, _who(Request(scope)))
            await app(scope, receive, send)

        return counting

    return [limited]


def page_opens(settings: Settings) -> Windows | None:
    """Give the windows in which an address may open pay pages, if there is a limit."""
    return Windows(*settings.page_limit) if settings.page_limit else None


def not_opened_too_often(connection: Connection, _: BaseRouteHandler) -> None:
    """Refuse an address that opens many pay pages, as whoever tests stolen cards does.

    Raises:
        TooManyRequestsException: with the time after which to come back.
    """
    windows: Windows | None = connection.app.state.page_opens
    # An address of this machine is a proxy that does not say who is behind it, or ourselves.
    if windows and connection.client and not is_loopback(connection.client.host):
        _take(windows, _line(connection.client.host))


def not_declined_too_often(request: Call, checkout: Checkout) -> None:
    """Refuse to ask for yet another way to pay where too many were declined; they are counted where they are stored.

    Raises:
        TooManyRequestsException: with the time after which to come back.
    """
    limit: Limit | None = request.app.state.attempt_limit
    if limit is None or not checkout.waits_for_customer:
        return
    times, seconds = limit
    declined = declined_at(checkout)[-times:]
    if len(declined) < times:
        return
    left = seconds - (view_of(request).clock.now() - declined[0]).total_seconds()
    if left > 0:
        raise _wait(left)


def _take(windows: Windows, who: str) -> None:
    seconds = windows.take(who)
    if seconds is not None:
        raise _wait(seconds)


def _wait(seconds: float) -> TooManyRequestsException:
    return TooManyRequestsException(headers={"Retry-After": str(max(1, math.ceil(seconds)))})


def _who(connection: Connection) -> str:
    name = caller(connection) if connection.app.state.api_keys else None
    if name is not None:
        return f"key {name}"
    return f"address {_line(connection.client.host if connection.client else '')}"


def _line(host: str) -> str:
    """Give the line that an address belongs to."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, _NETWORK), strict=False))
    return host
