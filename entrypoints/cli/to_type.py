"""The very commands to type for what can be done with a checkout, ready to be copied into a shell."""

from collections.abc import Iterator
from datetime import datetime
from shlex import quote

from domain.checkout import Capture, Checkout, Methods
from domain.money import decimal_text
from domain.order import Line
from domain.states import Canceled, InReview
from domain.tasks import ENDED_BY_DEED, made_up_by_hand, open_tasks
from entrypoints.cli.width import WIDTH, width

_INDENT = "  "

Part = tuple[str, ...]
"""Words that stand together: a word, or an option with its value."""


def commands(verb: str, checkout: Checkout, at: datetime) -> Iterator[str]:
    """Give each command with which a verb is done, in lines that a shell reads as one."""
    this: Part = (checkout.id,)
    match verb:
        case "open":
            yield in_lines((verb,), *_order(checkout), *_opened_with(checkout))
        case "review":
            for decision in ("--accept", "--refund") if _may_be_accepted(checkout) else ("--refund",):
                yield in_lines((verb,), this, (decision,))
        case "refund":
            left = max(0, checkout.refundable - made_up_by_hand(checkout))
            amount = decimal_text(left, checkout.order.total.currency) if left else "AMOUNT"
            yield in_lines((verb,), this, ("--amount", amount))
        case "change":
            lines: tuple[Part, ...] = (("--line", "NAME=QTYxUNIT"),) if checkout.order.lines else ()
            yield in_lines((verb,), this, ("--amount", "AMOUNT"), *lines)
        case "dispute":
            for dispute in _unanswered(checkout):
                yield in_lines((verb,), this, ("--evidence", "FILE"), *dispute)
        case "done":
            tasks = (task for task in open_tasks(checkout, at) if task.kind not in ENDED_BY_DEED)
            yield from (in_lines((verb,), (task.id,)) for task in tasks)
        case _:
            yield in_lines((verb,), this, *_as_asked(verb, checkout))


def in_lines(*parts: Part) -> str:
    """Write a command within the width of a terminal, each line but the last ending in a backslash.

    A word that no line can hold is broken too, at the beginning of lines: a shell puts its pieces together again.
    """
    lines = [f"{_INDENT}alma-checkout "]
    for part in parts:
        text = " ".join(map(quote, part)) + " "
        if width(lines[-1] + text) < WIDTH:
            lines[-1] += text
        elif width(2 * _INDENT + text) < WIDTH:
            lines.append(2 * _INDENT + text)
        else:
            *option, value = part
            lines += [f"{2 * _INDENT}{word} " for word in option]
            lines += _pieces(value)
    return "\\\n".join(lines).rstrip()


def _pieces(word: str) -> Iterator[str]:
    """Break a word into quoted pieces that have no space between them, and one behind the last."""
    piece = ""
    for char in word:
        if width(quote(piece + char)) >= WIDTH - 1:
            yield quote(piece)
            piece = ""
        piece += char
    yield f"{quote(piece)} "


def _as_asked(verb: str, checkout: Checkout) -> Iterator[Part]:
    """Ask for the same as before where the provider gave no answer, so that it is done once (R20)."""
    asked, _, how = (checkout.asked.action if checkout.asked else "").partition("/")
    if asked == verb == "capture":
        yield "--amount", decimal_text(int(how), checkout.order.total.currency)
    if asked == verb == "cancel":
        yield "--reason", how


def _unanswered(checkout: Checkout) -> Iterator[tuple[Part, ...]]:
    """Name the disputes that want evidence; one that is the only open one need not be named (R70)."""
    still_open = [dispute for dispute in checkout.disputes if dispute.status == "open"]
    for dispute in still_open:
        if not dispute.answered:
            yield (("--dispute", dispute.id),) if len(still_open) > 1 else ()


def _order(checkout: Checkout) -> Iterator[Part]:
    total = checkout.order.total
    yield "--order", checkout.order.reference
    yield "--amount", decimal_text(total.amount, total.currency)
    yield "--currency", total.currency
    yield "--country", checkout.order.country


def _opened_with(checkout: Checkout) -> Iterator[Part]:
    """Tell what the checkout was opened with beside its order, so that the next one asks for the same.

    Alma alone is not asked for again where the provider does not offer it (R16).
    """
    state = checkout.state
    in_vain = isinstance(state, Canceled) and state.reason == "alma_not_offered"
    if checkout.methods is Methods.ALMA and not in_vain:
        yield "--methods", checkout.methods
    if checkout.capture is Capture.MANUAL:
        yield "--capture", checkout.capture
    if checkout.return_url:
        yield "--return-url", checkout.return_url
    if checkout.locale:
        yield "--locale", checkout.locale
    for line in checkout.order.lines:
        yield "--line", _typed(line, checkout.order.total.currency)


def _typed(line: Line, currency: str) -> str:
    return f"{line.name}={line.quantity}x{decimal_text(line.unit_amount, currency)}"


def _may_be_accepted(checkout: Checkout) -> bool:
    """Say whether what the provider has is in the order's currency, as far as it is known (R7)."""
    state = checkout.state
    facts = state.facts if isinstance(state, InReview) else None
    return facts is None or facts.currency == checkout.order.total.currency
