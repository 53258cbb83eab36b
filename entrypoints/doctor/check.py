"""What an examination finds: a line for each thing that was looked at."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

OK, WARNING, PROBLEM = "ok", "warning", "problem"

FIX = "alma-checkout doctor --fix-webhook"
"""The command that makes or corrects the endpoint at Stripe."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; where it is not ok, `cure` names the command or the variable to type."""

    name: str
    result: str
    message: str
    cure: str | None = None


def ok(name: str, message: str) -> Check:
    """Say that nothing is to be done."""
    return Check(name, OK, message)


def warning(name: str, message: str, *, cure: str) -> Check:
    """Say what may do harm, or could not be looked at."""
    return Check(name, WARNING, message, cure)


def problem(name: str, message: str, *, cure: str) -> Check:
    """Say what does harm: payments, news or data are at risk, and a person is needed."""
    return Check(name, PROBLEM, message, cure)


def is_healthy(checks: Iterable[Check]) -> bool:
    """Say whether nobody is needed."""
    return all(check.result != PROBLEM for check in checks)


def document(checks: Iterable[Check]) -> dict[str, Any]:
    """Write an examination down, the same over HTTP and on the command line."""
    told = list(checks)
    return {"checks": [asdict(check) for check in told], "healthy": is_healthy(told)}
