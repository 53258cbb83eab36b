"""Explaining a checkout in words: how it stands and why, what is awaited, what comes next, what can be done (R91).

Each group of states has a module of its own; what may be so in every state is added by `going_back` and `in_doubt`.
"""

from datetime import datetime
from typing import assert_never

from domain.checkout import Checkout
from domain.eligibility import AlmaTerms
from domain.explanation import away, called_off, opened, reserved, reviewed, taken
from domain.explanation.in_doubt import with_doubts
from domain.explanation.words import Explanation
from domain.states import Authorized, AwaitingCustomer, Canceled, InReview, Open, Paid, Processing
from domain.tasks import ENDED_BY_DEED, open_tasks

__all__ = ["Explanation", "explain"]

_TERMS = AlmaTerms()


def explain(checkout: Checkout, at: datetime, terms: AlmaTerms = _TERMS) -> Explanation:
    """Explain a checkout as it is stored, at a moment, under Alma's terms as they are then."""
    told = with_doubts(checkout, _of_the_state(checkout, at, terms))
    tasks = [task for task in open_tasks(checkout, at) if task.kind not in ENDED_BY_DEED]
    return told.also(can=("done",)) if tasks else told


def _of_the_state(checkout: Checkout, at: datetime, terms: AlmaTerms) -> Explanation:
    match checkout.state:
        case Open() as state:
            return opened.explained(checkout, state, at, terms)
        case AwaitingCustomer() as state:
            return away.awaiting(checkout, state, at, terms)
        case Processing() as state:
            return away.processing(checkout, state, at)
        case Authorized() as state:
            return reserved.explained(checkout, state, at)
        case Paid() as state:
            return taken.explained(checkout, state, at)
        case Canceled() as state:
            return called_off.explained(checkout, state, at)
        case InReview() as state:
            return reviewed.explained(checkout, state, at)
        case never:
            assert_never(never)
