"""A command that only looks opens the file by itself: no event loop, no container, and the same answers."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sqlite.schema import VERSION
from tests.cli.conftest import ORDER_1001
from tests.support.command_line import ALMA_CHECKOUT, started

LOOKING = [("show", "{id}"), ("timeline", "{id}"), ("explain", "{id}"), ("list", "--country", "FR")]
HEAVY = ["asyncio", "dependency_injector", "domain.use_cases", "litestar", "stripe", "babel", "psycopg"]


@pytest.fixture
def opened(tmp_path: Path) -> str:
    """A checkout in a file, and nobody who has it open; its id."""
    document = started(tmp_path, ALMA_CHECKOUT, "open", *ORDER_1001, "--json").stdout
    checkout_id: str = json.loads(document)["id"]
    return checkout_id


@pytest.mark.parametrize("words", LOOKING, ids=[words[0] for words in LOOKING])
def test_looking_imports_nothing_heavy(words: tuple[str, ...], opened: str, tmp_path: Path) -> None:
    """Most of the time of a command is what it imports."""
    typed = [word.format(id=opened) for word in words]
    program = (
        "import sys\nfrom entrypoints.cli.main import main\n"
        f"try:\n    main({typed!r})\nfinally:\n    print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    result = started(tmp_path, sys.executable, "-c", program)

    assert result.stderr == ""
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    """It answers as an empty store, and makes none."""
    result = started(tmp_path, ALMA_CHECKOUT, "show", "co_nobody")

    assert result.returncode == 1
    assert f"There is no database yet: {tmp_path}/alma-checkout.db" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_another_modes_file_is_refused(opened: str, tmp_path: Path) -> None:
    """One sentence says whose it is."""
    with closing(sqlite3.connect(tmp_path / "alma-checkout.db", isolation_level=None)) as connection:
        connection.execute("UPDATE meta SET value = 'live' WHERE name = 'belongs_to'")
    result = started(tmp_path, ALMA_CHECKOUT, "show", opened)

    assert (result.returncode, result.stdout) == (2, "")
    assert "belongs to live, not to sandbox" in result.stderr


def test_an_older_file_is_brought_up_first(opened: str, tmp_path: Path) -> None:
    """As any other command would."""
    with closing(sqlite3.connect(tmp_path / "alma-checkout.db", isolation_level=None)) as connection:
        for table in ("outgoing", "orphans"):
            connection.execute(f"DROP TABLE {table}")
        for index in ("for_a_person", "paid_orders", "newest", "by_status"):
            connection.execute(f"DROP INDEX {index}")
        for column in ("country", "currency", "amount", "method", "person_from"):
            connection.execute(f"ALTER TABLE checkouts DROP COLUMN {column}")
        connection.execute("CREATE INDEX newest ON checkouts (opened_at, id)")
        connection.execute("CREATE INDEX by_status ON checkouts (status, opened_at, id)")
        connection.execute("PRAGMA user_version = 2")
    result = started(tmp_path, ALMA_CHECKOUT, "show", opened)

    assert (result.returncode, result.stderr) == (0, "")
    with closing(sqlite3.connect(tmp_path / "alma-checkout.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_later_file_is_refused(opened: str, tmp_path: Path) -> None:
    """One sentence says why."""
    with closing(sqlite3.connect(tmp_path / "alma-checkout.db")) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    result = started(tmp_path, ALMA_CHECKOUT, "show", opened)

    assert result.returncode == 2
    assert "made by a later version of this program" in result.stderr


def test_a_file_that_is_no_database_gives_no_answer(tmp_path: Path) -> None:
    """It is left as it is."""
    (tmp_path / "alma-checkout.db").write_text("a shopping list" * 1_000)
    result = started(tmp_path, ALMA_CHECKOUT, "show", "co_nobody")

    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith("store_unavailable: ")
