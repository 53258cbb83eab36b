"""Searching PaymentIntents: `metadata['checkout']:'co_1' AND status:'succeeded'`, and nothing finer."""

import re
from collections.abc import Callable

from tests.support.stripe_emulator.account import Account, Document
from tests.support.stripe_emulator.call import Call
from tests.support.stripe_emulator.documents import document
from tests.support.stripe_emulator.lists import limit_of
from tests.support.stripe_emulator.objects import Intent
from tests.support.stripe_emulator.refusals import StripeRefusal

_CLAUSE = re.compile(r"""(?:metadata\[(["'])(?P<key>[^"']+)\1\]|(?P<field>status|currency)):(["'])(?P<text>[^"']*)\4""")

Clause = Callable[[Intent], bool]


def payment_intents(account: Account, call: Call) -> Document:
    """Give a page of what is found; new PaymentIntents are found after a while (`search_lag`)."""
    clauses = [_clause(text.strip()) for text in re.split(r"\s+AND\s+", call.asked["query"])]
    settled = account.now() - account.settings.search_lag
    found = [
        intent
        for intent in account.all(Intent)
        if intent.created <= settled and all(clause(intent) for clause in clauses)
    ]
    limit, start = limit_of(call.asked), _place(call.asked.get("page"))
    page, has_more = found[start : start + limit], len(found) > start + limit
    return {
        "object": "search_result",
        "data": [document(account, intent) for intent in page],
        "has_more": has_more,
        "next_page": f"page_{start + limit}" if has_more else None,
        "url": call.path,
    }


def _clause(text: str) -> Clause:
    found = _CLAUSE.fullmatch(text)
    if not found:
        raise StripeRefusal(None, f"We were unable to parse your search query: {text}", "query")
    key, wanted = found["key"], found["text"]
    if key:
        return lambda intent: intent.metadata.get(key) == wanted
    return lambda intent: getattr(intent, found["field"]) == wanted


def _place(page: str | None) -> int:
    if page is None:
        return 0
    if not re.fullmatch(r"page_[0-9]+", page):
        raise StripeRefusal(None, "Invalid page.", "page")
    return int(page.removeprefix("page_"))
