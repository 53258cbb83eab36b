"""Idempotency: a key has one effect and one answer for 24 hours, refusals included."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from adapters.sandbox.passing import Conditions, passed
from adapters.sandbox.payment import Answer, Intent, SandboxPayment
from adapters.sandbox.refusals import missing, refused
from domain.errors import ProviderRefused

Deed = Callable[[Intent, Conditions], Intent]
"""What is done to a payment as things stand; it is pure, and raises the provider's refusals."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call with a key, known by what it asks for."""

    key: str
    fingerprint: str


def call(key: str, kind: str, **parameters: Any) -> Call:
    """Tell calls apart by their kind and parameters."""
    asked = json.dumps([kind, parameters], sort_keys=True)
    return Call(key, hashlib.sha256(asked.encode()).hexdigest())


def payment_id(key: str, generation: int) -> str:
    """Give the id of the payment that a key makes; a forgotten key makes the next generation."""
    return f"pi_{hashlib.sha256(f'{generation}/{key}'.encode()).hexdigest()[:24]}"


def once(stored: SandboxPayment | None, asked: Call, deed: Deed, now: Conditions, *, of: str) -> SandboxPayment:
    """Do to a payment what a call asks for, unless its key was answered already."""
    if stored is None or stored.intent is None:
        raise missing(of)
    if _answered(stored, asked, now.at):
        return stored
    intent = passed(stored.intent, now)
    return _remembered(replace(stored, intent=intent), asked, lambda: deed(intent, now), now)


def made_once(
    stored: SandboxPayment | None, asked: Call, deed: Callable[[], Intent], now: Conditions, *, of: str
) -> SandboxPayment:
    """Make a payment where there is none under this id yet; a refused creation is remembered as well."""
    if stored is None:
        return _remembered(SandboxPayment(of), asked, lambda: passed(deed(), now), now)
    _answered(stored, asked, now.at)
    return stored


def told(payment: SandboxPayment, key: str, at: datetime) -> Intent:
    """Give a remembered answer, or raise the remembered refusal."""
    answer = next(answer for answer in payment.live_answers(at) if answer.key == key)
    if answer.intent is None:
        raise refused(answer.code, answer.message)
    return answer.intent


def _answered(stored: SandboxPayment, asked: Call, at: datetime) -> bool:
    earlier = stored.answer_to(asked.key, at)
    if earlier and earlier.fingerprint != asked.fingerprint:
        raise refused("idempotency_error", "This key was used with other parameters.")
    return earlier is not None


def _remembered(payment: SandboxPayment, asked: Call, deed: Callable[[], Intent], now: Conditions) -> SandboxPayment:
    """Keep what the deed makes, or its refusal, under the key; what is older than 24 hours is forgotten."""
    answer, intent = Answer(asked.key, asked.fingerprint, now.at, None), payment.intent
    try:
        if now.refusal:
            raise now.refusal
        intent = deed()
        answer = replace(answer, intent=intent)
    except ProviderRefused as refusal:
        answer = replace(answer, code=refusal.provider_code, message=refusal.sentence)
    return replace(payment, intent=intent, answers=(*payment.live_answers(now.at), answer))
