"""What is said of the database: whether it can be used, whose it is, and whether it keeps what it was given."""

from collections.abc import Iterator

from domain.ports.database import DatabaseState, Missing, Unusable, Usable
from entrypoints.doctor.causes import of_cause
from entrypoints.doctor.check import Check, ok, problem, warning
from entrypoints.settings import PREFIX

NAME, DURABILITY = "database", "durability"
UPGRADE = "alma-checkout database upgrade"
_ANOTHER = f"Name another in {PREFIX}DATABASE_URL."

_SAFE = {
    "journal_mode": {"wal"},
    "synchronous": {"full", "extra"},
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
}
"""The values with which what was answered is on the disk, whatever happens next."""


def of_memory(mode: str | None) -> Check:
    """Say that a memory keeps nothing; with real money that is a problem."""
    tell = problem if mode == "live" else warning
    cure = f"Set {PREFIX}DATABASE_URL=sqlite:///alma-checkout.db"
    return tell(NAME, "memory:// forgets every checkout when the server stops.", cure=cure)


def of_database(state: DatabaseState, mode: str | None) -> Iterator[Check]:
    """Say how a database is, for the mode that the settings name, if they do."""
    match state:
        case Unusable(where, cause):
            yield of_cause(where, cause)
        case Missing(where):
            yield warning(NAME, f"There is no database yet at {where}", cure=f"{UPGRADE}, or correct the path.")
        case Usable():
            yield from _of_tables(state, mode)
            yield from _of_durability(state)


def _of_tables(state: Usable, mode: str | None) -> Iterator[Check]:
    tables = f"The tables at {state.where} are of version {state.version}"
    foreign = mode is not None and state.owner not in {None, mode}
    if foreign:
        yield problem(NAME, f"The database {state.where} belongs to {state.owner}, not to {mode}.", cure=_ANOTHER)
    if state.version > state.known:
        sentence = f"{tables}, made by a later version of this program; this one knows {state.known}."
        yield problem(NAME, sentence, cure=f"Install the later version. Or: {_ANOTHER}")
    elif state.version < state.known:
        sentence = f"{tables}; this program makes them version {state.known} when it uses them."
        yield warning(NAME, sentence, cure=UPGRADE)
    elif not foreign:
        yield ok(NAME, f"{tables}, and belong to {state.owner or 'nobody yet'}.")


def _of_durability(state: Usable) -> Iterator[Check]:
    unsafe = {name: value for name, value in state.durability.items() if value not in _SAFE[name]}
    for name, value in unsafe.items():
        yield problem(DURABILITY, f"{name} is {value}: what was answered may be lost.", cure=_make_safe(name))
    if state.durability and not unsafe:
        told = ", ".join(f"{name} is {value}" for name, value in sorted(state.durability.items()))
        yield ok(DURABILITY, f"What is answered is on the disk: {told}.")


def _make_safe(name: str) -> str:
    match name:
        case "journal_mode" | "synchronous":
            return f"{UPGRADE}, with the file on a disk of this machine."
    return f"psql: ALTER SYSTEM SET {name} = on; SELECT pg_reload_conf();"
