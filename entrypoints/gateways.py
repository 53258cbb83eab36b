"""The providers by themselves: the sandbox and all that plays it, and Stripe; each is imported when it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.postgres.database import Database as PostgresDatabase
    from adapters.sandbox.faults import Faults
    from adapters.sandbox.memory import Memory
    from adapters.sqlite.database import Database as SqliteDatabase
    from adapters.stripe.gateway import StripeGateway
    from domain.ports import AlmaPage, Browser, Clock, Dashboard, Events, PaymentGateway
    from domain.ports.account import Account
    from domain.ports.probe import Probe
    from entrypoints.settings import Settings


def table_of_payments(database: SqliteDatabase) -> Memory:
    """Give the sandbox's payments in the file of the checkouts."""
    from adapters.sandbox.document import decode, encode
    from adapters.sqlite.sandbox_payments import SqliteSandboxPayments

    return SqliteSandboxPayments(
        database=database, encode=encode, decode=decode, checkout_of=lambda payment: payment.checkout
    )


def postgres_table_of_payments(database: PostgresDatabase) -> Memory:
    """Give the sandbox's payments in the database of the checkouts."""
    from adapters.postgres.sandbox_payments import PostgresSandboxPayments
    from adapters.sandbox.document import decode, encode

    return PostgresSandboxPayments(
        database=database, encode=encode, decode=decode, checkout_of=lambda payment: payment.checkout
    )


def mapping_of_payments() -> Memory:
    """Give the sandbox's payments in the memory of this process."""
    from adapters.sandbox.memory import InMemory

    return InMemory()


def no_faults() -> Faults:
    """Give the faults that the sandbox can be told to have; none, to begin with."""
    from adapters.sandbox.faults import Faults

    return Faults()


def sandbox(memory: Memory, clock: Clock, faults: Faults, settings: Settings) -> PaymentGateway:
    """Give the gateway to the sandbox."""
    from adapters.sandbox.gateway import SandboxGateway

    return SandboxGateway(memory, clock, faults, settings.public_url)


def stripe(settings: Settings) -> StripeGateway:
    """Give the gateway to Stripe, as the settings reach it."""
    from adapters.stripe.gateway import StripeGateway

    return StripeGateway.with_key(settings.stripe.secret_key, api_base=settings.stripe.api_base)


def signed_events(settings: Settings) -> Events:
    """Give the reader of Stripe's events."""
    from adapters.stripe.webhooks import SignedEvents

    return SignedEvents(settings.stripe.webhook_secrets)


def sandbox_account() -> Account:
    """Give the account that the sandbox stands for."""
    from adapters.sandbox.standing import SandboxAccount

    return SandboxAccount()


def stripe_account(gateway: StripeGateway) -> Account:
    """Give the account at Stripe."""
    from adapters.stripe.account import StripeAccount

    return StripeAccount(gateway.client)


def signed_probe(settings: Settings) -> Probe:
    """Give a probe of our own endpoint for events."""
    from adapters.stripe.probe import SignedProbe

    return SignedProbe(settings.stripe.webhook_secrets)


def alma_page(memory: Memory, clock: Clock, faults: Faults) -> AlmaPage:
    """Give the page that stands in for Alma's."""
    from adapters.sandbox.alma_page import SandboxAlmaPage

    return SandboxAlmaPage(memory, clock, faults)


def dashboard(memory: Memory, clock: Clock, faults: Faults) -> Dashboard:
    """Give the sandbox's dashboard."""
    from adapters.sandbox.dashboard import Dashboard as SandboxDashboard

    return SandboxDashboard(memory, clock, faults)


def browser(memory: Memory, clock: Clock, faults: Faults, settings: Settings) -> Browser:
    """Give the provider's form in the customer's browser, on the sandbox."""
    from adapters.sandbox.browser import Browser as SandboxBrowser

    return SandboxBrowser(memory, clock, faults, settings.public_url)
