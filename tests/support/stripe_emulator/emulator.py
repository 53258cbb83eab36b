"""The emulator: Stripe's API in memory. One call after the other, each whole or refused."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import RLock
from typing import Any
from urllib.parse import SplitResult, urlsplit

from domain.ports import Clock
from tests.support.stripe_emulator.access import authenticated
from tests.support.stripe_emulator.account import Account, Settings
from tests.support.stripe_emulator.answer import Answer, answer, refusal, request_id
from tests.support.stripe_emulator.call import Call
from tests.support.stripe_emulator.documents import document
from tests.support.stripe_emulator.expanding import expandable, expanded
from tests.support.stripe_emulator.faults import Faults
from tests.support.stripe_emulator.form import Form, decoded
from tests.support.stripe_emulator.holding import held_to_classes, held_to_parameters
from tests.support.stripe_emulator.keys import Keys
from tests.support.stripe_emulator.layout import copied
from tests.support.stripe_emulator.multipart_form import uploaded
from tests.support.stripe_emulator.objects import Event
from tests.support.stripe_emulator.parameters import read
from tests.support.stripe_emulator.passing import pass_time
from tests.support.stripe_emulator.refusals import Invalid, StripeRefusal
from tests.support.stripe_emulator.route import Route
from tests.support.stripe_emulator.routes import ROUTES

SECRET_KEY = "sk_test_emulated"


class Emulator:
    """Stripe, for one account; `secret_keys` are those it takes, restricted ones too, all of one mode.

    `heard` are the calls that were carried out, as pairs of kind and parameters: neither invalid ones nor replays.
    """

    def __init__(self, clock: Clock, *secret_keys: str) -> None:
        self.account = Account(clock, secret_keys or (SECRET_KEY,))
        self.faults = Faults()
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self._keys = Keys()
        self._lock = RLock()

    @property
    def settings(self) -> Settings:
        """How the account is set up."""
        return self.account.settings

    @property
    def events(self) -> list[Event]:
        """What happened until now, oldest first."""
        with self.acting() as account:
            return list(account.events)

    @contextmanager
    def acting(self) -> Iterator[Account]:
        """Hold still whatever else goes on, for somebody who acts on the account as it is now."""
        with self._lock:
            pass_time(self.account)
            yield self.account

    def handle(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer a call. Raises `AssertionError` for one that the emulator cannot judge."""
        with self.acting() as account:
            try:
                told = {name.lower(): text for name, text in headers.items()}
                return self._judged(method.upper(), urlsplit(address), told, body)
            except StripeRefusal as refused:
                return refusal(account, refused)
            finally:
                account.request = {"id": None, "idempotency_key": None}

    def kind_of(self, method: str, address: str) -> str:
        """Name the kind of a call; empty for an unknown one."""
        route, _ = _found(method.upper(), urlsplit(address).path)
        return route.kind if route else ""

    def _judged(self, method: str, address: SplitResult, headers: dict[str, str], body: bytes) -> Answer:
        authenticated(self.account, headers)
        route, object_id = _found(method, address.path)
        if route is None:
            raise Invalid(None, f"Unrecognized request URL ({method}: {address.path}).", status=404)
        asked = read(_form(route, address.query, headers, body), route.params)
        expandable(asked.get("expand", []), route.shows)
        route.held(asked)
        held_to_parameters(asked, route.params)
        key = headers.get("idempotency-key") if method == "POST" else None
        call = Call(object_id, asked, address.path)
        return self._once(route, call, key) if key else self._carried_out(route, call, None)

    def _once(self, route: Route, call: Call, key: str) -> Answer:
        now, endpoint = self.account.now(), f"{route.method} {call.path}"
        first = self._keys.recall(key, endpoint, call.asked, at=now)
        if first:
            return first
        made = self._carried_out(route, call, key)
        self._keys.remember(key, endpoint, call.asked, made, at=now)
        return made

    def _carried_out(self, route: Route, call: Call, key: str | None) -> Answer:
        account = self.account
        account.request = {"id": request_id(), "idempotency_key": key}
        self.heard.append((route.kind, call.asked))
        try:
            self.faults.refusal(route.kind)
            made = route.deed(account, call)
        except Invalid:
            self.heard.pop()
            raise
        except StripeRefusal as refused:
            return refusal(account, refused)
        told = copied(made if isinstance(made, dict) else document(account, made))
        expanded(account, told, call.asked.get("expand", []))
        held_to_classes(told)
        return answer(200, told)


def _form(route: Route, query: str, headers: dict[str, str], body: bytes) -> Form:
    if route.uploads:
        return uploaded(headers.get("content-type", ""), body)
    return decoded(body.decode() if route.method == "POST" else query)


def _found(method: str, path: str) -> tuple[Route | None, str]:
    for route in ROUTES:
        if route.method == method and (object_id := route.id_in(path)) is not None:
            return route, object_id
    return None, ""
