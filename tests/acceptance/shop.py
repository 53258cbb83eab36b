"""The shop in front of the system: what it may ask for, whichever way in it speaks."""

from typing import Any, Protocol

View = dict[str, Any]
"""What is shown: the same over every way in."""

Files = dict[str, bytes]
"""What is in a file of each kind of evidence."""


class Rejection(Exception):
    """A refusal as the shop hears it: a code, and the figures of the rule."""

    def __init__(self, code: str, data: View) -> None:
        super().__init__(f"{code} {data}")
        self.code = code
        self.data = data


OF_EVERY_PROBLEM = frozenset({"type", "title", "status", "detail", "code"})
"""What a problem document has beside the figures of the rule."""


def rejection(problem: View) -> Rejection:
    """Read a refusal from a problem document."""
    return Rejection(problem["code"], {name: told for name, told in problem.items() if name not in OF_EVERY_PROBLEM})


class Shop(Protocol):
    """One way in. Amounts are in minor units; every refusal is a `Rejection`."""

    def open(self, *, key: str | None = None, **asked: Any) -> View:
        """Open a checkout: `order`, `amount`, `currency`, `country`, and what else `POST /checkouts` takes."""

    def pay(self, checkout: str, return_url: str | None = None) -> View:
        """Send the customer to Alma."""

    def look_up(self, checkout: str) -> View:
        """Show a checkout as stored."""

    def settle(self, checkout: str) -> View:
        """Ask the provider now."""

    def change(self, checkout: str, amount: int, lines: list[View] | None = None) -> View:
        """Change the amount."""

    def capture(self, checkout: str, amount: int | None = None) -> View:
        """Take what is reserved."""

    def cancel(self, checkout: str, reason: str | None = None) -> View:
        """Call it off."""

    def refund(
        self, checkout: str, amount: int | None = None, *, reason: str | None = None, key: str | None = None
    ) -> View:
        """Give money back; show the refund."""

    def review(self, checkout: str, decision: str) -> View:
        """Decide what contradicting facts mean: `accept` or `refund`."""

    def disputes(self, checkout: str) -> View:
        """Show every dispute over a checkout."""

    def submit_evidence(
        self, checkout: str, files: Files, text: str | None = None, *, dispute: str | None = None
    ) -> View:
        """Answer a dispute with files, each under its kind, and a text; show the dispute."""

    def timeline(self, checkout: str) -> list[View]:
        """Tell what happened, oldest first."""

    def explain(self, checkout: str) -> View:
        """Say how it stands, in words."""

    def listing(self, **wanted: Any) -> View:
        """List checkouts, newest first, narrowed by what `GET /checkouts` takes."""

    def export(self, form: str, **wanted: Any) -> str:
        """Give all checkouts that are asked for, as `csv` or `jsonl`."""

    def reconcile(self) -> View:
        """Look for what was missed in the last week."""

    def due(self) -> View:
        """List what needs a person."""

    def done(self, task: str, note: str | None = None) -> View:
        """Say that a task is done."""

    def give_back(self, payment: str) -> View:
        """Give back the money of a payment that no checkout owns."""

    def eligibility(self, amount: int, currency: str, country: str) -> View:
        """Ask whether Alma would be offered."""

    def come_back(self, checkout: str, address: str) -> str | None:
        """Have the customer follow the address from Alma; give where the shop finds them, None on our own page."""

    def events(self, state: str) -> View:
        """List the events for the shop's own system that stand like this, newest first."""

    def resend(self, event: str | None = None) -> View:
        """Send an event again, or all that could not be delivered."""

    def make_rounds(self) -> None:
        """Have the sweep look at all that is due."""
