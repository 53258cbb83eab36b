"""What callers' idempotency keys were used for (R21)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.checkout import Checkout
from domain.errors import IdempotencyConflict
from domain.ports import Key
from domain.refunds import KEY_LIFE


@dataclass(frozen=True, slots=True)
class _Use:
    """What a key was used for, and when."""

    request: str
    checkout_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Keys:
    """Every key, by its sender and its text, with its latest use."""

    _uses: dict[tuple[str, str], _Use] = field(default_factory=dict)

    def use(self, key: Key, checkout_id: str, *, at: datetime) -> None:
        """Write down what a key is used for."""
        self._uses[key.sender, key.text] = _Use(key.request, checkout_id, at)

    def earlier(self, key: Key, checkouts: Mapping[str, Checkout], *, at: datetime) -> Checkout | None:
        """Find the checkout that a key keeps, if the key is not free.

        Raises:
            IdempotencyConflict: it was used for another request.
        """
        use = self._uses.get((key.sender, key.text))
        if use is None or at - use.at >= KEY_LIFE:
            return None
        checkout = checkouts[use.checkout_id]
        if checkout.refused_at_opening:
            return None
        if use.request != key.request:
            raise IdempotencyConflict
        return checkout

    def prune(self, older_than: datetime) -> int:
        """Forget the uses from before a moment, and say how many."""
        old = [key for key, use in self._uses.items() if use.at < older_than]
        for key in old:
            del self._uses[key]
        return len(old)
