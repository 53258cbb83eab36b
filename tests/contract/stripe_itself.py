"""Stripe itself, in test mode: collected when `STRIPE_SECRET_KEY` is a test key, for what needs nobody but the shop."""

import os
import secrets
from typing import Any

import stripe

from adapters.stripe.gateway import StripeGateway
from domain.ports import PaymentGateway

KEY = os.environ.get("STRIPE_SECRET_KEY", "")
IS_WANTED = KEY.startswith(("sk_test_", "rk_test_"))


class _OfThisRun:
    """A gateway whose provider keys no earlier run has used: Stripe remembers them for a day."""

    def __init__(self, gateway: StripeGateway) -> None:
        self._gateway, self._run = gateway, secrets.token_hex(8)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the gateway has
        deed = getattr(self._gateway, name)

        async def done(*args: Any, **asked: Any) -> Any:  # noqa: ANN401 -- as the gateway answers
            if "key" in asked:
                asked["key"] = f"{self._run}/{asked['key']}"
            return await deed(*args, **asked)

        return done if callable(deed) else deed


class StripeItself:
    """The real thing, without a customer, a dashboard or a clock that can be moved."""

    def __init__(self) -> None:
        gateway: Any = _OfThisRun(StripeGateway.with_key(KEY, api_base=stripe.DEFAULT_API_BASE))
        self.gateway: PaymentGateway = gateway
