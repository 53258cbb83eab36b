"""Measuring the provider and the settling of checkouts, around them and not in them."""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from domain.checkout import Checkout
from domain.errors import ProviderFailed, ProviderRefused, ProviderUnavailable
from domain.evidence import Evidence
from domain.payment import Payment, ProviderDispute, ProviderRefund
from domain.ports import Hint, NewPayment, PaymentGateway
from domain.use_cases.settle import SettleCheckout
from entrypoints.container import Container
from entrypoints.http.metrics import Metrics
from entrypoints.injection import providers

T = TypeVar("T")


def measure(container: Container, metrics: Metrics) -> None:
    """Have a container's calls to the provider and its settling counted."""
    container.measured.override(providers.Object(lambda gateway: MeasuredGateway(gateway, metrics.called)))
    container.settle.override(
        providers.Factory(
            CountedSettle,
            container.checkouts,
            container.gateway,
            container.clock,
            container.create_payment,
            counted=metrics.settled,
        )
    )


@dataclass(frozen=True, slots=True)
class MeasuredGateway:
    """A gateway of which every call is timed; `called` gets its name, its seconds, and a refusal's code."""

    gateway: PaymentGateway
    called: Callable[[str, float, str | None], None]

    @property
    def name(self) -> str:
        return self.gateway.name

    async def create(self, payment: NewPayment, *, key: str) -> Payment:
        with self._timed("create"):
            return await self.gateway.create(payment, key=key)

    async def look_up(self, payment_id: str) -> Payment:
        with self._timed("look_up"):
            return await self.gateway.look_up(payment_id)

    async def find(self, checkout_id: str) -> Payment | None:
        with self._timed("find"):
            return await self.gateway.find(checkout_id)

    def touched(self, *, since: datetime) -> AsyncIterator[str]:
        return self._told("touched", self.gateway.touched(since=since))

    def events(self, *, since: datetime) -> AsyncIterator[Hint]:
        return self._told("events", self.gateway.events(since=since))

    async def client_secret(self, payment_id: str) -> str:
        with self._timed("client_secret"):
            return await self.gateway.client_secret(payment_id)

    async def confirm(self, payment_id: str, *, return_to: str, key: str) -> Payment:
        with self._timed("confirm"):
            return await self.gateway.confirm(payment_id, return_to=return_to, key=key)

    async def change_amount(self, payment_id: str, amount: int, *, exclude_alma: bool | None, key: str) -> Payment:
        with self._timed("change_amount"):
            return await self.gateway.change_amount(payment_id, amount, exclude_alma=exclude_alma, key=key)

    async def capture(self, payment_id: str, amount: int, *, key: str) -> Payment:
        with self._timed("capture"):
            return await self.gateway.capture(payment_id, amount, key=key)

    async def cancel(self, payment_id: str, reason: str, *, key: str) -> Payment:
        with self._timed("cancel"):
            return await self.gateway.cancel(payment_id, reason, key=key)

    async def refund(
        self, payment_id: str, *, amount: int, reason: str | None, refund: str, key: str
    ) -> ProviderRefund:
        with self._timed("refund"):
            return await self.gateway.refund(payment_id, amount=amount, reason=reason, refund=refund, key=key)

    async def submit_evidence(
        self, payment_id: str, dispute_id: str, evidence: Evidence, *, submission: str, key: str
    ) -> ProviderDispute:
        with self._timed("submit_evidence"):
            return await self.gateway.submit_evidence(payment_id, dispute_id, evidence, submission=submission, key=key)

    async def _told(self, call: str, items: AsyncIterator[T]) -> AsyncIterator[T]:
        """Time a list as one call: the waiting for it, and not what is done with each item in between."""
        waited: list[float] = []
        codes: list[str | None] = [None]

        def add(_: str, seconds: float, code: str | None) -> None:
            waited.append(seconds)
            codes.append(code)

        measured = replace(self, called=add)
        try:
            while True:
                with measured._timed(call):  # noqa: SLF001 -- its own, with another place to tell
                    item = await anext(items, None)
                if item is None:
                    return
                yield item
        finally:
            self.called(call, sum(waited), codes[-1])

    @contextmanager
    def _timed(self, call: str) -> Iterator[None]:
        begun, trouble = time.perf_counter(), None
        try:
            yield
        except (ProviderRefused, ProviderFailed, ProviderUnavailable) as refusal:
            trouble = refusal.code
            raise
        finally:
            self.called(call, time.perf_counter() - begun, trouble)


@dataclass(frozen=True, slots=True)
class CountedSettle(SettleCheckout):
    """Settling of which every answer that is taken in is counted; one that came too late counts as `overtaken`."""

    counted: Callable[[str, str], None]

    async def take_in(self, asked: Checkout, news: Payment, *, by: str) -> Checkout | None:
        settled = await SettleCheckout.take_in(self, asked, news, by=by)
        self.counted(by, settled.status if settled else "overtaken")
        return settled
