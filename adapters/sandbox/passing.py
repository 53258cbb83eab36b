"""What the passing of time does to a payment: an attempt's hour, an authorization's week, a refund's minutes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.sandbox import attempts, refunds
from adapters.sandbox.payment import Intent
from domain.errors import ProviderRefused

AN_HOUR = timedelta(hours=1)
"""How long a customer may take on a page that is not ours."""

A_WEEK = timedelta(days=7)
"""How long money stays reserved, from the creation of the payment."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How things stand at the provider at a moment, told to the second as it does; `refusal` is what a call meets."""

    at: datetime
    late_to_end: bool = False
    alma_enabled: bool = True
    refunds_fail_with: str | None = None
    refusal: ProviderRefused | None = None


def passed(intent: Intent, now: Conditions) -> Intent:
    """Give the payment as it is now: what should have ended has ended."""
    intent = replace(intent, alma_enabled=now.alma_enabled)
    intent = refunds.arrived(intent, at=now.at)
    if not now.late_to_end and _hour_is_over(intent, now.at):
        return attempts.over(intent, None)
    if intent.status == "requires_capture" and now.at >= intent.created_at + A_WEEK:
        return replace(
            intent,
            status="canceled",
            cancellation_reason="automatic",
            canceled_at=intent.created_at + A_WEEK,
        )
    return intent


def _hour_is_over(intent: Intent, at: datetime) -> bool:
    began = intent.method.created_at if intent.method else None
    return intent.status == "requires_action" and began is not None and at >= began + AN_HOUR
