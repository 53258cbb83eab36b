"""Money that was taken, and what became of it: refunds, disputes."""

from collections.abc import Iterator
from datetime import timedelta

from domain import disputing, refunding, reviewing
from domain.checkout import Checkout
from domain.disputes import Submission
from domain.payment import Method, ProviderDispute, ProviderEvidence, ProviderRefund, Succeeded
from domain.refunds import Refund
from domain.settling import settle
from domain.tasks import open_tasks
from domain.tasks.of_checkout import SAID_DONE
from domain.timeline import Entry
from tests.explanations.case import Case, Cases, altered, heard
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_checkout_in_review,
    a_paid_checkout,
    a_payment_for,
    an_authorized_checkout,
    an_open_checkout,
)

PAID = Succeeded(14_990, NOON)
LATER = 10 * A_MINUTE


def asked(checkout: Checkout, amount: int, name: str = "vase", *, after: timedelta = 5 * A_MINUTE) -> Checkout:
    """Ask for a refund, of which the provider has said nothing yet."""
    refund = Refund(id=f"re_{name}", amount=amount, status="pending", created_at=NOON + after, by="marie")
    return refunding.requested(checkout, refund)


def answered(checkout: Checkout, status: str, *, after: timedelta = LATER, failure: str | None = None) -> Checkout:
    """Have the provider tell of every refund that was asked for, all in one status."""
    refunds = tuple(
        ProviderRefund(f"pyr_{refund.id}", refund.amount, status, refund.created_at, refund.id, failure)
        for refund in checkout.refunds
    )
    return heard(checkout, PAID, altered(refunds=refunds), after=after)


def _made_up_for() -> Checkout:
    bounced = answered(asked(a_paid_checkout(), 3_000), "failed", failure="insufficient_funds")
    again = asked(bounced, 3_000, "again", after=20 * A_MINUTE)
    news = ProviderRefund("pyr_again", 3_000, "succeeded", NOON + 20 * A_MINUTE, "re_again")
    return heard(again, PAID, altered(refunds=(news,)), after=30 * A_MINUTE)


def _paid_another_way(amount: int) -> Checkout:
    bounced = answered(asked(a_paid_checkout(), amount), "failed", failure="insufficient_funds")
    done = {"task": "co_velvet-armchair.refund_failed.1", "note": "paid by bank transfer"}
    return bounced.changed(NOON + AN_HOUR, Entry(NOON + AN_HOUR, SAID_DONE, "marie", done))


def _not_made() -> Checkout:
    return refunding.refused(
        asked(a_paid_checkout(), 3_000), "re_vase", "amount_too_small", at=NOON + 5 * A_MINUTE, by="marie"
    )


def _adopted() -> Checkout:
    by_hand = ProviderRefund("pyr_by_hand", 1_000, "succeeded", NOON)
    return heard(a_paid_checkout(), PAID, altered(refunds=(by_hand,)), after=LATER)


def _disputed(status: str = "needs_response", checkout: Checkout | None = None) -> Checkout:
    dispute = ProviderDispute("du_1", 14_990, status, NOON + AN_HOUR, NOON + 15 * A_DAY)
    return heard(checkout or a_paid_checkout(), PAID, altered(disputes=(dispute,)), after=2 * AN_HOUR)


def _two_disputes() -> Checkout:
    disputes = tuple(ProviderDispute(f"du_{name}", 1_000, "needs_response", NOON) for name in ("vase", "lamp"))
    return heard(a_paid_checkout(), PAID, altered(disputes=disputes), after=2 * AN_HOUR)


def _evidence_sent() -> Checkout:
    """Send evidence for the dispute, about which the provider has said nothing yet."""
    sent = Submission(
        at=NOON + A_DAY, by="marie", files=("receipt",), has_text=False, id="ev_1", fingerprint="1", pending=True
    )
    return disputing.asked(_disputed(), None, sent)


def _evidence_taken() -> Checkout:
    told = ProviderDispute(
        "du_1", 14_990, "under_review", NOON + AN_HOUR, NOON + 15 * A_DAY, evidence=ProviderEvidence(("receipt",))
    )
    return disputing.answered(_disputed(), told, at=NOON + A_DAY, by="marie")


def _said_done() -> Checkout:
    before, at = _disputed(), NOON + A_DAY
    [task] = open_tasks(before, at)
    return before.changed(at, Entry(at, SAID_DONE, "marie", {"task": task.id}))


def _accepted() -> Checkout:
    before = a_checkout_in_review()
    news = a_payment_for(before, Succeeded(14_890, NOON))
    return settle(reviewing.accepted(before, news, at=NOON, by="marie"), news, at=NOON, by="marie")


def _captured_in_part() -> Checkout:
    return heard(an_authorized_checkout(), Succeeded(8_000, NOON + A_DAY), after=A_DAY)


def _by_card() -> Checkout:
    return heard(an_open_checkout(), Succeeded(14_990, NOON, Method("pm_card", "card")), after=A_MINUTE)


def _cases() -> Iterator[tuple[str, Case]]:
    paid = a_paid_checkout()
    yield "paid", Case(paid, A_DAY)
    yield "paid_by_card", Case(_by_card(), A_DAY)
    yield "paid_in_part", Case(_captured_in_part(), A_DAY + AN_HOUR)
    yield "paid_as_accepted", Case(_accepted(), A_DAY)
    yield "paid_181_days_ago", Case(paid, 181 * A_DAY)
    yield "refund_without_an_answer", Case(asked(paid, 3_000), 5 * A_MINUTE + timedelta(seconds=10))
    yield "refund_on_its_way", Case(answered(asked(paid, 3_000), "pending"), 12 * A_MINUTE)
    yield "refund_of_a_part", Case(answered(asked(paid, 3_000), "succeeded"), A_DAY)
    yield "refund_of_everything", Case(answered(asked(paid, 14_990), "succeeded"), A_DAY)
    yield "refund_failed", Case(answered(asked(paid, 3_000), "failed", failure="insufficient_funds"), A_DAY)
    yield "refund_failed_and_made_again", Case(_made_up_for(), A_DAY)
    yield "refund_failed_and_paid_another_way", Case(_paid_another_way(3_000), A_DAY)
    yield "refund_of_all_failed_and_paid_another_way", Case(_paid_another_way(14_990), A_DAY)
    yield "refund_not_made", Case(_not_made(), A_DAY)
    yield "refund_made_at_the_provider", Case(_adopted(), A_DAY)
    yield "dispute_open", Case(_disputed(), A_DAY)
    yield "dispute_over_each_of_two_things", Case(_two_disputes(), A_DAY)
    yield "dispute_evidence_without_an_answer", Case(_evidence_sent(), A_DAY + timedelta(seconds=10))
    yield "dispute_answered", Case(_evidence_taken(), 2 * A_DAY)
    yield "dispute_said_to_be_done_with", Case(_said_done(), 2 * A_DAY)
    yield "dispute_too_late_to_answer", Case(_disputed().put_off(NOON + 16 * A_DAY), 16 * A_DAY)
    yield "dispute_won", Case(_disputed("won", _disputed()), A_DAY)
    yield "dispute_lost", Case(_disputed("lost", _disputed()), A_DAY)


CASES: Cases = dict(_cases())
