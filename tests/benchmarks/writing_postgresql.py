"""PostgreSQL: openings with a key and moves, against pgbench with the same statements."""

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from random import randrange
from typing import Any

from adapters.document import columns
from adapters.postgres import keys, rows
from adapters.postgres.checkouts import PostgresCheckouts
from adapters.postgres.database import Database
from domain.checkout import Checkout
from domain.ports import Key
from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.measuring import rate
from tests.support.checkouts import NOON, an_open_checkout
from tests.support.postgres import Server

ROUNDS, DEEDS, AT_ONCE = 7, 6_000, 16
_numbers = count()


def _written_out(statement: str, values: Mapping[str, Any]) -> str:
    """Put values into a statement, as pgbench needs it: one line, `:n` for what differs each time."""
    texts = {name: "NULL" if it is None else f"'{it}'" for name, it in values.items()}
    texts |= {name: f"'\\x{it.hex()}'" for name, it in values.items() if isinstance(it, bytes)}
    texts |= {name: f"'{it[:-2]}' || :n" for name, it in values.items() if isinstance(it, str) and it.endswith(":n")}
    return " ".join((statement % texts).split())


def _transaction(*statements: str) -> str:
    return ";\n".join(["BEGIN", *statements, "COMMIT", ""])


def _opening() -> str:
    row = columns(an_open_checkout(":n"))
    use = {"sender": "shop", "text": "co_:n", "request": "a request", "checkout": "co_:n", "at": NOON, "free": NOON}
    row_as_it_is = f"INSERT INTO checkouts ({', '.join(row)}) VALUES ({', '.join(f'%({name})s' for name in row)})"  # noqa: S608 -- our own names
    both = _written_out(keys.TAKE, use), _written_out(row_as_it_is, row)
    return "\\set n random(1, 1000000000000)\n" + _transaction(*both)


def _moving() -> str:
    row = columns(an_open_checkout("table-:n"))
    changes = ", ".join(f"{name} = %({name})s" for name in row)
    take, put = f"{rows.FIELDS} WHERE id = %(id)s FOR UPDATE", f"UPDATE checkouts SET {changes} WHERE id = %(id)s"  # noqa: S608 -- our own names
    both = _written_out(take, row), _written_out(put, row)
    return f"\\set n random(0, {DEEDS - 1})\n" + _transaction(*both)


def _pgbench(server: Server, url: str, script: str) -> float:
    options = ["-n", "-M", "prepared", "-c", str(AT_ONCE), "-j", "1", "-t", str(DEEDS // AT_ONCE), "-f", "-"]
    found = subprocess.run(
        [server.programs / "pgbench", *options, url], input=script, capture_output=True, text=True, check=True
    )
    (figure,) = re.findall(r"^tps = ([0-9.]+)", found.stdout, re.MULTILINE)
    return float(figure)


async def measure(server: Server) -> list[Figure]:
    """Measure both, 16 at once, in the same tables."""
    url = server.fresh()
    database = Database(url, create=True)
    store = PostgresCheckouts(database)

    def opening() -> Callable[[], Any]:
        it = an_open_checkout(f"chair-{next(_numbers)}")
        return lambda: store.add(it, Key("shop", it.id, "a request"), at=NOON)

    def moving() -> Callable[[], Any]:
        return lambda: store.update(f"co_chair-{randrange(DEEDS)}", _changed)

    for n in range(DEEDS):
        await store.add(an_open_checkout(f"table-{n}"), None, at=NOON)
    found = []
    for what, script, deed in (("openings", _opening(), opening), ("moves", _moving(), moving)):
        await rate([deed() for _ in range(DEEDS)], at_once=AT_ONCE)
        rounds = [
            (_pgbench(server, url, script), await rate([deed() for _ in range(DEEDS)], at_once=AT_ONCE))
            for _ in range(ROUNDS)
        ]
        theirs, ours = zip(*rounds, strict=True)
        found.append(Figure(f"PostgreSQL, {what}, 16 at once", "pgbench", "/s", ours, theirs, Promise(least=0.65)))
    await database.close()
    return found


def _changed(checkout: Checkout) -> Checkout:
    return replace(checkout, changes=checkout.changes + 1)
