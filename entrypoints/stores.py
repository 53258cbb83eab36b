"""The store by itself, as a command needs it that only looks: no use case, no provider, and no container to build.

With the container, the only module that knows adapters; each is imported when it is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entrypoints.bad_settings import BadSettings

if TYPE_CHECKING:
    from adapters.announcing import Announcing
    from adapters.in_memory.outbox import InMemoryOutbox
    from adapters.postgres.database import Database as PostgresDatabase
    from adapters.sqlite.database import Database as SqliteDatabase
    from adapters.sqlite.looking import LookedAt
    from domain.ports import Checkouts, Clock, Orphans, Outbox
    from entrypoints.kept import Kept, Store
    from entrypoints.settings import Settings
    from entrypoints.view import CheckoutView


@dataclass(frozen=True, slots=True)
class Records:
    """A file that is looked at, and nothing beside it."""

    environment: Settings
    file: LookedAt

    def settings(self) -> Settings:
        return self.environment

    def clock(self) -> Clock:
        from adapters.clock import SystemClock

        return SystemClock()

    def database(self) -> Store:
        return self.file

    def checkouts(self) -> Checkouts:
        from adapters.announcing import NOBODY

        return sqlite_checkouts(self.file, NOBODY)

    def view(self) -> CheckoutView:
        from entrypoints.view import CheckoutView

        return CheckoutView(self.environment.terms, self.environment.addresses, self.clock())


def records(settings: Settings) -> Records | None:
    """Open a SQLite file for a command that only looks; None where it takes more than that.

    Raises:
        StoreUnavailable: it cannot be opened.
    """
    if kind_of(settings) != "sqlite":
        return None
    from adapters.sqlite.looking import looked_at

    file = looked_at(settings.sqlite_path)
    return None if file is None else Records(settings, file)


async def prepare(kept: Kept) -> None:
    """See that the store is there, where it may be made, and that it is this gateway's and mode's.

    Raises:
        BadSettings: it is another's.
    """
    database = kept.database()
    if database is None:
        return
    try:
        await database.belongs_to(kept.settings().mode)
    except ValueError as foreign:
        raise BadSettings(str(foreign)) from None


async def missing_database(kept: Kept) -> str | None:
    """Say where a database would be that is not there, and answers as an empty one."""
    database = kept.database()
    if database is None or await database.exists():
        return None
    return str(database.where)


def kind_of(settings: Settings) -> str:
    """Give which store it is: `memory`, `sqlite` or `postgresql`."""
    return settings.database_url.partition(":")[0]


def sqlite_database(settings: Settings, *, create: bool) -> SqliteDatabase:
    """Give the file that the settings name."""
    from adapters.sqlite.database import Database

    return Database(settings.sqlite_path, create=create)


def postgres_database(settings: Settings, *, create: bool) -> PostgresDatabase:
    """Give the PostgreSQL database that the settings name."""
    from adapters.postgres.database import Database

    return Database(settings.database_url, create=create)


def checkouts_in_memory(outbox: InMemoryOutbox, announcing: Announcing) -> Checkouts:
    """Give checkouts that are gone with the process."""
    from adapters.in_memory.checkouts import InMemoryCheckouts

    return InMemoryCheckouts(outbox, announcing)


def sqlite_checkouts(database: SqliteDatabase | LookedAt, announcing: Announcing) -> Checkouts:
    """Give the checkouts in a file."""
    from adapters.sqlite.checkouts import SqliteCheckouts

    return SqliteCheckouts(database, announcing)


def postgres_checkouts(database: PostgresDatabase, announcing: Announcing) -> Checkouts:
    """Give the checkouts in a PostgreSQL database."""
    from adapters.postgres.checkouts import PostgresCheckouts

    return PostgresCheckouts(database, announcing)


def outbox_in_memory() -> InMemoryOutbox:
    """Give events for the shop that are gone with the process."""
    from adapters.in_memory.outbox import InMemoryOutbox

    return InMemoryOutbox()


def sqlite_outbox(database: SqliteDatabase) -> Outbox:
    """Give the events for the shop in a file."""
    from adapters.sqlite.outbox import SqliteOutbox

    return SqliteOutbox(database)


def postgres_outbox(database: PostgresDatabase) -> Outbox:
    """Give the events for the shop in a PostgreSQL database."""
    from adapters.postgres.outbox import PostgresOutbox

    return PostgresOutbox(database)


def orphans_in_memory() -> Orphans:
    """Give orphans that are gone with the process."""
    from adapters.in_memory.orphans import InMemoryOrphans

    return InMemoryOrphans()


def sqlite_orphans(database: SqliteDatabase) -> Orphans:
    """Give the orphans in a file."""
    from adapters.sqlite.orphans import SqliteOrphans

    return SqliteOrphans(database)


def postgres_orphans(database: PostgresDatabase) -> Orphans:
    """Give the orphans in a PostgreSQL database."""
    from adapters.postgres.orphans import PostgresOrphans

    return PostgresOrphans(database)
