"""What the doctor says of the database."""

from dataclasses import replace
from typing import Any

import pytest

from domain.ports.database import DatabaseState, Missing, Unusable, Usable, Why
from entrypoints.doctor.causes import of_cause
from entrypoints.doctor.check import Check
from entrypoints.doctor.database import of_database, of_memory

WHERE = "/srv/shop.db"
SQLITE = {"journal_mode": "wal", "synchronous": "full"}
POSTGRES = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
RIGHT = Usable(WHERE, 2, 2, "test", SQLITE)


def told(state: DatabaseState, mode: str | None = "test") -> list[Check]:
    """Give what is said of a database."""
    return list(of_database(state, mode))


@pytest.mark.parametrize("durability", [SQLITE, SQLITE | {"synchronous": "extra"}, POSTGRES])
@pytest.mark.parametrize(("owner", "words"), [("test", "belong to test"), (None, "belong to nobody yet")])
def test_a_database_that_is_right_is_two_lines(durability: dict[str, str], owner: str | None, words: str) -> None:
    """Whose it is, and that it keeps what it was given."""
    tables, kept = told(replace(RIGHT, durability=durability, owner=owner))

    assert (tables.name, tables.result, kept.name, kept.result) == ("database", "ok", "durability", "ok")
    assert words in tables.message
    assert all(name in kept.message for name in durability)


@pytest.mark.parametrize(
    ("wrong", "result", "words", "cure"),
    [
        ({"version": 1}, "warning", "of version 1; this program makes them version 2", "database upgrade"),
        ({"version": 3}, "problem", "made by a later version of this program; this one knows 2", "Install the later"),
        ({"owner": "live"}, "problem", "belongs to live, not to test", "ALMA_CHECKOUT_DATABASE_URL"),
        ({"durability": {"journal_mode": "delete"}}, "problem", "journal_mode is delete", "database upgrade"),
        ({"durability": SQLITE | {"synchronous": "normal"}}, "problem", "synchronous is normal", "database upgrade"),
        ({"durability": POSTGRES | {"fsync": "off"}}, "problem", "fsync is off", "ALTER SYSTEM SET fsync = on"),
        (
            {"durability": POSTGRES | {"synchronous_commit": "off"}},
            "problem",
            "synchronous_commit is off",
            "ALTER SYSTEM SET synchronous_commit = on",
        ),
        (
            {"durability": POSTGRES | {"full_page_writes": "off"}},
            "problem",
            "full_page_writes is off",
            "ALTER SYSTEM SET full_page_writes = on",
        ),
    ],
)
def test_what_is_wrong_with_it_is_told(wrong: dict[str, Any], result: str, words: str, cure: str) -> None:
    """Each with what to type."""
    line = next(line for line in told(replace(RIGHT, **wrong)) if line.result != "ok")

    assert line.result == result
    assert words in line.message
    assert cure in (line.cure or "")


def test_whose_it_is_does_not_matter_where_the_settings_do_not_say() -> None:
    """They are told already."""
    assert [line.result for line in told(RIGHT, None)] == ["ok", "ok"]


def test_a_database_that_is_not_there_yet_is_a_warning() -> None:
    """It is made at the start, unless the path is wrong."""
    (line,) = told(Missing(WHERE))

    assert (line.name, line.result) == ("database", "warning")
    assert WHERE in line.message
    assert "alma-checkout database upgrade" in (line.cure or "")


@pytest.mark.parametrize("cause", Why)
def test_every_cause_is_told_with_its_cure(cause: Why) -> None:
    """As a problem, in words of its own."""
    (line,) = told(Unusable(WHERE, cause))

    assert line == of_cause(WHERE, cause)
    assert (line.name, line.result) == ("database", "problem")
    assert "{" not in line.message + (line.cure or "{")
    assert (WHERE in line.message) or cause is Why.ADDRESS


@pytest.mark.parametrize(
    ("mode", "result"), [("sandbox", "warning"), ("test", "warning"), (None, "warning"), ("live", "problem")]
)
def test_a_memory_keeps_nothing(mode: str | None, result: str) -> None:
    """With real money that is a problem."""
    assert of_memory(mode).result == result
