"""Looking at a PostgreSQL database: every cause has its name, no password is shown, and nothing is changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import errors

from adapters.postgres.database import Database
from adapters.postgres.examining import why
from adapters.postgres.steps import STEPS
from domain.ports.database import DatabaseState, Missing, Unusable, Usable, Why
from tests.support.postgres import Server, postgres, server
from tests.unit.postgres_schemas import database, url

__all__ = ["database", "postgres", "url"]

DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


async def state_of(url: str) -> DatabaseState:
    """Look at a database, as a program that is just started."""
    return await Database(url, create=False).examine()


async def cause_of(url: str) -> Why:
    """Tell why a database cannot be used."""
    state = await state_of(url)

    assert isinstance(state, Unusable)
    return state.why


@contextmanager
def a_guest(postgres: Server) -> Iterator[psycopg.Connection]:
    """Let somebody in who owns nothing and needs a password, which is velvet."""
    access = postgres.folder / "data" / "pg_hba.conf"
    before = access.read_text()
    with psycopg.connect(postgres.url(), autocommit=True) as keeper:
        access.write_text(f"local all guest scram-sha-256\n{before}")
        keeper.execute("CREATE ROLE guest LOGIN PASSWORD 'velvet'")
        keeper.execute("SELECT pg_reload_conf(), pg_sleep(0.2)")
        yield keeper
        keeper.execute("DROP OWNED BY guest")
        keeper.execute("DROP ROLE guest")
        access.write_text(before)
        keeper.execute("SELECT pg_reload_conf()")


def as_guest(url: str, word: str = "velvet") -> str:
    """Give an address for the guest."""
    return url.replace("postgres@", f"guest:{word}@")


async def test_a_store_tells_its_version_its_owner_and_how_durable_it_is(database: Database, url: str) -> None:
    """This server does not wait for its disk, as a test's may."""
    await database.belongs_to("test")
    state = await state_of(url)

    assert state == Usable(database.where, len(STEPS), len(STEPS), "test", DURABLE | {"fsync": "off"})


async def test_a_server_that_waits_for_its_disk_says_so() -> None:
    """It is how a server is by default."""
    with server(durable=True) as running:
        database = Database(running.url(), create=True)
        await database.exists()
        state = await database.examine()
        await database.close()

    assert isinstance(state, Usable)
    assert (state.owner, state.durability) == (None, DURABLE)


async def test_tables_that_are_not_there_are_not_made(url: str) -> None:
    """They could be, and other tables are no matter."""
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE songs (name text)")
    state = await state_of(url)
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()

    assert state == Missing(Database(url, create=False).where)
    assert tables == [("songs",)]


@pytest.mark.parametrize("version", [0, 99])
async def test_another_version_is_told(database: Database, url: str, version: int) -> None:
    """An earlier one is not brought up, a later one not refused: both are told."""
    await database.exists()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE alma_checkout SET value = %s WHERE name = 'version'", (str(version),))
    state = await state_of(url)

    assert isinstance(state, Usable)
    assert (state.version, state.known) == (version, len(STEPS))


async def test_what_is_not_for_us_is_told(postgres: Server, url: str) -> None:
    """Another program's tables, a schema, a database and a user that are not there."""
    nowhere = postgres.url("nowhere")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE hints (hint text)")

    assert await cause_of(url) is Why.ANOTHER_PROGRAM
    assert await cause_of(nowhere) is Why.SCHEMA_UNKNOWN
    assert await cause_of(url.replace("/postgres?", "/sales?")) is Why.DATABASE_UNKNOWN
    assert await cause_of(url.replace("postgres@", "nobody@")) is Why.LOGIN_REFUSED


async def test_a_password_that_is_refused_is_told_and_not_shown(postgres: Server, url: str) -> None:
    """One that is missing, too."""
    with a_guest(postgres):
        wrong = await state_of(as_guest(url, "plush"))
        none = await cause_of(url.replace("postgres@", "guest@"))

    assert wrong == Unusable(f"postgresql://{postgres.folder}/postgres", Why.LOGIN_REFUSED)
    assert none is Why.LOGIN_REFUSED


async def test_what_a_user_may_not_do_is_told(postgres: Server, database: Database, url: str) -> None:
    """Making tables, and writing to those that are there."""
    schema = url.rpartition("%3D")[2]
    with a_guest(postgres) as keeper:
        keeper.execute(f"GRANT USAGE ON SCHEMA {schema} TO guest")
        making = await cause_of(as_guest(url))
        await database.exists()
        keeper.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO guest")
        writing = await cause_of(as_guest(url))
        keeper.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO guest")
        state = await state_of(as_guest(url))

    assert (making, writing) == (Why.NOT_PERMITTED, Why.NOT_PERMITTED)
    assert isinstance(state, Usable)


async def test_a_database_that_cannot_be_written_is_told(database: Database, url: str) -> None:
    """As a standby cannot."""
    await database.exists()

    assert await cause_of(f"{url}%20-cdefault_transaction_read_only%3Don") is Why.READ_ONLY


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("postgresql://shop:velvet@nowhere.invalid/sales", Why.HOST_UNKNOWN),
        ("postgresql://shop:velvet@127.0.0.1:1/sales", Why.NO_SERVER),
        ("postgresql://shop@/sales?host=/nowhere", Why.NO_SERVER),
        ("postgresql://shop:velvet@127.0.0.1:99999/sales", Why.ADDRESS),
        ("postgresql://shop:velvet@127.0.0.1:velvet/sales", Why.ADDRESS),
        ("postgresql://shop:velvet/sales", Why.ADDRESS),
        ("postgresql://shop:velvet%zz@127.0.0.1/sales", Why.ADDRESS),
        ("postgresql://shop:plush@velvet@127.0.0.1/sales", Why.ADDRESS),
        ("postgresql://shop:plush/velvet@127.0.0.1/sales", Why.ADDRESS),
    ],
)
async def test_an_address_that_leads_nowhere_is_told_without_its_password(url: str, cause: Why) -> None:
    """Also where the password is not encoded, so that a part of it looks like a host or a name."""
    state = await state_of(url)

    assert isinstance(state, Unusable)
    assert (state.why, "velvet" in state.where) == (cause, False)


def refused(*, used: bool = False, needed: bool = False) -> psycopg.Error:
    """Be refused in another language, after a password was used or would have been needed."""
    remembered: Any = errors.FinishedPGconn(used_password=used, needs_password=needed)
    return psycopg.OperationalError("FATAL:  mot de passe", pgconn=remembered)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (errors.ConnectionTimeout(), Why.NO_SERVER),
        (errors.TooManyConnections(), Why.TOO_MANY),
        (psycopg.OperationalError("connection failed: FATAL:  sorry, too many clients already"), Why.TOO_MANY),
        (psycopg.OperationalError('FATAL:  permission denied for database "sales"'), Why.NOT_PERMITTED),
        (psycopg.OperationalError("FATAL:  the database system is starting up"), Why.NO_ANSWER),
        (psycopg.OperationalError("FATAL:  trop de clients"), Why.NO_ANSWER),
        (refused(), Why.NO_ANSWER),
        (refused(used=True), Why.LOGIN_REFUSED),
        (refused(needed=True), Why.LOGIN_REFUSED),
        (errors.DataCorrupted(), Why.DAMAGED),
        (errors.AdminShutdown(), Why.NO_ANSWER),
    ],
    ids=str,
)
def test_other_troubles_have_their_names_too(error: psycopg.Error, cause: Why) -> None:
    """By their code, or where there is none, by their words."""
    assert why(error) is cause
