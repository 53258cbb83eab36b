"""Money that goes back or is fought over, in words: refunds and disputes, in whatever status (R60 to R70)."""

from datetime import datetime

from domain.checkout import Checkout
from domain.disputes import Dispute
from domain.explanation.times import exactly, when
from domain.explanation.words import Explanation, sentences, spoken
from domain.money import money_text
from domain.refunds import Refund
from domain.tasks import made_up_by_hand, open_tasks


def with_refunds(checkout: Checkout, told: Explanation, at: datetime) -> Explanation:
    """Tell what went back, what is on its way, and what failed."""
    told = told.also(sentences(_went_back(checkout), _by_hand(checkout)))
    for refund in checkout.refunds:
        if refund.unanswered:
            told = told.also(
                f"The provider gave no answer about the refund of {_shown(checkout, refund.amount)}: it may be made.",
                waiting_for=f"The provider's answer about the refund, since {when(refund.created_at)}.",
                following="With the same key it is made once; after 23 hours it is only looked for.",
            )
    return _failed(checkout, _pending(checkout, told), at)


def with_disputes(checkout: Checkout, told: Explanation, at: datetime) -> Explanation:
    """Tell of every dispute, and what an open one asks for."""
    for dispute in checkout.disputes:
        told = _disputed(checkout, dispute, told, at)
    if not checkout.disputed:
        return told
    return told.also(following="Until the dispute is decided nothing can be refunded.")


def _shown(checkout: Checkout, amount: int) -> str:
    """Write what goes back, in the currency that it came in, which a review may have been about (R7)."""
    currency = checkout.order.total.currency
    for entry in checkout.timeline:
        if entry.event == "in_review" and entry.detail["reason"] == "currency_differs":
            currency = str(entry.detail["found"])
    return money_text(amount, currency)


def _went_back(checkout: Checkout) -> str | None:
    return f"{_shown(checkout, checkout.refunded)} went back." if checkout.refunded else None


def _by_hand(checkout: Checkout) -> str | None:
    adopted = [refund for refund in checkout.refunds if refund.adopted]
    if not adopted:
        return None
    total = _shown(checkout, sum(refund.amount for refund in adopted))
    return f"Refunds of {total} in all were made at the provider, and not from here."


def _pending(checkout: Checkout, told: Explanation) -> Explanation:
    """Tell what the provider is sending back."""
    sent = [refund for refund in checkout.refunds if refund.status == "pending" and not refund.unanswered]
    if not sent:
        return told
    total, since = _shown(checkout, sum(refund.amount for refund in sent)), when(sent[0].created_at)
    awaited = f"The provider, to send {total} back, since {since}."
    return told.also(f"{total} are on their way back.", waiting_for=awaited)


def _failed(checkout: Checkout, told: Explanation, at: datetime) -> Explanation:
    """Tell which refunds failed: the customer misses the money of one that nobody has made up for (R62)."""
    missed = _unsettled(checkout, at)
    for refund in checkout.refunds:
        if refund.status == "failed":
            missing = refund.id in missed
            owed = f"You, to pay {_shown(checkout, refund.amount)} to the customer another way."
            told = told.also(_failure(checkout, refund, missing=missing), waiting_for=owed if missing else None)
    return told.also(_by_another_way(checkout))


def _by_another_way(checkout: Checkout) -> str | None:
    """Warn of money that the customer has already, though not through the provider, which would give it once more."""
    given = made_up_by_hand(checkout)
    if not given or not checkout.refundable:
        return None
    left = checkout.refundable - given
    rest = f"refund {_shown(checkout, left)} at most" if left > 0 else "nothing more is to go back"
    return f"Somebody saw to {_shown(checkout, given)} another way, so {rest}."


def _failure(checkout: Checkout, refund: Refund, *, missing: bool) -> str:
    how = "failed" if refund.provider_id else "was not made"
    why = f" ({spoken(refund.failure)})" if refund.failure and refund.failure != "failed" else ""
    since = "; that has been made up for" if refund.provider_id and not missing else ""
    return f"The refund of {_shown(checkout, refund.amount)} {how}{why}{since}."


def _unsettled(checkout: Checkout, at: datetime) -> set[str | None]:
    """Give the ids of the refunds and disputes that need a person."""
    return {task.detail for task in open_tasks(checkout, at)}


def _disputed(checkout: Checkout, dispute: Dispute, told: Explanation, at: datetime) -> Explanation:
    amount = checkout.shown(dispute.amount)
    if dispute.closed_at:
        means = {"won": "nothing is to be held any more", "lost": "the amount is gone"}[dispute.status]
        return told.also(f"The dispute over {amount} was {dispute.status} at {when(dispute.closed_at)}: {means}.")
    answered = dispute.id not in _unsettled(checkout, at)
    return told.also(
        f"The customer disputes {amount} since {when(dispute.opened_at)}: hold what is not sent yet.",
        waiting_for=_awaited(dispute, at, answered=answered),
        can=() if answered else ("dispute",),
    )


def _awaited(dispute: Dispute, at: datetime, *, answered: bool) -> str:
    """Say who has the word in an open dispute."""
    sent, due = dispute.submission, exactly(dispute.evidence_due_at, at)
    if sent and sent.pending:
        return f"The provider's answer about the evidence, which {sent.by} submitted at {when(sent.at)}."
    if sent:
        return f"The provider, to decide the dispute, since the evidence was submitted at {when(sent.at)}."
    if answered:
        return "The provider, to decide the dispute, which somebody said is done with."
    if at < dispute.evidence_due_at:
        return f"Your evidence, until {due}."
    return f"The provider, to decide the dispute: your evidence was due by {due}."
