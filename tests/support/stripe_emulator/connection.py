"""The connection between the shop and Stripe, with all that can go wrong on it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from email.utils import format_datetime

from tests.support.stripe_emulator.answer import Answer, refusal
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.faults import in_use


class NoAnswer(Exception):
    """The call failed, or only its answer got lost: nobody knows."""


class Connection:
    """A way to the emulator through its faults."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self._under_way: set[str] = set()

    async def ask(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Make a call, and be told the time as well. Raises `NoAnswer`."""
        answer = await self._asked(method, address, headers, body)
        return replace(answer, headers=answer.headers | {"date": self._date()})

    def _date(self) -> str:
        return format_datetime(self._emulator.account.clock.now(), usegmt=True)

    async def _asked(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        emulator = self._emulator
        fault = emulator.faults.meet(emulator.kind_of(method, address))
        with self._holding(headers) as free:
            if not free:
                return refusal(emulator.account, in_use())
            if fault.before:
                await fault.before()
            if fault.unreachable:
                raise NoAnswer
            if fault.instead:
                return refusal(emulator.account, fault.instead)
            answer = emulator.handle(method, address, headers, body)
            if fault.after:
                await fault.after()
        if fault.lost:
            raise NoAnswer
        return answer if fault.body is None else Answer(answer.status, answer.headers, fault.body)

    @contextmanager
    def _holding(self, headers: Mapping[str, str]) -> Iterator[bool]:
        """Hold the key of a call while it is under way; say whether it was free."""
        key = next((text for name, text in headers.items() if name.lower() == "idempotency-key"), None)
        if key is None:
            yield True
        elif key in self._under_way:
            yield False
        else:
            self._under_way.add(key)
            try:
                yield True
            finally:
                self._under_way.discard(key)
