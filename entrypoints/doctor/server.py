"""What is said of our own server, as a probe found it at the public address."""

from collections.abc import Iterable
from http import HTTPStatus

from domain.ports.probe import Answered, Barrier, NotReached, Probed
from entrypoints.doctor.check import Check, ok, problem, warning
from entrypoints.settings import PREFIX

NAME = "webhook_secret"

_REDIRECTS = range(300, 400)
_SERVE = "Start `alma-checkout serve` with these settings."
_ADDRESS = f"Set {PREFIX}PUBLIC_URL to the address where the server is reached."


def of_probes(url: str, probed: Iterable[Probed]) -> list[Check]:
    """Say how the server takes what is signed with each of the secrets, in a line for each that is not taken."""
    told = [_of_one(url, number, one) for number, one in enumerate(probed, start=1)]
    found = list(dict.fromkeys(check for check in told if check))
    return found or [ok(NAME, f"The server at {url} takes what is signed with STRIPE_WEBHOOK_SECRET.")]


def _of_one(url: str, number: int, probed: Probed) -> Check | None:
    match probed:
        case Answered(HTTPStatus.OK, "irrelevant"):
            return None
        case Answered(HTTPStatus.BAD_REQUEST, _, "invalid_signature"):
            return problem(
                NAME,
                f"The server at {url} refuses what is signed with secret {number} of STRIPE_WEBHOOK_SECRET: it was "
                "started with another, or its clock is wrong.",
                cure=f"{_SERVE.removesuffix('.')}, and see the line on the clock.",
            )
        case Answered(HTTPStatus.NOT_FOUND):
            return problem(
                NAME,
                f"The server at {url} has nothing there: it runs with the sandbox, or it is another program.",
                cure=_SERVE,
            )
        case Answered(status) if status in _REDIRECTS:
            return problem(NAME, f"{url} leads elsewhere ({status}), and Stripe does not follow.", cure=_ADDRESS)
        case Answered(status) if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return problem(NAME, f"Nobody works behind {url} ({status}).", cure=_SERVE)
        case Answered(status):
            return problem(NAME, f"Another program than this one answers at {url} ({status}).", cure=_ADDRESS)
        case NotReached(barrier):
            return _not_reached(url, barrier)


def _not_reached(url: str, barrier: Barrier) -> Check:
    """Say what Stripe would meet too is a problem; from here alone, it may be that nothing is wrong."""
    match barrier:
        case Barrier.HOST_UNKNOWN:
            return problem(NAME, f"Nobody knows the host of {url}", cure=_ADDRESS)
        case Barrier.NOT_TRUSTED:
            return problem(
                NAME,
                f"The host of {url} has no certificate that is trusted.",
                cure="Have the proxy use a certificate of that name, with its chain.",
            )
        case Barrier.REFUSED:
            return warning(NAME, f"Nobody listens at {url} yet.", cure=_SERVE)
        case Barrier.SILENT:
            return warning(NAME, f"Nobody answers at {url}, at least not from here.", cure=_SERVE)
