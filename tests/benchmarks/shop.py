"""What a shop asks of a server, written out once so that callers have nothing to do but to send it."""

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from entrypoints.http.examples import OPENING
from tests.benchmarks.programs import Program
from tests.benchmarks.wire import dialled, request
from tests.benchmarks.world import KEY

View = dict[str, Any]
JSON = {"Content-Type": "application/json"}
ALLOWED = {"Authorization": f"Bearer {KEY}"}

_numbers = count(1)


def an_order() -> str:
    """Give a reference that no other order has."""
    return f"order-{next(_numbers)}"


def opening(path: str = "/checkouts") -> Callable[[], bytes]:
    """Give a way to ask for a checkout, each time for an order and with a key of its own."""

    def asked() -> bytes:
        order = an_order()
        body = json.dumps({**OPENING, "order": order}).encode()
        return request("POST", path, {**JSON, **ALLOWED, "Idempotency-Key": order}, body)

    return asked


def always(method: str, path: str) -> Callable[[], bytes]:
    """Give a way to ask the same again and again."""
    asked = request(method, path, ALLOWED)
    return lambda: asked


async def answered(program: Program, asked: bytes) -> View:
    """Ask once."""
    wire = await dialled(program.address)
    answer = await wire.ask(asked)
    wire.close()
    if answer.status >= 300:
        raise AssertionError((asked, answer))
    told: View = json.loads(answer.body)
    return told


async def opened(program: Program, number: int) -> list[View]:
    """Open some checkouts."""
    return [await answered(program, opening()()) for _ in range(number)]


def written(folder: Path, **answers: View) -> None:
    """Write answers down for the bare endpoints, which give the same."""
    for name, answer in answers.items():
        (folder / f"{name}.json").write_text(json.dumps(answer))
