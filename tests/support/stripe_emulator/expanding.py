"""Expanding: what an answer shows by its id is shown in full where `expand` names it."""

from tests.support.stripe_emulator.account import Account, Document
from tests.support.stripe_emulator.documents import document_of
from tests.support.stripe_emulator.refusals import Invalid

_PAID_BY = {"charge": "charge", "payment_intent": "payment_intent"}

EXPANDABLE = {
    "payment_intent": {"latest_charge": "charge", "payment_method": "payment_method"},
    "charge": {"balance_transaction": "balance_transaction", "payment_intent": "payment_intent"},
    "balance_transaction": {"source": "charge"},
    "refund": _PAID_BY,
    "dispute": _PAID_BY,
}
"""What can be expanded in each kind of object, and what it is."""

DEEPEST = 4


def expandable(paths: list[str], kind: str) -> None:
    """Refuse a path that leads nowhere from a kind of object; in a list it begins with `data`."""
    for path in paths:
        inside: str | None = kind
        for step in path.removeprefix("data.").split("."):
            inside = EXPANDABLE.get(inside or "", {}).get(step)
        if inside is None or path.count(".") >= DEEPEST:
            raise Invalid(None, f"This property cannot be expanded ({path}).", "expand")


def expanded(account: Account, answer: Document, paths: list[str]) -> Document:
    """Show in full what the paths name."""
    for path in paths:
        _expand(account, answer, path.split("."))
    return answer


def _expand(account: Account, inside: object, steps: list[str]) -> None:
    if isinstance(inside, list):
        for item in inside:
            _expand(account, item, steps)
    elif isinstance(inside, dict) and steps:
        name, *rest = steps
        if isinstance(inside[name], str):
            inside[name] = document_of(account, inside[name])
        _expand(account, inside[name], rest)
