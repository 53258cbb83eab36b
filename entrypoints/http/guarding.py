"""How a route is guarded: by checks that wait for nothing, made one after the other.

The framework would run each plain function in a thread, and copy the route for each: a third of what showing a checkout
costs.
"""

from collections.abc import Callable

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.types import Guard

Check = Callable[..., None]
"""Looks at a connection and its route, and raises where it may not pass."""


def guarded(*checks: Check) -> list[Guard]:
    """Make one guard of some checks."""

    async def guard(connection: ASGIConnection, route: BaseRouteHandler) -> None:  # type: ignore[type-arg]  # as the framework has it
        for check in checks:
            check(connection, route)

    return [guard]
