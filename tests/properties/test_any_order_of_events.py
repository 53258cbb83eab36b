"""In whatever order things happen, the promises hold: money is where we say it is, and nothing happens twice."""

import os
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from adapters.sandbox.attempts import RUNNING
from adapters.sandbox.moves import CONFIRMABLE
from domain.checkout import Capture, Methods
from domain.explanation import explain
from domain.refunds import status_of
from tests.properties.world import OPERATOR, Verb, World

KINDS = ("create", "look_up", "confirm", "change_amount", "capture", "cancel", "refund")
AMOUNTS = (1, 3_000, 4_999, 5_000, 14_990, 15_990, 500_001)
TIMES = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=59, seconds=59),
    timedelta(hours=1),
    timedelta(hours=5),
    timedelta(hours=24),
    timedelta(days=6),
    timedelta(days=181),
)
FINAL = frozenset({"paid", "canceled"})
MEANT = {
    "requires_payment_method": "open",
    "requires_confirmation": "open",
    "requires_action": "awaiting_customer",
    "processing": "processing",
    "requires_capture": "authorized",
    "succeeded": "paid",
    "canceled": "canceled",
}
"""What our status is for each of the provider's."""

VERBS: dict[str, Callable[[World], Verb]] = {
    "pay": lambda world: lambda: world.container.send_to_alma()(world.id, by="shop"),
    "settle": lambda world: lambda: world.container.settle()(world.id, by="customer"),
    "cancel": lambda world: lambda: world.container.cancel_checkout()(world.id, by=OPERATOR),
    "capture": lambda world: lambda: world.container.capture_checkout()(world.id, by=OPERATOR),
    "capture a part": lambda world: lambda: world.container.capture_checkout()(world.id, by=OPERATOR, amount=3_000),
    "refund": lambda world: lambda: world.container.refund_checkout()(world.id, by=OPERATOR),
    "refund a part": lambda world: lambda: world.container.refund_checkout()(world.id, by=OPERATOR, amount=3_000),
    "refund with a key": lambda world: (
        lambda: world.container.refund_checkout()(world.id, by=OPERATOR, amount=3_000, key="cushion")
    ),
    "change": lambda world: lambda: world.container.change_amount()(world.id, 15_990, by="shop"),
    "sweep": lambda world: world.container.sweep(),
    "secret": lambda world: lambda: world.container.give_client_secret()(world.id, by="shop"),
}

ASKS = {
    "pay": "confirm",
    "cancel": "cancel",
    "capture": "capture",
    "refund a part": "refund",
    "refund with a key": "refund",
    "change": "change_amount",
}
"""What a verb asks the provider for."""


class AnyOrderOfEvents(RuleBasedStateMachine):
    """One checkout, and everybody who may touch it, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.ended_as: tuple[str, int] | None = None
        self.tampered = False

    def teardown(self) -> None:
        """Lift what is wrong, and hold our state against the provider's."""
        try:
            if self.world.id:
                self.comes_to_rest()
        finally:
            self.world.close()

    # The shop and its operator

    @initialize(
        methods=st.sampled_from(Methods),
        capture=st.sampled_from(Capture),
        fault=st.sampled_from([None, None, None, "lose_answer", "unreachable", "alma_not_offered"]),
        start=st.sampled_from(["open", "sent", "refused", "approved", "heard", "heard", "refunded"]),
    )
    def opens(self, methods: Methods, capture: Capture, fault: str | None, start: str) -> None:
        self.asked = methods, capture
        match fault:
            case "lose_answer":
                self.world.faults.lose_answer("create")
            case "unreachable":
                self.world.faults.unreachable(1)
            case "alma_not_offered":
                self.world.faults.alma_not_offered = True
        self.world.open(methods, capture, 14_990)
        if fault is None:
            self.gets_as_far_as(start)

    def gets_as_far_as(self, start: str) -> None:
        """Begin the story further on: most of what may go wrong goes wrong late."""
        if start == "open":
            return
        self.world.attempt(VERBS["pay"](self.world)())
        if start == "sent":
            return
        self.decides_at_alma("refuse" if start == "refused" else "approve")
        if start in {"heard", "refunded"}:
            self.world.attempt(VERBS["settle"](self.world)())
        if start == "refunded":
            self.world.attempt(VERBS["capture"](self.world)())
            self.world.attempt(VERBS["refund with a key"](self.world)())

    @rule()
    def opens_again(self) -> None:
        if not self.world.id or self.world.checkout.refused_at_opening or self.world.key_is_old():
            return  # the key is free, and the next checkout is another story
        self.world.open(*self.asked, 14_990)

    @rule()
    def sends_to_alma(self) -> None:
        sent = self.world.attempt(VERBS["pay"](self.world)())
        intent = self.world.intent

        if sent:
            assert sent.attempt
            assert intent
            assert intent.at_alma, "the customer was sent to an address that is of no use"
            assert (sent.attempt.method_id, sent.attempt.redirect_url) == (
                intent.method and intent.method.id,
                intent.redirect_url,
            )

    @rule(verb=st.sampled_from(sorted(VERBS)))
    def does(self, verb: str) -> None:
        self.world.attempt(VERBS[verb](self.world)())

    @rule(verb=st.sampled_from(sorted(ASKS)), answer_only=st.booleans())
    def does_in_doubt(self, verb: str, *, answer_only: bool) -> None:
        lose = self.world.faults.lose_answer if answer_only else self.world.lose_call
        lose(ASKS[verb])
        self.world.attempt(VERBS[verb](self.world)())

    @rule(amount=st.sampled_from(AMOUNTS))
    def changes(self, amount: int) -> None:
        self.world.attempt(self.world.container.change_amount()(self.world.id, amount, by="shop"))

    @rule(amount=st.sampled_from(AMOUNTS))
    def captures(self, amount: int) -> None:
        self.world.attempt(self.world.container.capture_checkout()(self.world.id, by=OPERATOR, amount=amount))

    @rule(amount=st.sampled_from(AMOUNTS), key=st.sampled_from([None, "chair leg", "cushion"]))
    def refunds(self, amount: int, key: str | None) -> None:
        refunding = self.world.container.refund_checkout()
        self.world.attempt(refunding(self.world.id, by=OPERATOR, amount=amount, key=key))

    @rule(decision=st.sampled_from(["accept", "refund"]))
    def decides_in_review(self, decision: str) -> None:
        self.world.attempt(self.world.container.review_checkout()(self.world.id, decision, by=OPERATOR))

    @rule(
        verbs=st.lists(st.sampled_from(sorted(VERBS)), min_size=2, max_size=3),
        slow=st.sampled_from(KINDS),
        before=st.booleans(),
    )
    def does_at_once(self, verbs: list[str], slow: str, before: bool) -> None:
        self.world.slow_down(slow, before=before)

        assert self.world.at_once(*(VERBS[verb](self.world) for verb in verbs)) == []

    # The customer

    @rule(decision=st.sampled_from(["approve", "refuse", "expire"]))
    @precondition(lambda self: self.world.intent is not None and self.world.intent.at_alma)
    def decides_at_alma(self, decision: str) -> None:
        self.world.attempt(self.world.container.alma_page().decide(self.world.memory.ids[0], decision))

    @rule(outcome=st.sampled_from(["approve", "refuse", "action"]))
    @precondition(lambda self: self.world.intent is not None and self.world.intent.status in CONFIRMABLE)
    def uses_a_card(self, outcome: str) -> None:
        self.world.attempt(self.world.browser.confirm_with_card(self.world.memory.ids[0], self.world.secret, outcome))

    @rule()
    @precondition(lambda self: self.world.intent is not None and self.world.intent.status in CONFIRMABLE)
    def goes_to_alma_alone(self) -> None:
        going = self.world.browser.confirm_with_alma(
            self.world.memory.ids[0], self.world.secret, return_to="https://pay.example"
        )
        self.world.attempt(going)

    @rule(kind=st.sampled_from(["alma", "card"]))
    @precondition(lambda self: self.world.intent is not None and self.world.intent.status in CONFIRMABLE)
    def chooses(self, kind: str) -> None:
        self.world.attempt(self.world.browser.choose(self.world.memory.ids[0], self.world.secret, kind))

    # The provider, and people there

    @rule(decision=st.sampled_from(["approve", "refuse", "expire"]))
    @precondition(lambda self: self.world.intent is not None and self.world.intent.status in RUNNING)
    def bank_decides(self, decision: str) -> None:
        self.world.attempt(self.world.dashboard.decide(self.world.memory.ids[0], decision))

    @rule()
    @precondition(lambda self: self.world.intent is not None and self.world.intent.status == "requires_action")
    def works_on_it(self) -> None:
        self.world.run(self.world.dashboard.put(self.world.memory.ids[0], "processing"))

    @rule(deed=st.sampled_from(["capture", "cancel", "refund", "dispute"]), amount=st.sampled_from([None, 3_000]))
    @precondition(lambda self: self.world.intent is not None)
    def somebody_there(self, deed: str, amount: int | None) -> None:
        asked: list[Any] = [] if deed == "cancel" else [amount]
        self.world.attempt(getattr(self.world.dashboard, deed)(self.world.memory.ids[0], *asked))

    @rule(which=st.integers(0, 5))
    @precondition(lambda self: self.world.intent is not None and self.world.intent.refunds)
    def refund_fails_there(self, which: int) -> None:
        made = self.world.intent.refunds  # type: ignore[union-attr]  # it is there, says the precondition
        self.world.run(self.world.dashboard.fail_refund(self.world.memory.ids[0], made[which % len(made)].id))

    @rule(end=st.sampled_from(["won", "lost", "under_review", "prevented"]))
    @precondition(lambda self: self.world.intent is not None and self.world.intent.disputes)
    def dispute_moves(self, end: str) -> None:
        last = self.world.intent.disputes[-1]  # type: ignore[union-attr]  # it is there, says the precondition
        self.world.run(self.world.dashboard.close_dispute(self.world.memory.ids[0], last.id, end))

    @rule(amount=st.sampled_from([14_890, 15_090]))
    @precondition(lambda self: self.world.intent is not None and self.world.intent.status == "succeeded")
    def receives_another_amount(self, amount: int) -> None:
        if self.world.intent.refunds or self.world.intent.disputes:  # type: ignore[union-attr]  # it is there
            return
        self.tampered = True
        self.world.run(self.world.dashboard.alter(self.world.memory.ids[0], received=amount))

    # What goes wrong, and time

    @rule(kind=st.sampled_from(KINDS), calls=st.integers(0, 2))
    def goes_wrong(self, kind: str, calls: int) -> None:
        if calls:
            self.world.faults.unreachable(calls)
        else:
            self.world.faults.refuse(kind, "something_new")

    @rule(late=st.booleans(), offered=st.booleans(), fail=st.booleans())
    def changes_its_manners(self, late: bool, offered: bool, fail: bool) -> None:
        self.world.faults.late_to_end = late
        self.world.faults.alma_not_offered = not offered
        self.world.faults.refunds_fail = fail

    @rule()
    def works_again(self) -> None:
        self.world.faults.lift()

    @rule(time=st.sampled_from(TIMES))
    def time_passes(self, time: timedelta) -> None:
        self.world.later(time)

    @rule()
    def sweeps(self) -> None:
        self.world.run(self.world.container.sweep()())

    @rule()
    def is_hinted_at(self) -> None:
        self.world.hear()

    # What holds at every moment

    @invariant()
    def one_checkout_has_one_payment(self) -> None:
        """R20."""
        assert len(self.world.memory.ids) <= 1

    @invariant()
    def what_ended_stays_ended(self) -> None:
        """R2."""
        if not self.world.id:
            return
        checkout = self.world.checkout

        if self.ended_as:
            assert (checkout.status, checkout.captured) == self.ended_as
        if checkout.status in FINAL:
            self.ended_as = checkout.status, checkout.captured

    @invariant()
    def paid_means_that_the_provider_has_the_money(self) -> None:
        """R1, R5."""
        if self.world.id and self.world.checkout.status == "paid":
            intent = self.world.intent

            assert intent
            assert intent.status == "succeeded"
            assert self.tampered or intent.received == self.world.checkout.captured

    @invariant()
    def never_goes_more_back_than_came_in(self) -> None:
        """R61."""
        if not self.world.id:
            return
        checkout, intent = self.world.checkout, self.world.intent
        going = [refund for refund in checkout.refunds if refund.status != "failed"]
        if any(
            refund.adopted for refund in going
        ):  # what was not answered yet may be too much now, and is refused then
            going = [refund for refund in going if not refund.unanswered]
        received = intent.received if intent else 0

        assert sum(refund.amount for refund in going) <= max(checkout.captured, received)
        assert 0 <= checkout.refundable <= checkout.captured

    @invariant()
    def each_thing_happens_once(self) -> None:
        """R2, R4, R90."""
        if not self.world.id:
            return
        seen: Counter[tuple[object, ...]] = Counter()
        for entry in self.world.checkout.timeline:
            match entry.event:
                case "opened" | "payment_created" | "paid" | "authorized" | "canceled":
                    seen[entry.event,] += 1
                case "redirected" | "attempt_failed" | "attempt_overdue":
                    seen[entry.event, entry.detail["attempt"]] += 1
                case "refund_requested" | "refund_succeeded" | "refund_adopted":
                    seen[entry.event, entry.detail["refund"]] += 1
                case "dispute_opened" | "dispute_won" | "dispute_lost":
                    seen[entry.event, entry.detail["dispute"]] += 1
                case "amount_changed":
                    seen[entry.event, entry.detail["number"]] += 1

        assert [thing for thing, times in seen.items() if times > 1] == []

    @invariant()
    def each_effect_is_had_once(self) -> None:
        """R20, R24, R60: no attempt is counted that never was, and no refund is made twice."""
        if not self.world.id or (intent := self.world.intent) is None:
            return
        made = Counter(refund.refund for refund in intent.refunds if refund.refund)

        assert self.world.checkout.attempts <= len(self.world.memory.methods)
        assert [refund for refund, times in made.items() if times > 1] == []

    @invariant()
    def what_is_awaited_is_looked_at_again(self) -> None:
        """R20, R41: as long as anything is awaited, the sweep has a time to look."""
        if not self.world.id:
            return
        checkout = self.world.checkout

        if checkout.status not in {"paid", "canceled", "in_review"}:
            assert checkout.look_again_at
        if any(refund.status == "pending" for refund in checkout.refunds) and checkout.status == "paid":
            assert checkout.look_again_at

    @invariant()
    def it_can_always_be_shown_and_explained(self) -> None:
        """R91."""
        if self.world.id:
            assert self.world.container.view()(self.world.checkout)["status"] == self.world.checkout.status
            assert explain(self.world.checkout, self.world.clock.now()).summary

    # What holds in the end

    def comes_to_rest(self) -> None:
        """R1, R2, R85: once nothing is wrong any more, the sweep alone brings us to the provider's state."""
        world = self.world
        world.faults.lift()
        for _ in range(40):
            due = world.checkout.look_again_at
            if due is None:
                break
            world.clock.set(max(due, world.clock.now()))
            world.run(world.container.sweep()())
        checkout, intent = world.checkout, world.intent
        if intent is None:
            assert checkout.status == "canceled"
            return
        if checkout.status == "in_review" or checkout.reviewed or self.tampered:
            return

        assert checkout.status == MEANT[intent.status]
        world.attempt(VERBS["settle"](world)())
        self.agrees_with_the_provider()

    def agrees_with_the_provider(self) -> None:
        """Hold every figure against the provider's."""
        checkout, intent = self.world.checkout, self.world.intent

        assert intent
        assert checkout.status == MEANT[intent.status]
        assert checkout.captured == intent.received
        assert checkout.status == "canceled" or checkout.order.total.amount == intent.amount
        assert {refund.provider_id: refund.amount for refund in checkout.refunds if refund.provider_id} == {
            refund.id: refund.amount for refund in intent.refunds
        }
        assert not any(refund.unanswered for refund in checkout.refunds)
        for told in intent.refunds:
            [ours] = [refund for refund in checkout.refunds if refund.provider_id == told.id]
            assert ours.status == status_of(told.status) or ours.status == "succeeded"
        if checkout.status == "paid":
            assert (checkout.asked, checkout.change) == (None, None)


settings.register_profile(
    "quick",
    max_examples=300,
    stateful_step_count=16,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
settings.register_profile(
    "long", settings.get_profile("quick"), max_examples=2_000, stateful_step_count=60, derandomize=False
)

TestAnyOrderOfEvents = AnyOrderOfEvents.TestCase
TestAnyOrderOfEvents.settings = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
