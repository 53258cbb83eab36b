"""The way in over the command line, in this process: what is typed, and the document that is printed."""

import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

from domain.money import EXPONENTS, decimal_text
from entrypoints.cli.main import main
from entrypoints.cli.shell import Shell
from entrypoints.container import Container
from tests.acceptance.shop import Files, View, rejection


class Cli:
    """A shop that types commands."""

    def __init__(self, container: Container) -> None:
        self._shell = Shell.around(container)

    def open(self, *, key: str | None = None, **asked: Any) -> View:
        typed = asked | {"amount": _text(asked["amount"], asked["currency"])}
        return self._run("open", line=_lines(typed.pop("lines", None)), key=key, **typed)

    def pay(self, checkout: str, return_url: str | None = None) -> View:
        return self._run("pay", checkout, return_url=return_url)

    def look_up(self, checkout: str) -> View:
        return self._run("show", checkout)

    def settle(self, checkout: str) -> View:
        return self._run("settle", checkout)

    def change(self, checkout: str, amount: int, lines: list[View] | None = None) -> View:
        return self._run("change", checkout, amount=_text(amount), line=_lines(lines))

    def capture(self, checkout: str, amount: int | None = None) -> View:
        return self._run("capture", checkout, amount=_text(amount))

    def cancel(self, checkout: str, reason: str | None = None) -> View:
        return self._run("cancel", checkout, reason=reason)

    def refund(
        self, checkout: str, amount: int | None = None, *, reason: str | None = None, key: str | None = None
    ) -> View:
        return self._run("refund", checkout, amount=_text(amount), reason=reason, key=key)

    def review(self, checkout: str, decision: str) -> View:
        return self._run("review", checkout, f"--{decision}")

    def disputes(self, checkout: str) -> View:
        return self._run("dispute", checkout)

    def submit_evidence(
        self, checkout: str, files: Files, text: str | None = None, *, dispute: str | None = None
    ) -> View:
        with tempfile.TemporaryDirectory() as folder:
            for kind, content in files.items():
                (Path(folder) / kind).write_bytes(content)
            typed = [f"{kind}={folder}/{kind}" for kind in files]
            said = "" if not files and text is None else text  # typed without anything, the command shows disputes
            return self._run("dispute", checkout, evidence=typed, text=said, dispute=dispute)

    def timeline(self, checkout: str) -> list[View]:
        items: list[View] = self._run("timeline", checkout)["items"]
        return items

    def explain(self, checkout: str) -> View:
        return self._run("explain", checkout)

    def listing(self, *, overdue: bool = False, **wanted: Any) -> View:
        return self._run("list", *(["--overdue"] if overdue else []), **_typed(wanted))

    def export(self, form: str, **wanted: Any) -> str:
        printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        typed = [f"--{name.replace('_', '-')}={value}" for name, value in _typed(wanted).items()]
        with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
            main.main(["export", "--format", form, *typed], obj=self._shell)
        printed.seek(0)
        return printed.read()

    def reconcile(self) -> View:
        return self._run("reconcile", since="7d")

    def due(self) -> View:
        return self._run("due")

    def done(self, task: str, note: str | None = None) -> View:
        return self._run("done", task, note=note)

    def give_back(self, payment: str) -> View:
        return self._run("orphan", payment, "--refund")

    def eligibility(self, amount: int, currency: str, country: str) -> View:
        return self._run("eligibility", str(_text(amount, currency)), currency, country=country)

    def come_back(self, checkout: str, address: str) -> str | None:
        """Nobody comes back to a command line; an operator asks how it stands instead."""
        self.settle(checkout)
        return None

    def events(self, state: str) -> View:
        return self._run("events", "list", state=state)

    def resend(self, event: str | None = None) -> View:
        return self._run("events", "resend", event or "--undelivered")

    def make_rounds(self) -> None:
        self._run("sweep")

    def type_amount(self, text: str) -> View:
        """Type an amount as it comes."""
        return self._run("open", order="1001", amount=text, currency="EUR", country="FR")

    def _run(self, command: str, *words: str, **options: Any) -> View:
        typed = [command, *words, "--json"]
        for name, value in options.items():
            values = value if isinstance(value, list) else [] if value is None else [value]
            typed += [f"--{name.replace('_', '-')}={each}" for each in values]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
            main.main(typed, obj=self._shell)
        answer: View = json.loads(printed.getvalue())
        if "code" in answer and "title" in answer:
            raise rejection(answer)
        return answer


def _text(amount: int | None, currency: str = "EUR") -> str | None:
    """Write minor units as they are typed."""
    return None if amount is None else decimal_text(amount, currency if currency in EXPONENTS else "EUR")


def _typed(wanted: View) -> View:
    """Write what a list is narrowed by as it is typed."""
    amounts = {name: _text(wanted[name], wanted["currency"]) for name in wanted if name.startswith("amount_")}
    return wanted | amounts


def _lines(lines: list[View] | None) -> list[str]:
    """Write order lines as they are typed."""
    return [f"{line['name']}={line['quantity']}x{_text(line['unit_amount'])}" for line in lines or []]
