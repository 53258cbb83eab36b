"""What is said of the account at Stripe: whether it can be asked, and whether it may take Alma."""

from domain.errors import NotPermitted, ProviderUnavailable, Refusal
from domain.ports.account import Standing
from entrypoints.doctor.check import Check, ok, problem, warning

ACCOUNT = "stripe_account"
_KEYS = "https://dashboard.stripe.com/apikeys"
_METHODS = "https://dashboard.stripe.com/settings/payment_methods"


def of_account(standing: Standing) -> Check:
    """Say whose account it is."""
    return ok(ACCOUNT, f"Stripe answers, and knows our key: it is of account {standing.id}.")


def of_alma(standing: Standing) -> Check:
    """Say whether the account may take payments with Alma."""
    match standing.alma:
        case "active":
            return ok("alma", "The account may take payments with Alma.")
        case "pending":
            return warning(
                "alma", "Stripe has not decided yet whether the account may take Alma.", cure=f"Look at {_METHODS}"
            )
    return problem("alma", "The account may not take payments with Alma.", cure=f"Turn Alma on at {_METHODS}")


def of_refusal(refusal: Refusal, *, where: str, what: str = "tell how the account stands") -> Check:
    """Say why Stripe told nothing."""
    match refusal:
        case NotPermitted():
            return warning(ACCOUNT, f"Our key may not {what}.", cure=f"Let the restricted key read it, at {_KEYS}")
        case ProviderUnavailable():
            return problem(
                ACCOUNT,
                f"Stripe gives no answer at {where}.",
                cure="Let this machine reach it, or see https://status.stripe.com",
            )
    return problem(ACCOUNT, refusal.sentence, cure=f"Set STRIPE_SECRET_KEY to a key of {_KEYS}")
