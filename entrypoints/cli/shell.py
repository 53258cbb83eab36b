"""What commands run in: the settings, the time, and how the container is put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from entrypoints.container import Container
    from entrypoints.kept import Kept
    from entrypoints.settings import Settings
    from entrypoints.stores import Records

T = TypeVar("T")


def _put_together(settings: Settings, *, may_create: bool) -> Container:
    from entrypoints.container import Container
    from entrypoints.injection import providers

    return Container(settings=settings, may_create=providers.Object(may_create))


def _records(settings: Settings) -> Records | None:
    from entrypoints.stores import records

    return records(settings)


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
    make: Callable[..., Container] = _put_together
    records: Callable[[Settings], Records | None] = _records
    now: Callable[[], datetime] = _now

    @classmethod
    def around(cls, container: Container) -> Self:
        """Give a shell whose commands all use this container, its settings and its clock."""
        return cls(
            container.settings(),
            lambda _, *, may_create: container,  # noqa: ARG005 -- as asked for
            lambda _: None,
            container.clock().now,
        )

    def run(self, deed: Callable[[Container], Awaitable[T]], *, may_create: bool) -> T:
        """Do something with a container, in the one event loop of the process."""
        import asyncio

        return asyncio.run(self._run(deed, may_create=may_create))

    def run_as_it_is(self, deed: Callable[[Container], Awaitable[T]]) -> T:
        """Do something with a container, whatever the settings and the database are like."""
        import asyncio

        return asyncio.run(self._closing(deed, may_create=False))

    def look(self, deed: Callable[[Kept], Awaitable[T]]) -> T:
        """Do something that only looks: with a file alone where that will do, which is there in half the time."""
        file = self.records(self.settings)
        return self.run(deed, may_create=False) if file is None else _at_once(_looked(deed, file))

    async def _run(self, deed: Callable[[Container], Awaitable[T]], *, may_create: bool) -> T:
        from entrypoints.stores import missing_database
        from entrypoints.why_unavailable import prepared

        async def begun(container: Container) -> T:
            await prepared(container)
            if path := await missing_database(container):
                click.echo(f"There is no database yet: {path}", err=True)
            return await deed(container)

        return await self._closing(begun, may_create=may_create)

    async def _closing(self, deed: Callable[[Container], Awaitable[T]], *, may_create: bool) -> T:
        from entrypoints.container import closed

        container = self.make(self.settings, may_create=may_create)
        try:
            return await deed(container)
        finally:
            await closed(container)


async def _looked(deed: Callable[[Kept], Awaitable[T]], file: Records) -> T:
    from entrypoints.stores import prepare

    try:
        await prepare(file)
        return await deed(file)
    finally:
        await file.database().close()


def _at_once(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run to its end what never waits, and so needs no event loop.

    Raises:
        RuntimeError: it would wait.
    """
    try:
        coroutine.send(None)
    except StopIteration as ended:
        outcome: T = ended.value
        return outcome
    coroutine.close()
    raise RuntimeError("A command that only looks would wait.")
