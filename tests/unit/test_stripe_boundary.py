"""Every failure of a call to Stripe is refused, failed or unavailable, and says nothing secret (R6, R33, R92)."""

from typing import Any

import pytest
import stripe

from adapters.stripe.boundary import our_errors
from domain.errors import NotPermitted, ProviderFailed, ProviderRefused, ProviderUnavailable, Refusal

SECRET = "sk_test_secret"


def an_error(kind: type[stripe.StripeError], status: int, **error: Any) -> stripe.StripeError:
    """Make what the SDK raises for an answer of Stripe's."""
    body = {"error": error} if error else None
    arguments: dict[str, Any] = {"http_status": status, "json_body": body, "http_body": SECRET}
    if kind in {stripe.CardError, stripe.InvalidRequestError}:
        arguments |= {"param": None, "code": error.get("code")} if kind is stripe.CardError else {"param": None}
    return kind(error.get("message", SECRET), **arguments)


def translated(raised: Exception) -> Refusal:
    """Give what comes out of the boundary."""
    with pytest.raises(Refusal) as refusal, our_errors():
        raise raised
    return refusal.value


@pytest.mark.parametrize(
    "raised",
    [
        stripe.APIConnectionError(SECRET),  # type: ignore[no-untyped-call]  # so it is in the SDK
        an_error(stripe.APIError, 500),
        an_error(stripe.APIError, 503, type="api_error"),
        an_error(stripe.APIError, 409, code="idempotency_key_in_use"),
        an_error(stripe.RateLimitError, 429, code="lock_timeout"),
        stripe.StripeError(SECRET),
    ],
)
def test_no_answer_or_one_that_may_change_is_unavailable(raised: Exception) -> None:
    """R20: the outcome is unknown."""
    assert type(translated(raised)) is ProviderUnavailable


@pytest.mark.parametrize(
    "raised",
    [
        an_error(stripe.AuthenticationError, 401, type="invalid_request_error"),
        an_error(stripe.APIError, 200),
        AttributeError("status"),
        KeyError("checkout"),
        TypeError("None"),
        ValueError("odd"),
    ],
)
def test_a_refused_key_and_an_unreadable_answer_are_failures(raised: Exception) -> None:
    """The provider does not work with us."""
    assert type(translated(raised)) is ProviderFailed


def test_what_our_key_may_not_do_is_a_failure_of_its_own() -> None:
    """A restricted key may do one thing and not another."""
    refusal = translated(an_error(stripe.PermissionError, 403))

    assert type(refusal) is NotPermitted
    assert refusal.code == "provider_failed"


@pytest.mark.parametrize(
    ("kind", "status", "error", "code", "advice"),
    [
        (stripe.InvalidRequestError, 400, {"code": "payment_intent_invalid_currency"}, None, "use_eur"),
        (stripe.InvalidRequestError, 400, {"code": "parameter_missing"}, None, "complete_the_request"),
        (stripe.InvalidRequestError, 400, {"code": "missing_required_parameter"}, None, "complete_the_request"),
        (
            stripe.InvalidRequestError,
            400,
            {"code": "payment_intent_redirect_confirmation_without_return_url"},
            None,
            "give_return_url",
        ),
        (stripe.CardError, 402, {"code": "payment_intent_payment_attempt_failed"}, None, "choose_another_method"),
        (stripe.InvalidRequestError, 404, {"code": "resource_missing"}, None, None),
        (stripe.IdempotencyError, 400, {"type": "idempotency_error"}, "idempotency_error", None),
        (stripe.InvalidRequestError, 400, {}, None, None),
    ],
)
def test_a_definite_no_keeps_its_code_and_gets_our_advice(
    kind: type[stripe.StripeError], status: int, error: dict[str, str], code: str | None, advice: str | None
) -> None:
    """R6, R33: as given, whether we know it or not."""
    refusal = translated(an_error(kind, status, **error))

    assert isinstance(refusal, ProviderRefused)
    assert refusal.provider_code == (code or error.get("code"))
    assert refusal.data["advice"] == advice


def test_the_provider_s_sentence_is_kept_and_its_body_is_not() -> None:
    """R92: an error holds the code and the sentence alone, and no trace leads back to the answer."""
    told = translated(an_error(stripe.InvalidRequestError, 400, code="odd", message="Something is odd."))

    assert told.sentence == "Something is odd."
    assert told.__suppress_context__
    assert SECRET not in repr(told.__dict__)
