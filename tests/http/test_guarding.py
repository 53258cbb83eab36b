"""Checks before a call are made where the call is."""

import threading
from inspect import iscoroutinefunction

from litestar import get
from litestar.testing import create_test_client

from entrypoints.http.guarding import guarded
from tests.http.shop import an_app
from tests.support.manual_clock import ManualClock


def test_checks_are_made_in_turn_and_in_no_thread_of_their_own() -> None:
    """A thread for each would take as long as all the rest."""
    places: list[tuple[str, int]] = []

    def first(*_: object) -> None:
        places.append(("first", threading.get_ident()))

    def second(*_: object) -> None:
        places.append(("second", threading.get_ident()))

    @get("/", guards=guarded(first, second))
    async def handler() -> int:
        return threading.get_ident()

    with create_test_client(handler) as client:
        here = client.get("/").json()

    assert places == [("first", here), ("second", here)]


def test_no_route_has_a_guard_that_is_run_in_a_thread(clock: ManualClock) -> None:
    """The framework takes one for each plain function."""
    handlers = [handler for route in an_app(clock).routes for handler in getattr(route, "route_handlers", ())]
    guards = [guard for handler in handlers for layer in handler.ownership_layers for guard in layer.guards or ()]

    assert guards
    assert all(iscoroutinefunction(guard) for guard in guards)
