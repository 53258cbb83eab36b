"""Refusals: what the rules do not allow, each with a code, a sentence and data.

A refusal is an answer, not an accident. Its `kind` says whose trouble it is, and each way in turns the kind
into its own kind of answer in exactly one place. A bug is a bare exception and has no code.
"""

from enum import Enum
from typing import Any, ClassVar


class Kind(Enum):
    """Whose trouble a refusal is."""

    INVALID = "the request itself cannot be read"
    NOT_FOUND = "there is no such thing"
    CONFLICT = "not now, or not like this"
    UNPROCESSABLE = "understood, and against a rule"
    FAILED = "the provider does not work with us"
    UNAVAILABLE = "somebody we depend on gives no answer"


class Refusal(Exception):
    """A call that is refused, with data that names the rule's figures."""

    code: ClassVar[str]
    kind: ClassVar[Kind]

    def __init__(self, sentence: str, **data: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.data = data


class InvalidRequest(Refusal):
    """A field of the request is missing or wrong; `errors` names each one."""

    code = "invalid_request"
    kind = Kind.INVALID

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", errors=[{"field": field, "message": message}])


class InvalidReturnUrl(Refusal):
    """The shop's return address breaks R25."""

    code = "invalid_return_url"
    kind = Kind.INVALID

    def __init__(self, message: str) -> None:
        super().__init__(message, errors=[{"field": "return_url", "message": message}])


class InvalidSignature(Refusal):
    """An event that the provider did not sign, or not now (R81)."""

    code = "invalid_signature"
    kind = Kind.INVALID


class CheckoutNotFound(Refusal):
    """There is no checkout with this id."""

    code = "checkout_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, checkout_id: str) -> None:
        super().__init__(f"There is no checkout {checkout_id}.")


class NotFound(Refusal):
    """There is nothing here that this caller may see."""

    code = "not_found"
    kind = Kind.NOT_FOUND


class NotAllowedNow(Refusal):
    """The checkout's status does not allow this, or something `during` which it rests; `advice` says what to do."""

    code = "not_allowed_now"
    kind = Kind.CONFLICT

    def __init__(
        self, verb: str, status: str, *, advice: str | None = None, during: str | None = None, **data: Any
    ) -> None:
        super().__init__(
            f"{verb} is not possible while {during or _being(status)}.",
            current_status=status,
            advice=advice,
            **data,
        )


class NoEvidenceWanted(Refusal):
    """No dispute waits for this evidence (R70): there is none open, or it was answered; `reason` says which."""

    code = NotAllowedNow.code
    kind = Kind.CONFLICT

    def __init__(self, sentence: str, status: str, reason: str, *, advice: str | None = None) -> None:
        super().__init__(sentence, current_status=status, advice=advice, reason=reason)


def _being(status: str) -> str:
    return f"the checkout is {status.replace('_', ' ')}"


class IdempotencyConflict(Refusal):
    """The idempotency key was used for another request."""

    code = "idempotency_conflict"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This idempotency key was used with another request.")


class AlmaNotOffered(Refusal):
    """Alma cannot be offered for this order; `obstacles` says why and what would change it."""

    code = "alma_not_offered"
    kind = Kind.UNPROCESSABLE

    def __init__(self, obstacles: tuple[Any, ...], *, checkout: str | None = None) -> None:
        reasons = ", ".join(obstacle.code for obstacle in obstacles)
        found = {} if checkout is None else {"checkout": checkout}
        super().__init__(f"Alma is not offered: {reasons}.", obstacles=obstacles, **found)


class AmountExceedsRefundable(Refusal):
    """More than what may still go back (R61)."""

    code = "amount_exceeds_refundable"
    kind = Kind.UNPROCESSABLE

    def __init__(self, refundable: int, shown: str) -> None:
        super().__init__(f"At most {shown} can be refunded.", refundable=refundable)


class AmountExceedsAuthorized(Refusal):
    """More than what was authorized (R51)."""

    code = "amount_exceeds_authorized"
    kind = Kind.UNPROCESSABLE

    def __init__(self, authorized: int, shown: str) -> None:
        super().__init__(f"At most {shown} can be captured.", authorized=authorized)


class RefundWindowClosed(Refusal):
    """Alma takes refunds for 180 days (R63)."""

    code = "refund_window_closed"
    kind = Kind.UNPROCESSABLE

    def __init__(self, last_day: str) -> None:
        super().__init__(f"Alma took refunds of this payment until {last_day}.", last_day=last_day)


class ProviderRefused(Refusal):
    """The provider said no to this request, for good: `provider_code` is its word, `advice` ours (R33)."""

    code = "provider_refused"
    kind = Kind.UNPROCESSABLE

    def __init__(self, provider_code: str | None, message: str, *, advice: str | None = None) -> None:
        super().__init__(message, provider_code=provider_code, advice=advice)
        self.provider_code = provider_code


class ProviderFailed(Refusal):
    """The provider refuses our key or account, or its answer cannot be read."""

    code = "provider_failed"
    kind = Kind.FAILED


class NotPermitted(ProviderFailed):
    """The provider knows our key, and does not let it do this."""


class ProviderUnavailable(Refusal):
    """No answer from the provider, so the outcome of the call is unknown."""

    code = "provider_unavailable"
    kind = Kind.UNAVAILABLE

    def __init__(self, sentence: str = "The payment provider gives no answer at the moment.") -> None:
        super().__init__(sentence, advice="try_again")


class NeverMade(ProviderUnavailable):
    """The payment was asked for long ago, the provider does not have it, and it is not asked for again (R20)."""

    def __init__(self) -> None:
        super().__init__("The payment was never made, and is not asked for any more.")


class StoreUnavailable(Refusal):
    """The database gives no answer; nothing was changed."""

    code = "store_unavailable"
    kind = Kind.UNAVAILABLE

    def __init__(self, sentence: str = "The database gives no answer at the moment.") -> None:
        super().__init__(sentence, advice="try_again")
