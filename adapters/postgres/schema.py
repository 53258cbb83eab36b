"""How a database is told to be a store of ours, and brought up to the version of this program."""

import secrets

from psycopg import AsyncConnection

from adapters.postgres.steps import STEPS

MARK = "alma_checkout"
"""The table with what there is once: the version, the store's own name, and whose it is. It marks a store as ours."""

TABLES = [MARK, "checkouts", "opening_keys", "hints", "sandbox_payments", "orphans", "outgoing"]

_THEIR_NAMES = """
SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%s)
"""
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1097624929)"


class ForeignStore(ValueError):
    """A database that is not for us: another gateway's, another program's, or a later version's."""


async def tables_of(connection: AsyncConnection) -> set[str]:
    """Name the tables that are there by a name of ours."""
    found = await connection.execute(_THEIR_NAMES, (TABLES,))
    return {name for (name,) in await found.fetchall()}


async def version(connection: AsyncConnection, steps: tuple[str, ...] = STEPS) -> int:
    """Tell the version of the tables; zero where there are none.

    Raises:
        ForeignStore: they are another program's, or of a later version.
    """
    names = await tables_of(connection)
    if MARK not in names:
        if names:
            raise ForeignStore(f"The database has tables of another program: {', '.join(sorted(names))}.")
        return 0
    row = await (await connection.execute("SELECT value FROM alma_checkout WHERE name = 'version'")).fetchone()
    number = int(row[0]) if row else 0
    if number > len(steps):
        raise ForeignStore(
            f"The tables of the database are of version {number}, made by a later version of this program; "
            f"this one knows {len(steps)}."
        )
    return number


async def bring_up(connection: AsyncConnection, *, create: bool, steps: tuple[str, ...] = STEPS) -> bool:
    """Bring tables of an earlier version up, or make them where they may be made; say whether they are there now.

    Raises:
        ForeignStore: they are not for us.
    """
    found = await version(connection, steps)
    if found == len(steps) or not (found or create):
        return found > 0
    async with connection.transaction():
        await connection.execute(_ONE_AT_A_TIME)
        for step in steps[await version(connection, steps) :]:
            await connection.execute(step)
        once = "INSERT INTO alma_checkout VALUES (%s, %s) ON CONFLICT (name) DO NOTHING"
        await connection.execute(once, ("installation", secrets.token_hex(16)))
        await connection.execute(once, ("version", ""))
        await connection.execute("UPDATE alma_checkout SET value = %s WHERE name = 'version'", (str(len(steps)),))
    return True
