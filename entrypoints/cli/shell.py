"""What commands run in: the settings, the time, and how the container is put together."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self, TypeVar

import click

from entrypoints.settings import Settings

if TYPE_CHECKING:
    from entrypoints.container import Container

T = TypeVar("T")


def _put_together(settings: Settings, *, may_create: bool) -> "Container":
    from dependency_injector import providers

    from entrypoints.container import Container

    return Container(settings=settings, may_create=providers.Object(may_create))


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Shell:
    """The surroundings of a command, which click hands to it as its `obj`.

    Without one, `main` takes the environment's. To run commands in this process, over a container of one's own:
    `main.main(["show", checkout_id], obj=Shell.around(container))`, which ends in `SystemExit` as a program would. Each
    command has an event loop of its own, so call it where none runs, or in a thread. Its database is closed after each
    command, and opens again at the next.
    """

    settings: Settings
    make: Callable[..., "Container"] = _put_together
    now: Callable[[], datetime] = _now

    @classmethod
    def around(cls, container: "Container") -> Self:
        """Give a shell whose commands all use this container, its settings and its clock."""
        return cls(container.settings(), lambda _, *, may_create: container, container.clock().now)  # noqa: ARG005 -- as asked for

    def run(self, deed: Callable[["Container"], Awaitable[T]], *, may_create: bool) -> T:
        """Do something with a container, in the one event loop of the process."""
        import asyncio

        return asyncio.run(self._run(deed, may_create=may_create))

    async def _run(self, deed: Callable[["Container"], Awaitable[T]], *, may_create: bool) -> T:
        from entrypoints.container import closed, missing_database, prepare

        container = self.make(self.settings, may_create=may_create)
        try:
            await prepare(container)
            if path := await missing_database(container):
                click.echo(f"There is no database yet: {path}", err=True)
            return await deed(container)
        finally:
            await closed(container)
