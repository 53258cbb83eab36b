"""A review as it is shown: what the order asks for beside what the provider says, and what of it differs."""

from dataclasses import asdict
from typing import Any

from domain.checkout import Checkout
from domain.comparing import differing, wanted
from domain.representations import moment
from domain.states import InReview


def review_view(checkout: Checkout) -> dict[str, Any] | None:
    """Show what is to be decided, None where nothing is; `provider` is null where only `found` was kept."""
    state = checkout.state
    if not isinstance(state, InReview):
        return None
    facts = state.facts
    return {
        "reason": state.reason,
        "expected": state.expected,
        "found": state.found,
        "since": moment(state.since),
        "order": asdict(wanted(checkout)),
        "provider": None if facts is None else asdict(facts),
        "differs": [] if facts is None else list(differing(checkout, facts)),
    }
