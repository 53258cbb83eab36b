"""In whatever order things happen, the promises hold: money is where we say it is, and nothing happens twice."""

import os
from collections import Counter
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from adapters.sandbox.attempts import RUNNING
from adapters.sandbox.moves import CONFIRMABLE
from adapters.sandbox.payment import Intent
from domain.checkout import Capture, Methods
from domain.explanation import explain
from domain.refunds import status_of
from tests.properties.world import ACTS_THERE, ASKS, CUSTOMERS_ACTS, KINDS, TROUBLES, VERBS, World

TIMES = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=59, seconds=59),
    timedelta(hours=1),
    timedelta(hours=5),
    timedelta(hours=24),
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

LIKELY = {
    "open": ("pay", "change", "change back", "secret"),
    "awaiting_customer": ("pay", "settle"),
    "authorized": ("capture", "capture a part"),
    "paid": ("refund", "refund a part", "refund with a key"),
    "in_review": ("accept", "give back"),
}
"""What somebody is likely to do with a checkout as it stands."""


class AnyOrderOfEvents(RuleBasedStateMachine):
    """One checkout, and everybody who may touch it, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.ended_as: tuple[str, int] | None = None
        self.tampered = False
        self.last = "settle"

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
        self.world.attempt(self.world.shop("pay"))
        if start == "sent":
            return
        self.world.attempt(self.world.customer("be refused" if start == "refused" else "approve"))
        if start in {"heard", "refunded"}:
            self.world.attempt(self.world.shop("settle"))
        if start == "refunded":
            self.world.attempt(self.world.shop("capture"))
            self.world.attempt(self.world.shop("refund with a key"))

    @rule()
    def opens_again(self) -> None:
        if not self.world.id or self.world.checkout.refused_at_opening or self.world.key_is_old():
            return  # the key is free, and the next checkout is another story
        self.world.open(*self.asked, 14_990)

    @rule(data=st.data(), fate=st.sampled_from(["answered", "answer lost", "call lost"]))
    def does_what_is_likely(self, data: st.DataObject, fate: str) -> None:
        self.acts(self.likely(data), fate)

    @rule(verb=st.sampled_from(VERBS))
    def does_anything(self, verb: str) -> None:
        self.acts(verb, "answered")

    @rule(time=st.sampled_from([timedelta(), timedelta(minutes=5), timedelta(hours=1)]))
    def tries_again(self, time: timedelta) -> None:
        self.world.later(time)
        self.acts(self.last, "answered")

    @rule(data=st.data(), slow=st.sampled_from(["look_up", "look_up", *KINDS]), before=st.booleans())
    def does_at_once(self, data: st.DataObject, slow: str, before: bool) -> None:
        verbs = [self.likely(data), data.draw(st.sampled_from(["settle", "sweep", *VERBS]))]
        self.world.slow_down(slow, before=before)

        assert self.world.at_once(*map(self.world.shop, data.draw(st.permutations(verbs)))) == []

    def likely(self, data: st.DataObject) -> str:
        """Draw something that somebody is likely to do with the checkout as it stands."""
        status = self.world.checkout.status if self.world.id else ""
        return data.draw(st.sampled_from(LIKELY.get(status, ("settle",))))

    def acts(self, verb: str, fate: str) -> None:
        """Do something, and have its call or its answer get lost on the way."""
        self.last = verb
        if fate == "answer lost":
            self.world.faults.lose_answer(ASKS.get(verb, "look_up"))
        if fate == "call lost":
            self.world.lose_call(ASKS.get(verb, "look_up"))
        answer = self.world.attempt(self.world.shop(verb))
        intent = self.world.intent

        if verb == "pay" and answer:
            assert intent
            assert intent.at_alma, "the customer was sent to an address that is of no use"
            assert answer.attempt.redirect_url == intent.redirect_url

    # The customer, and people at the provider

    @rule(act=st.sampled_from(CUSTOMERS_ACTS))
    @precondition(lambda self: self.world.intent is not None and self.world.intent.status in CONFIRMABLE | RUNNING)
    def customer(self, act: str) -> None:
        self.world.attempt(self.world.customer(act))

    @rule(act=st.sampled_from(ACTS_THERE), which=st.integers(0, 3))
    @precondition(lambda self: self.world.intent is not None)
    def somebody_there(self, act: str, which: int) -> None:
        intent = self.world.intent
        assert intent
        if self.fits(act, intent):
            self.tampered = self.tampered or act == "alter"
            self.world.attempt(self.world.there(act, intent, which))

    def fits(self, act: str, intent: Intent) -> bool:
        """Tell what a provider would do to a payment as it stands."""
        match act:
            case "work":
                return intent.status == "requires_action"
            case "alter":
                return intent.status == "succeeded" and not intent.refunds and not intent.disputes
            case "fail a refund":
                return bool(intent.refunds)
            case "end a dispute":
                return bool(intent.disputes)
        return True

    # What goes wrong, and time

    @rule(trouble=st.sampled_from(TROUBLES), kind=st.sampled_from(KINDS))
    def goes_wrong(self, trouble: str, kind: str) -> None:
        self.world.goes_wrong(trouble, kind)

    @rule(time=st.sampled_from(TIMES), then=st.sampled_from(["nothing", "sweep", "hint", "works again"]))
    def time_passes(self, time: timedelta, then: str) -> None:
        self.world.later(time)
        match then:
            case "sweep":
                self.world.run(self.world.container.sweep()())
            case "hint" if self.world.id:
                self.world.hear()
            case "works again":
                self.world.faults.lift()

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

        total = sum(refund.amount for refund in going)

        assert total <= max(checkout.captured, received)
        assert checkout.refundable <= max(0, checkout.captured - total)
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
        if checkout.status == "in_review" or checkout.happened("reviewed") or self.tampered:
            return

        assert checkout.status == MEANT[intent.status]
        world.attempt(world.shop("settle"))
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
            assert ours.id == (told.refund or told.id)
            assert ours.status == status_of(told.status) or ours.status == "succeeded"
        if checkout.status == "paid":
            assert (checkout.asked, checkout.change) == (None, None)


settings.register_profile(
    "quick",
    max_examples=500,
    stateful_step_count=30,
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
