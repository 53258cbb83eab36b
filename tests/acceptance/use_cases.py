"""The way in through the use cases themselves: no protocol between the shop and the domain."""

from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from domain.checkout import Capture, Methods
from domain.errors import Refusal
from domain.evidence import Evidence, EvidenceFile
from domain.explanation import explain
from domain.money import Money
from domain.opening import Opening, locale_of
from domain.order import Line, Order, country_code
from domain.outgoing import Delivery
from domain.ports import EventSearch, Page, Search
from domain.representations import of_dispute, of_refund
from domain.use_cases.open_checkout import Opened
from domain.use_cases.welcome_back import shop_address
from entrypoints.container import Container
from entrypoints.cursor import position_of, text_of
from entrypoints.event_view import event_view, events_view
from entrypoints.exports import EXPORTS, Export
from entrypoints.filters import search_of
from entrypoints.task_view import done_view, orphan_view, reconciled_view, tasks_view
from entrypoints.view import disputes_view, explanation_view, obstacle_view, timeline_view, verdict_view
from tests.acceptance.running import Run
from tests.acceptance.shop import Files, Rejection, View

Answer = TypeVar("Answer")

BY = "shop"
"""Who acts, in every way in."""


class UseCases:
    """A shop that calls the use cases."""

    def __init__(self, container: Container, run: Run) -> None:
        self._container = container
        self._loop = run

    def open(self, *, key: str | None = None, **asked: Any) -> View:
        opened = self._run(self._open(key, **asked))
        return self._container.view()(opened.checkout, opened.others)

    def pay(self, checkout: str, return_url: str | None = None) -> View:
        return self._shown(self._container.send_to_alma()(checkout, by=BY, return_url=return_url))

    def look_up(self, checkout: str) -> View:
        return self._shown(self._container.checkouts().get(checkout))

    def settle(self, checkout: str) -> View:
        return self._shown(self._container.settle()(checkout, by=BY))

    def change(self, checkout: str, amount: int, lines: list[View] | None = None) -> View:
        changed = None if lines is None else tuple(Line(**line) for line in lines)
        return self._shown(self._container.change_amount()(checkout, amount, by=BY, lines=changed))

    def capture(self, checkout: str, amount: int | None = None) -> View:
        return self._shown(self._container.capture_checkout()(checkout, by=BY, amount=amount))

    def cancel(self, checkout: str, reason: str | None = None) -> View:
        return self._shown(self._container.cancel_checkout()(checkout, by=BY, reason=reason or "requested_by_customer"))

    def refund(
        self, checkout: str, amount: int | None = None, *, reason: str | None = None, key: str | None = None
    ) -> View:
        refunded = self._run(self._container.refund_checkout()(checkout, by=BY, amount=amount, reason=reason, key=key))
        return of_refund(refunded.refund)

    def review(self, checkout: str, decision: str) -> View:
        return self._shown(self._container.review_checkout()(checkout, decision, by=BY))

    def disputes(self, checkout: str) -> View:
        return disputes_view(self._run(self._container.checkouts().get(checkout)))

    def submit_evidence(
        self, checkout: str, files: Files, text: str | None = None, *, dispute: str | None = None
    ) -> View:
        return self._run(self._submit_evidence(checkout, files, text, dispute))

    def timeline(self, checkout: str) -> list[View]:
        items: list[View] = timeline_view(self._run(self._container.checkouts().get(checkout)).timeline)["items"]
        return items

    def explain(self, checkout: str) -> View:
        found = self._run(self._container.checkouts().get(checkout))
        return explanation_view(explain(found, self._now(), self._container.terms()))

    def listing(self, *, overdue: bool = False, limit: int = 20, cursor: str | None = None, **wanted: Any) -> View:
        page = self._run(self._page(wanted, overdue=overdue, limit=limit, after=position_of(cursor)))
        view = self._container.view()
        return {"items": [view(checkout) for checkout in page.items], "next_cursor": text_of(page.next)}

    def reconcile(self) -> View:
        since = self._now() - timedelta(days=7)
        return reconciled_view(self._run(self._container.reconcile()(since=since, by=BY)))

    def due(self) -> View:
        return tasks_view(self._run(self._container.list_tasks()()), self._now())

    def done(self, task: str, note: str | None = None) -> View:
        return done_view(task, self._run(self._container.finish_task()(task, by=BY, note=note)))

    def give_back(self, payment: str) -> View:
        return orphan_view(self._run(self._container.return_orphan()(payment, by=BY)))

    def export(self, form: str, **wanted: Any) -> str:
        return self._run(self._exported(EXPORTS[form], wanted)).decode()

    def eligibility(self, amount: int, currency: str, country: str) -> View:
        return self._run(self._verdict(amount, currency, country))

    def come_back(self, checkout: str, address: str) -> str | None:
        told = parse_qs(urlsplit(address).query)
        welcomed = self._run(
            self._container.welcome_back()(
                checkout,
                payment_id=told["payment_intent"][0],
                client_secret=told["payment_intent_client_secret"][0],
            )
        )
        return shop_address(welcomed)

    def events(self, state: str) -> View:
        return events_view(self._run(self._container.outbox().search(EventSearch(state=Delivery(state)))))

    def resend(self, event: str | None = None) -> View:
        resend = self._container.resend_events()
        return event_view(self._run(resend(event))) if event else {"resent": self._run(resend.undelivered())}

    def make_rounds(self) -> None:
        self._run(self._container.sweep()())

    async def _open(
        self,
        key: str | None,
        *,
        order: str,
        amount: int,
        currency: str,
        country: str,
        lines: list[View] | None = None,
        methods: str = "automatic",
        capture: str = "automatic",
        locale: str | None = None,
        return_url: str | None = None,
    ) -> Opened:
        wanted = Order(order, Money(amount, currency), country, tuple(Line(**line) for line in lines or ()))
        opening = Opening(
            order=wanted,
            methods=Methods(methods),
            capture=Capture(capture),
            locale=locale_of(locale),
            return_url=return_url,
        )
        return await self._container.open_checkout()(opening, by=BY, key=key)

    async def _submit_evidence(self, checkout: str, files: Files, text: str | None, dispute: str | None) -> View:
        evidence = Evidence(tuple(EvidenceFile(kind, kind, content) for kind, content in files.items()), text)
        submitted = await self._container.submit_evidence()(checkout, evidence, by=BY, dispute_id=dispute)
        return of_dispute(submitted.dispute)

    async def _page(self, wanted: View, *, overdue: bool, **turned: Any) -> Page:
        return await self._container.checkouts().search(replace(self._narrowed(wanted, overdue=overdue), **turned))

    async def _exported(self, form: Export, wanted: View) -> bytes:
        pages = self._container.export_checkouts()(self._narrowed(wanted))
        return form.head + b"".join([form.page(self._container.view(), page) async for page in pages])

    def _narrowed(self, wanted: View, *, overdue: bool = False) -> Search:
        said = {name: str(value) for name, value in wanted.items()}
        return search_of(said, lambda text, _: int(text), overdue_at=self._now() if overdue else None)

    async def _verdict(self, amount: int, currency: str, country: str) -> View:
        total = Money(amount, currency)
        obstacles = tuple(self._container.terms().obstacles(total, country_code(country)))
        return verdict_view(total, obstacles, self._now().date())

    def _shown(self, verb: Coroutine[Any, Any, Any]) -> View:
        return self._container.view()(self._run(verb))

    def _run(self, verb: Coroutine[Any, Any, Answer]) -> Answer:
        try:
            return self._loop(verb)
        except Refusal as refusal:
            data = dict(refusal.data)
            if "obstacles" in data:
                data["obstacles"] = [obstacle_view(obstacle) for obstacle in data["obstacles"]]
            raise Rejection(refusal.code, data) from refusal

    def _now(self) -> datetime:
        return self._container.clock().now()
