"""The use cases that handlers ask for by name, one a handler, each fresh from the container.

One, because a second would take four tenths of the requests a second: several are resolved in a task group.
"""

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation

from entrypoints.container import Container
from entrypoints.injection import providers

T = TypeVar("T")

Use: TypeAlias = NamedDependency[SkipValidation[T]]
"""A use case or port, injected by the parameter's name."""

_NAMES = (
    "alma_page",
    "browser",
    "cancel_checkout",
    "capture_checkout",
    "change_amount",
    "checkouts",
    "export_checkouts",
    "finish_task",
    "doctor",
    "give_client_secret",
    "hear_event",
    "list_tasks",
    "open_checkout",
    "orphans",
    "outbox",
    "reconcile",
    "refund_checkout",
    "resend_events",
    "return_orphan",
    "review_checkout",
    "send_to_alma",
    "settle",
    "submit_evidence",
    "welcome_back",
)


def uses_of(container: Container) -> dict[str, Provide]:
    """Give what can be injected."""
    return {name: Provide(_resolver(getattr(container, name)), sync_to_thread=False) for name in _NAMES}


def _resolver(provider: providers.Provider[Any]) -> Callable[[], object]:
    """Wrap a provider into a plain function, since it has no signature that could be read."""

    def resolve() -> object:
        return provider()

    return resolve
