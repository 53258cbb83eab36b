"""Moves of checkouts, each of one or of many in a transaction that they share, with the events that they make."""

from adapters.announcing import Announcing
from adapters.postgres import outgoing, rows
from adapters.postgres.tables import Tables
from domain.checkout import Checkout
from domain.outgoing import OutgoingEvent
from domain.ports import Move

Outcome = Checkout | Exception | None
"""What comes of a move: a checkout, what it raised, or nothing yet: another holds its row, or there is none."""

Events = tuple[OutgoingEvent, ...]

TAKE = "SELECT id, look_again_at, heard, document FROM checkouts WHERE id = ANY(%s) FOR UPDATE SKIP LOCKED"


async def alone(tables: Tables, checkout_id: str, move: Move, announcing: Announcing) -> tuple[Checkout, Events]:
    """Make one move, after those of others.

    Raises:
        CheckoutNotFound: there is none to move.
    """
    before = rows.the_one(checkout_id, await tables.ask(f"{rows.ONE} FOR UPDATE", (checkout_id,)))
    after = move(before)
    events = announcing.of(before, after)
    if after != before:
        await rows.replace(tables, [after])
        await outgoing.write(tables, events)
    return after, events


async def together(
    tables: Tables, asked: list[tuple[str, Move]], announcing: Announcing
) -> tuple[list[Outcome], Events]:
    """Make the moves of those checkouts that nobody else holds. What one raises changes nothing for the others."""
    found = await tables.ask(TAKE, ([checkout_id for checkout_id, _ in asked],))
    before = dict(zip([row[0] for row in found], rows.read(row[1:] for row in found), strict=True))
    now, events = dict(before), list[OutgoingEvent]()
    outcomes = [_made(now, events, checkout_id, move, announcing) for checkout_id, move in asked]
    changed = [after for checkout_id, after in now.items() if after != before[checkout_id]]
    if changed:
        await rows.replace(tables, changed)
        await outgoing.write(tables, events)
    return outcomes, tuple(events)


def _made(
    now: dict[str, Checkout], events: list[OutgoingEvent], checkout_id: str, move: Move, announcing: Announcing
) -> Outcome:
    before = now.get(checkout_id)
    if before is None:
        return None
    try:
        now[checkout_id] = after = move(before)
    except Exception as refusal:  # noqa: BLE001 -- it belongs to whoever asked for this move
        return refusal
    events += announcing.of(before, after)
    return after
