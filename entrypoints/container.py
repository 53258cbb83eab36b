"""The composition root. With its two halves, `stores` and `gateways`, it alone knows adapters.

What is heavy is imported when it is chosen.

A test replaces a part by naming it: `Container(settings=..., clock=providers.Object(manual))`.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from adapters.announcing import NOBODY, Announcing
from adapters.clock import SystemClock
from adapters.ids import RandomIds
from domain.ports import (
    AlmaPage,
    Browser,
    Checkouts,
    Clock,
    Dashboard,
    Events,
    Orphans,
    Outbox,
    PaymentGateway,
    Receiver,
)
from domain.use_cases.ask_provider import AskProvider
from domain.use_cases.cancel_checkout import CancelCheckout
from domain.use_cases.capture_checkout import CaptureCheckout
from domain.use_cases.change_amount import ChangeAmount
from domain.use_cases.create_payment import CreatePayment
from domain.use_cases.deliver_events import DeliverEvents
from domain.use_cases.export_checkouts import ExportCheckouts
from domain.use_cases.find_owner import FindOwner
from domain.use_cases.finish_task import FinishTask
from domain.use_cases.give_client_secret import GiveClientSecret
from domain.use_cases.hear_event import HearEvent
from domain.use_cases.list_tasks import ListTasks
from domain.use_cases.open_checkout import OpenCheckout
from domain.use_cases.reconcile import Reconcile
from domain.use_cases.refund_checkout import RefundCheckout
from domain.use_cases.resend_events import ResendEvents
from domain.use_cases.return_orphan import ReturnOrphan
from domain.use_cases.review_checkout import ReviewCheckout
from domain.use_cases.send_to_alma import SendToAlma
from domain.use_cases.settle import SettleCheckout
from domain.use_cases.submit_evidence import SubmitEvidence
from domain.use_cases.sweep import Sweep
from domain.use_cases.welcome_back import WelcomeBack
from entrypoints import gateways, stores
from entrypoints.bad_settings import BadSettings
from entrypoints.bell import Bell
from entrypoints.injection import containers, providers
from entrypoints.settings import Settings
from entrypoints.view import CheckoutView

Measured = Callable[[PaymentGateway], PaymentGateway]
"""What an entrypoint puts around the gateway, to measure its calls."""

if TYPE_CHECKING:
    from domain.ports.account import Account
    from domain.ports.probe import Probe
    from domain.use_cases.subscribe_to_events import SubscribeToEvents
    from entrypoints.doctor.doctor import Doctor


def _as_it_is(gateway: PaymentGateway) -> PaymentGateway:
    return gateway


def _measured(measured: Measured, gateway: PaymentGateway) -> PaymentGateway:
    return measured(gateway)


def _announcing(settings: Settings, bell: Bell) -> Announcing:
    return Announcing(bell.ring) if settings.events.wanted else NOBODY


def _receiver(settings: Settings) -> Receiver:
    from adapters.shop.receiver import HttpReceiver

    receiver = settings.events.receiver
    if receiver is None:
        raise BadSettings("ALMA_CHECKOUT_EVENTS_URL must be set, so that events can be delivered.")
    return HttpReceiver(*receiver)


def _subscribe_to_events(account: "Account") -> "SubscribeToEvents":
    from domain.use_cases.subscribe_to_events import SubscribeToEvents

    return SubscribeToEvents(account)


def _doctor(settings: Settings, clock: Clock, **parts: Callable[[], Any]) -> "Doctor":
    from entrypoints.doctor.doctor import Doctor

    return Doctor(settings, clock, **parts)


class Container(containers.DeclarativeContainer):
    """Everything there is, put together by settings. Adapters live as long as the container, use cases for one call."""

    settings: providers.Dependency[Settings] = providers.Dependency(instance_of=Settings)
    may_create: providers.Object[bool] = providers.Object(False)  # noqa: FBT003 -- a provider of a plain value
    clock: providers.Provider[Clock] = providers.Singleton(SystemClock)
    ids = providers.Singleton(RandomIds)

    store = providers.Callable(stores.kind_of, settings)
    sqlite: providers.Provider[Any] = providers.Singleton(stores.sqlite_database, settings, create=may_create)
    postgres: providers.Provider[Any] = providers.Singleton(stores.postgres_database, settings, create=may_create)
    database: providers.Provider[Any] = providers.Selector(
        store, memory=providers.Object(None), sqlite=sqlite, postgresql=postgres
    )
    bell = providers.Singleton(Bell)
    announcing = providers.Singleton(_announcing, settings, bell)
    outbox_in_memory = providers.Singleton(stores.outbox_in_memory)
    checkouts: providers.Provider[Checkouts] = providers.Selector(
        store,
        memory=providers.Singleton(stores.checkouts_in_memory, outbox_in_memory, announcing),
        sqlite=providers.Singleton(stores.sqlite_checkouts, sqlite, announcing),
        postgresql=providers.Singleton(stores.postgres_checkouts, postgres, announcing),
    )
    outbox: providers.Provider[Outbox] = providers.Selector(
        store,
        memory=outbox_in_memory,
        sqlite=providers.Singleton(stores.sqlite_outbox, sqlite),
        postgresql=providers.Singleton(stores.postgres_outbox, postgres),
    )
    orphans: providers.Provider[Orphans] = providers.Selector(
        store,
        memory=providers.Singleton(stores.orphans_in_memory),
        sqlite=providers.Singleton(stores.sqlite_orphans, sqlite),
        postgresql=providers.Singleton(stores.postgres_orphans, postgres),
    )

    faults: providers.Provider[Any] = providers.Singleton(gateways.no_faults)
    sandbox_memory: providers.Provider[Any] = providers.Selector(
        store,
        memory=providers.Singleton(gateways.mapping_of_payments),
        sqlite=providers.Singleton(gateways.table_of_payments, sqlite),
        postgresql=providers.Singleton(gateways.postgres_table_of_payments, postgres),
    )
    alma_page: providers.Provider[AlmaPage] = providers.Singleton(gateways.alma_page, sandbox_memory, clock, faults)
    dashboard: providers.Provider[Dashboard] = providers.Singleton(gateways.dashboard, sandbox_memory, clock, faults)
    browser: providers.Provider[Browser] = providers.Singleton(
        gateways.browser, sandbox_memory, clock, faults, settings
    )
    stripe: providers.Singleton[Any] = providers.Singleton(gateways.stripe, settings)
    provider: providers.Provider[PaymentGateway] = providers.Selector(
        settings.provided.gateway,
        sandbox=providers.Singleton(gateways.sandbox, sandbox_memory, clock, faults, settings),
        stripe=stripe,
    )
    measured: providers.Provider[Measured] = providers.Object(_as_it_is)
    gateway: providers.Provider[PaymentGateway] = providers.Callable(_measured, measured, provider)

    account: "providers.Provider[Account]" = providers.Selector(
        settings.provided.gateway,
        sandbox=providers.Factory(gateways.sandbox_account),
        stripe=providers.Factory(gateways.stripe_account, stripe),
    )
    probe: "providers.Provider[Probe]" = providers.Factory(gateways.signed_probe, settings)
    subscribe_to_events: "providers.Provider[SubscribeToEvents]" = providers.Factory(_subscribe_to_events, account)
    doctor: providers.Provider[Any] = providers.Factory(
        _doctor, settings, clock, account=account.provider, probe=probe.provider, database=database.provider
    )

    terms = settings.provided.terms
    addresses = settings.provided.addresses
    view = providers.Factory(CheckoutView, terms, addresses, clock)

    create_payment = providers.Factory(CreatePayment, checkouts, gateway, clock)
    export_checkouts = providers.Factory(ExportCheckouts, checkouts)
    settle = providers.Factory(SettleCheckout, checkouts, gateway, clock, create_payment)
    ask = providers.Factory(AskProvider, checkouts, clock, settle)
    open_checkout = providers.Factory(
        OpenCheckout, checkouts, clock, ids, terms, addresses, settings.provided.open_for, create_payment
    )
    send_to_alma = providers.Factory(SendToAlma, checkouts, gateway, clock, terms, addresses, settle, ask)
    give_client_secret = providers.Factory(GiveClientSecret, checkouts, gateway, clock, settle)
    welcome_back = providers.Factory(WelcomeBack, checkouts, gateway, clock, settle)
    change_amount = providers.Factory(ChangeAmount, checkouts, gateway, clock, terms, settle)
    capture_checkout = providers.Factory(CaptureCheckout, gateway, settle, ask)
    cancel_checkout = providers.Factory(CancelCheckout, gateway, settle, ask)
    refund_checkout = providers.Factory(RefundCheckout, checkouts, gateway, clock, ids, settle)
    review_checkout = providers.Factory(ReviewCheckout, checkouts, gateway, clock, ids, refund_checkout, ask)
    submit_evidence = providers.Factory(SubmitEvidence, checkouts, gateway, clock, ids, settle)
    events: providers.Provider[Events] = providers.Singleton(gateways.signed_events, settings)
    hear_event = providers.Factory(HearEvent, checkouts, events, clock, settings.provided.mode)
    find_owner = providers.Factory(FindOwner, checkouts)
    reconcile = providers.Factory(
        Reconcile, checkouts, orphans, gateway, clock, settings.provided.mode, settle, find_owner
    )
    list_tasks = providers.Factory(ListTasks, checkouts, orphans, outbox, clock)
    finish_task = providers.Factory(FinishTask, checkouts, orphans, outbox, clock)
    return_orphan = providers.Factory(ReturnOrphan, orphans, gateway, clock, find_owner)
    receiver: providers.Provider[Receiver] = providers.Singleton(_receiver, settings)
    deliver_events = providers.Factory(DeliverEvents, outbox, receiver, clock)
    resend_events = providers.Factory(ResendEvents, outbox, clock)
    sweep = providers.Factory(Sweep, checkouts, clock, settle, change_amount, refund_checkout, cancel_checkout)


async def closed(container: Container) -> None:
    """Close what was opened; what is asked later opens it again. Settings that cannot be used have opened nothing."""
    with suppress(BadSettings):
        if container.settings().gateway == "stripe":
            await container.stripe().close()
            container.stripe.reset()
    with suppress(BadSettings):
        if database := container.database():
            await database.close()
