"""How the steps, which wait for nothing, run what is asynchronous."""

from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Run(Protocol):
    """Runs something to its end, in the event loop where the rest of its world lives."""

    def __call__(self, deed: Coroutine[Any, Any, T], /) -> T:
        """Give what it gives."""
