"""Idempotency keys: for 24 hours a key is answered as it was at first, refusals and failures included."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from tests.support.stripe_emulator.answer import Answer, request_id
from tests.support.stripe_emulator.refusals import Invalid

A_DAY = 86_400
LONGEST = 255


@dataclass(frozen=True, slots=True)
class Use:
    """What a key was used for, when, and what the answer was."""

    endpoint: str
    parameters: str
    at: int
    answer: Answer


@dataclass(slots=True)
class Keys:
    """The keys of an account. What fails validation is not remembered: nothing was begun."""

    _uses: dict[str, Use] = field(default_factory=dict)

    def recall(self, key: str, endpoint: str, asked: dict[str, Any], *, at: int) -> Answer | None:
        """Give the first answer again; refuse a key that was used for something else."""
        if len(key) > LONGEST:
            raise Invalid(None, f"Idempotency keys have up to {LONGEST} characters.")
        use = self._uses.get(key)
        if use is None or at - use.at >= A_DAY:
            return None
        if use.endpoint != endpoint:
            message = f"Keys can only be used for the endpoint they were first used for ('{use.endpoint}')."
            raise Invalid(None, message, type="idempotency_error")
        if use.parameters != _told(asked):
            message = "Keys can only be used with the same parameters they were first used with."
            raise Invalid(None, message, type="idempotency_error")
        headers = {"idempotent-replayed": "true", "original-request": use.answer.headers["request-id"]}
        return replace(use.answer, headers={**use.answer.headers, "request-id": request_id(), **headers})

    def remember(self, key: str, endpoint: str, asked: dict[str, Any], answer: Answer, *, at: int) -> None:
        """Keep the first answer."""
        self._uses[key] = Use(endpoint, _told(asked), at, answer)


def _told(asked: dict[str, Any]) -> str:
    return json.dumps(asked, sort_keys=True, default=str)
