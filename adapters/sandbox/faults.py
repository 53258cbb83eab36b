"""Faults on demand: what may go wrong at a provider, or between it and us."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.sandbox.passing import Conditions
from adapters.sandbox.refusals import refused
from domain.errors import ProviderRefused, ProviderUnavailable

Hook = Callable[[], Awaitable[object]]
"""Something to wait for, such as `asyncio.Event().wait`."""


class Faults:
    """What is wrong with the provider at the moment; nothing, to begin with.

    A kind of call is the name of the gateway's method: `create`, `look_up`, `find`, `client_secret`, `confirm`,
    `change_amount`, `capture`, `cancel`, `refund`, `submit_evidence`. Calls fail for the shop alone, never for the
    customer.

    `late_to_end`: an attempt outlives its hour. `alma_not_offered`: the account has no Alma. `refunds_fail`: those
    asked for from now on fail in the end. `no_address`: a confirmation tells no address to send the customer to.
    """

    def __init__(self) -> None:
        self.lift()

    def lift(self) -> None:
        """Have everything work again."""
        self.late_to_end = False
        self.alma_not_offered = False
        self.refunds_fail = False
        self.no_address = False
        self._unreachable = 0.0
        self._lost: list[str] = []
        self._refused: dict[str, ProviderRefused] = {}
        self._slow: dict[str, tuple[Hook | None, Hook | None]] = {}

    def unreachable(self, calls: int | None = None) -> None:
        """Have the next calls get no answer and take no effect, or all until this is lifted."""
        self._unreachable = float("inf") if calls is None else calls

    def lose_answer(self, kind: str) -> None:
        """Have the next call of a kind take effect and its answer get lost; said twice, the next two."""
        self._lost.append(kind)

    def refuse(self, kind: str, code: str | None, message: str = "The provider refuses this.") -> None:
        """Have the next call of a kind refused for good."""
        self._refused[kind] = refused(code, message)

    def slow_down(self, kind: str, *, before: Hook | None = None, after: Hook | None = None) -> None:
        """Have the next call of a kind wait before it takes effect, or before its answer arrives."""
        self._slow[kind] = before, after

    def conditions(self, at: datetime, kind: str | None = None) -> Conditions:
        """Tell how things stand at the provider, for a call of this kind; a refusal that it meets is used up."""
        return Conditions(
            at=at.replace(microsecond=0),
            late_to_end=self.late_to_end,
            alma_enabled=not self.alma_not_offered,
            refunds_fail_with="insufficient_funds" if self.refunds_fail else None,
            refusal=self._refused.pop(kind, None) if kind else None,
        )

    async def before(self, kind: str) -> Hook | None:
        """Meet a call on its way to the provider; give what its answer has to wait for."""
        before, after = self._slow.pop(kind, (None, None))
        if before:
            await before()
        if self._unreachable:
            self._unreachable -= 1
            raise ProviderUnavailable
        return after

    async def after(self, kind: str, wait: Hook | None) -> None:
        """Meet an answer on its way to us."""
        if wait:
            await wait()
        if kind in self._lost:
            self._lost.remove(kind)
            raise ProviderUnavailable
