"""Backups are taken and restored as `docs/operations.md` tells, while customers pay."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg

from adapters.clock import SystemClock
from tests.faults.business import found_wrong, open_for_business
from tests.faults.customers import Desk
from tests.faults.shops import a_container, rows
from tests.support.postgres import Server

TOLD = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", TOLD, re.DOTALL | re.MULTILINE)
SQLITE_BACKUP, SQLITE_RESTORE, POSTGRES_BACKUP, POSTGRES_RESTORE, NIGHTLY, PRUNE = BLOCKS

NAME = "SELECT value FROM {} WHERE name = 'installation'"


async def run(block: str, folder: Path, url: str, *programs: Path) -> str:
    """Run a block in a folder, with a store in the settings; give what it printed."""
    path = os.pathsep.join(map(str, [*programs, Path(sys.executable).parent, os.environ["PATH"]]))
    environment = {"PATH": path, "ALMA_CHECKOUT_DATABASE_URL": url}
    ran = await asyncio.to_thread(
        subprocess.run,
        ["sh", "-ec", block],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    return ran.stdout


async def backed_up(block: str, folder: Path, url: str, *programs: Path) -> Desk:
    """Take a backup while customers pay; give the answers that were given before it."""
    async with open_for_business(a_container(url, SystemClock())) as desk:
        await asyncio.sleep(0.4)
        before = Desk(desk.http, desk.chance, receipts=list(desk.receipts))
        await run(block, folder, url, *programs)
        await asyncio.sleep(0.2)

    assert before.receipts
    assert len(desk.receipts) > len(before.receipts)
    return before


async def lost(url: str, before: Desk) -> list[str]:
    """Say what is wrong with a restored store; a refund may be newer than the answers, and older than the backup."""
    return [wrong for wrong in await found_wrong(url, before) if not wrong.startswith("nobody asked for")]


def a_database(server: Server, name: str) -> str:
    """Make a database, and give its address."""
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.url().replace("/postgres?", f"/{name}?")


async def test_a_file_is_backed_up_and_restored(file: str, tmp_path: Path) -> None:
    """What was answered before the backup is in it, and the store has its own name again."""
    before = await backed_up(SQLITE_BACKUP, tmp_path, file)
    name = rows(file, NAME.format("meta"))
    await run(SQLITE_RESTORE, tmp_path, file)
    restored = rows(file, NAME.format("meta"))
    found = await lost(file, before)

    assert found == []
    assert restored == name


async def test_a_database_is_backed_up_and_restored(durable: Server, tmp_path: Path) -> None:
    """Into an empty one beside it."""
    shop, empty = a_database(durable, "shop"), a_database(durable, "restored")
    before = await backed_up(POSTGRES_BACKUP, tmp_path, shop, durable.programs)
    await run(POSTGRES_RESTORE, tmp_path, empty, durable.programs)
    found = await lost(empty, before)

    assert found == []
    assert rows(empty, NAME.format("alma_checkout")) == rows(shop, NAME.format("alma_checkout"))


async def test_every_night_what_was_missed_is_looked_for(file: str, tmp_path: Path) -> None:
    """A second night changes nothing, and nothing needs a person."""
    async with open_for_business(a_container(file, SystemClock())) as desk:
        await asyncio.sleep(0.2)
    await run(NIGHTLY, tmp_path, file)
    said = await run(NIGHTLY, tmp_path, file)
    found = await found_wrong(file, desk)

    assert re.fullmatch(r"[0-9]+ checkouts? checked, 0 changed.\nNothing needs a person.\n", said)
    assert found == []


async def test_what_is_old_is_forgotten_at_once(file: str, tmp_path: Path) -> None:
    """And nothing else is."""
    async with open_for_business(a_container(file, SystemClock())) as desk:
        await asyncio.sleep(0.2)
    said = await run(PRUNE, tmp_path, file)
    found = await found_wrong(file, desk)

    assert said == "Forgotten: 0 facts of the provider's events, 0 idempotency keys, 0 events for the shop.\n"
    assert found == []
