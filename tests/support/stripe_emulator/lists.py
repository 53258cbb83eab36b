"""Lists, in pages: newest first, ten at a time unless asked otherwise."""

from collections.abc import Callable
from typing import Any

from tests.support.stripe_emulator.account import Account, Document, Kept
from tests.support.stripe_emulator.call import Call
from tests.support.stripe_emulator.documents import document, listed
from tests.support.stripe_emulator.objects import Charge, Dispute, Event, Intent, Refund, WebhookEndpoint
from tests.support.stripe_emulator.refusals import Invalid


def payment_intents(account: Account, call: Call) -> Document:
    return _page(account, call, Intent)


def refunds(account: Account, call: Call) -> Document:
    return _page(account, call, Refund, _of_payment(account, call))


def disputes(account: Account, call: Call) -> Document:
    return _page(account, call, Dispute, _of_payment(account, call))


def events(account: Account, call: Call) -> Document:
    types = call.asked.get("types") or ([call.asked["type"]] if "type" in call.asked else None)
    return _page(account, call, Event, lambda event: types is None or event.type in types)


def webhook_endpoints(account: Account, call: Call) -> Document:
    return _page(account, call, WebhookEndpoint)


def limit_of(asked: dict[str, Any]) -> int:
    """Give how many are wanted at a time: 1 to 100."""
    limit: int = asked.get("limit", 10)
    if not 1 <= limit <= 100:
        raise Invalid("parameter_invalid_integer", "A limit is between 1 and 100.", "limit")
    return limit


def _page(account: Account, call: Call, kind: type[Kept], wanted: Callable[[Any], bool] = lambda _: True) -> Document:
    asked, limit = call.asked, limit_of(call.asked)
    payment = asked.get("payment_intent")
    among = account.of(kind, payment) if payment else account.all(kind)
    things = [thing for thing in among if wanted(thing) and _created(thing.created, asked.get("created"))]
    if "starting_after" in asked:
        after = account.get(kind, asked["starting_after"], "starting_after")
        things = things[things.index(after) + 1 :]
    page, has_more = things[:limit], len(things) > limit
    if "ending_before" in asked:
        before = account.get(kind, asked["ending_before"], "ending_before")
        rest = things[: things.index(before)]
        page, has_more = rest[-limit:], len(rest) > limit
    return listed([document(account, thing) for thing in page], call.path, has_more=has_more)


def _of_payment(account: Account, call: Call) -> Callable[[Refund | Dispute], bool]:
    """Select what belongs to a PaymentIntent or a charge; an unknown one is refused."""
    asked = call.asked
    if "payment_intent" in asked:
        account.get(Intent, asked["payment_intent"], "payment_intent")
    if "charge" in asked:
        account.get(Charge, asked["charge"], "charge")
    return lambda thing: (
        thing.intent == asked.get("payment_intent", thing.intent) and thing.charge == asked.get("charge", thing.charge)
    )


def _created(created: int, asked: int | dict[str, int] | None) -> bool:
    if not isinstance(asked, dict):
        return asked is None or created == asked
    least = max(asked.get("gte", 0), asked.get("gt", -1) + 1)
    most = min(asked.get("lte", created), asked.get("lt", created + 1) - 1)
    return least <= created <= most
