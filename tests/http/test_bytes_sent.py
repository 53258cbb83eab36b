"""A body is read as it comes, and no further than it may be long."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.exceptions import InternalServerException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from entrypoints.http.bytes_sent import bytes_sent

Sent = dict[str, Any]


class Caller:
    """Somebody who sends a body in parts."""

    def __init__(self, *messages: Sent) -> None:
        self.left: Iterator[Sent] = iter(messages)

    async def __call__(self) -> Any:  # noqa: ANN401 -- a message, as the framework types it
        return next(self.left)


def part(body: bytes, *, more: bool) -> Sent:
    return {"type": "http.request", "body": body, "more_body": more}


async def test_a_body_may_come_in_parts() -> None:
    """Put together in their order."""
    caller = Caller(part(b"vel", more=True), part(b"", more=True), part(b"vet", more=False))

    assert await bytes_sent(caller, most=6) == b"velvet"


async def test_what_is_too_long_is_not_read_to_its_end() -> None:
    """A byte more is one too many."""
    caller = Caller(part(b"vel", more=True), part(b"vets", more=True), part(b"left", more=False))

    with pytest.raises(RequestEntityTooLarge):
        await bytes_sent(caller, most=6)
    assert [it["body"] for it in caller.left] == [b"left"]


async def test_half_a_body_is_none() -> None:
    """The caller hung up."""
    caller = Caller(part(b"vel", more=True), {"type": "http.disconnect"})

    with pytest.raises(InternalServerException, match="client disconnected prematurely"):
        await bytes_sent(caller, most=6)
