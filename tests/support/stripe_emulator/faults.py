"""Faults on demand: what may go wrong at Stripe, or on the way there and back."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.support.stripe_emulator.refusals import StripeRefusal

Hook = Callable[[], Awaitable[object]]
"""Something to wait for, such as `asyncio.Event().wait`."""

EVERY = float("inf")


@dataclass(slots=True)
class Fault:
    """What happens to some calls of a kind (`*` is any): after `skip` of them, to the next `times`.

    `refusal` is Stripe's answer, given by the API itself and remembered by the key. `instead` is given by what stands
    in front of the API, and remembered by nothing. `body` takes the place of the answer's own.
    """

    kind: str
    skip: int = 0
    times: float = 1
    unreachable: bool = False
    lost: bool = False
    before: Hook | None = None
    after: Hook | None = None
    refusal: StripeRefusal | None = None
    instead: StripeRefusal | None = None
    body: bytes | None = None


class Faults:
    """What is wrong at the moment; nothing, to begin with. A kind is such as `payment_intents.create`.

    The SDK tries again by itself: an answer is lost to the shop only if it is lost as often as the SDK tries.
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def lift(self) -> None:
        """Have everything work again."""
        self._faults.clear()

    def unreachable(self, kind: str = "*", *, skip: int = 0, times: float = EVERY) -> None:
        """Have calls get no answer and take no effect."""
        self._faults.append(Fault(kind, skip, times, unreachable=True))

    def lose_answer(self, kind: str, *, skip: int = 0, times: float = 1) -> None:
        """Have calls take effect, and their answers get lost."""
        self._faults.append(Fault(kind, skip, times, lost=True))

    def slow_down(self, kind: str, *, before: Hook | None = None, after: Hook | None = None) -> None:
        """Have the next call wait before it takes effect, or before its answer arrives."""
        self._faults.append(Fault(kind, before=before, after=after))

    def delay(self, kind: str, seconds: float) -> None:
        """Have the answer to the next call take its time."""
        self.slow_down(kind, after=lambda: asyncio.sleep(seconds))

    def refuse(self, kind: str, code: str | None, message: str = "Refused.", *, status: int = 400) -> None:
        """Have the next call refused for good; its key remembers."""
        kind_of_error = "card_error" if status == 402 else "invalid_request_error"
        self._faults.append(Fault(kind, refusal=StripeRefusal(code, message, status=status, type=kind_of_error)))

    def break_down(self, kind: str, *, status: int = 500, times: float = 1, remembered: bool = False) -> None:
        """Have calls fail at Stripe; as Stripe does, the key may remember even that."""
        failure = StripeRefusal(None, "An unknown error occurred.", status=status, type="api_error")
        fault = Fault(kind, times=times)
        fault.refusal, fault.instead = (failure, None) if remembered else (None, failure)
        self._faults.append(fault)

    def lock(self, kind: str, *, times: float = 1) -> None:
        """Have calls find the object locked by another one: 429 `lock_timeout`."""
        busy = StripeRefusal("lock_timeout", "This object cannot be accessed right now.", status=429)
        self._faults.append(Fault(kind, times=times, instead=busy))

    def conflict(self, kind: str, *, times: float = 1) -> None:
        """Have calls find their key in use by a call under way: 409 `idempotency_key_in_use`."""
        self._faults.append(Fault(kind, times=times, instead=in_use()))

    def garble(self, kind: str, body: bytes = b"<html>Bad gateway</html>", *, times: float = 1) -> None:
        """Have answers arrive with a body that is no JSON, or another one."""
        self._faults.append(Fault(kind, times=times, body=body))

    def meet(self, kind: str) -> Fault:
        """Give what happens to a call."""
        for fault in self._faults:
            if fault.kind in {kind, "*"} and fault.refusal is None and _next(fault):
                return fault
        return Fault(kind)

    def refusal(self, kind: str) -> None:
        """Refuse a call that is carried out, if that was asked for."""
        for fault in self._faults:
            if fault.kind == kind and fault.refusal and _next(fault):
                raise fault.refusal


def in_use() -> StripeRefusal:
    """Refuse a key that is in use by a call under way."""
    message = "There is currently another in-progress request using this Idempotency-Key."
    return StripeRefusal("idempotency_key_in_use", message, status=409, type="idempotency_error")


def _next(fault: Fault) -> bool:
    if fault.skip:
        fault.skip -= 1
        return False
    fault.times -= 1
    return fault.times >= 0
