"""The error boundary: every failure of a call to Stripe becomes one of ours, and tells no secret."""

from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from domain.errors import NotPermitted, ProviderFailed, ProviderRefused, ProviderUnavailable
from domain.failure import advice_for

_TRY_AGAIN = frozenset({409, 429})
"""What Stripe answers when the same call or another one on the object is under way, or there are too many."""


@contextmanager
def our_errors() -> Iterator[None]:
    """Turn what the SDK raises, and answers that cannot be read, into refused, failed or unavailable."""
    try:
        yield
    except stripe.APIConnectionError:
        raise ProviderUnavailable from None
    except stripe.AuthenticationError:
        raise ProviderFailed("Stripe refuses our key or account.") from None
    except stripe.PermissionError:
        raise NotPermitted("Stripe does not let our key or account do this.") from None
    except stripe.StripeError as error:
        raise _of(error) from None
    except (AttributeError, LookupError, TypeError, ValueError, ArithmeticError, OSError, RecursionError):
        raise ProviderFailed("Stripe's answer cannot be read.") from None


def _of(error: stripe.StripeError) -> ProviderRefused | ProviderFailed | ProviderUnavailable:
    status = error.http_status
    if status is None or status in _TRY_AGAIN or status >= 500:  # noqa: PLR2004 -- the class of HTTP's server errors
        return ProviderUnavailable()
    if status < 400:  # noqa: PLR2004 -- an answer that succeeded and makes no sense
        return ProviderFailed("Stripe's answer cannot be read.")
    told = error.error
    code = getattr(told, "code", None) or getattr(told, "type", None)
    message = getattr(told, "message", None) or "Stripe refused this."
    return ProviderRefused(code, message, advice=advice_for(code))
