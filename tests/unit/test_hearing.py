"""What becomes of an event that arrives (R80, R81)."""

from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from adapters.in_memory.checkouts import InMemoryCheckouts
from domain.errors import InvalidSignature
from domain.ports import Hint
from domain.use_cases.hear_event import HearEvent
from tests.support.checkouts import A_DAY, NOON, an_open_checkout
from tests.support.manual_clock import ManualClock

HINT = Hint(
    id="evt_1",
    type="payment_intent.succeeded",
    object_id="pi_velvet-armchair",
    payment_id="pi_velvet-armchair",
    checkout_id="co_velvet-armchair",
    mode="test",
    happened_at=NOON,
)


@dataclass(frozen=True, slots=True)
class Said:
    """Events that say one thing, where they are signed at noon."""

    hint: Hint | None

    def read(self, body: bytes, signature: str | None, *, at: datetime) -> Hint | None:
        if (body, signature, at) != (b"{}", "signed", NOON):
            raise InvalidSignature("The signature is of another time than now.")
        return self.hint


async def heard(hint: Hint | None, *, times: int = 1) -> tuple[list[str], int]:
    """Hear of something, and give what became of it, and how many hints its checkout has."""
    store = InMemoryCheckouts()
    checkout = replace(an_open_checkout(), look_again_at=NOON + A_DAY)
    await store.add(checkout, None, at=NOON)
    hear = HearEvent(store, Said(hint), ManualClock(), "test")
    answers = [await hear(b"{}", "signed") for _ in range(times)]
    stored = await store.get(checkout.id)
    assert stored.look_again_at == (NOON if stored.heard else NOON + A_DAY)
    return answers, stored.heard


@pytest.mark.parametrize(
    ("hint", "answers", "hints"),
    [
        (HINT, ["stored", "duplicate"], 1),
        (None, ["irrelevant", "irrelevant"], 0),
        (replace(HINT, mode="live"), ["other_mode", "other_mode"], 0),
        (replace(HINT, payment_id="pi_other", checkout_id="co_other"), ["stored", "duplicate"], 0),
    ],
    ids=["ours", "of a type that does not matter", "of another mode", "of a payment that nobody knows"],
)
async def test_what_matters_is_kept_once_and_has_its_checkout_looked_at(
    hint: Hint | None, answers: list[str], hints: int
) -> None:
    """R80, R81: at once; whoever sent it is told in a word."""
    assert await heard(hint, times=2) == (answers, hints)
