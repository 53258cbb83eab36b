"""The doctor: looks at everything that has to be right for payments to arrive, and changes nothing."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import Refusal
from domain.ports import Clock
from domain.ports.account import Account
from domain.ports.database import Database
from domain.ports.probe import Probe
from domain.subscription import Subscription
from entrypoints.bad_settings import BadSettings
from entrypoints.doctor.account import ACCOUNT, of_account, of_alma, of_refusal
from entrypoints.doctor.check import Check, ok, warning
from entrypoints.doctor.clock import of_clock
from entrypoints.doctor.database import of_database, of_memory
from entrypoints.doctor.endpoint import of_endpoints
from entrypoints.doctor.server import NAME as SECRET
from entrypoints.doctor.server import of_probes
from entrypoints.doctor.settings import of_mode, of_settings
from entrypoints.settings import Settings
from entrypoints.stripe_settings import STRIPES_OWN

Checks = list[Check]

_FIRST = "Correct the settings first."


@dataclass(frozen=True, slots=True)
class Doctor:
    """Looks at settings, provider, server and database, each as far as the settings allow: its parts are made late."""

    settings: Settings
    clock: Clock
    account: Callable[[], Account]
    probe: Callable[[], Probe]
    database: Callable[[], Database | None]

    async def __call__(self) -> tuple[Check, ...]:
        """Look, and tell line by line. Nothing that is found is raised."""
        provider, server, database = await asyncio.gather(self._provider(), self._server(), self._database())
        of_ours = (*of_settings(self.settings), *of_mode(self.settings))
        return (*of_ours, *dict.fromkeys(provider), *server, *database)

    async def _provider(self) -> Checks:
        try:
            if self.settings.gateway == "sandbox":
                return [ok(ACCOUNT, "Nothing is needed of Stripe: the sandbox takes the payments.")]
            account, where = self.account(), self.settings.stripe.api_base
        except BadSettings:
            return [warning(ACCOUNT, "Stripe was not asked.", cure=_FIRST)]
        standing, endpoints = await asyncio.gather(self._standing(account, where), self._endpoints(account, where))
        return [*standing, *endpoints]

    async def _standing(self, account: Account, where: str) -> Checks:
        asked_at = self.clock.now()
        try:
            standing = await account.examine()
        except Refusal as refusal:
            return [of_refusal(refusal, where=where)]
        clock = of_clock(asked_at, standing.told_at, self.clock.now())
        return [of_account(standing), of_alma(standing), clock]

    async def _endpoints(self, account: Account, where: str) -> Checks:
        try:
            wanted = Subscription(self.settings.webhook_url, account.version, account.events)
            reachable = where != STRIPES_OWN or not self.settings.public_is_loopback
            return [*of_endpoints(wanted, await account.endpoints(), reachable=reachable)]
        except BadSettings:
            return []
        except Refusal as refusal:
            return [of_refusal(refusal, where=where, what="tell its webhook endpoints")]

    async def _server(self) -> Checks:
        try:
            if self.settings.gateway == "sandbox":
                return []
            url, probe = self.settings.webhook_url, self.probe()
        except BadSettings:
            return [warning(SECRET, "Nothing was sent to our own server.", cure=_FIRST)]
        return of_probes(url, await probe.send(url, at=self.clock.now()))

    async def _database(self) -> Checks:
        mode = self._mode()
        try:
            database = self.database()
        except BadSettings:
            return [warning("database", "The database was not looked at.", cure=_FIRST)]
        return [of_memory(mode)] if database is None else [*of_database(await database.examine(), mode)]

    def _mode(self) -> str | None:
        try:
            return self.settings.mode
        except BadSettings:
            return None
