"""Problems: a refusal as a JSON object by RFC 9457, the same over HTTP and on the command line."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from domain.errors import Kind, Refusal

STATUS = {
    Kind.INVALID: 400,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.UNPROCESSABLE: 422,
    Kind.FAILED: 502,
    Kind.UNAVAILABLE: 503,
}
"""The status that each kind of refusal has over HTTP."""


def problem(refusal: Refusal) -> dict[str, Any]:
    """Show a refusal with its code and its rule's figures; obstacles come with their sentences."""
    data = dict(refusal.data)
    if "obstacles" in data:
        from entrypoints.view import obstacle_view

        data["obstacles"] = [obstacle_view(obstacle) for obstacle in data["obstacles"]]
    return document(STATUS[refusal.kind], refusal.code, refusal.sentence, data)


def document(status: int, code: str, detail: str, members: Mapping[str, Any]) -> dict[str, Any]:
    """Write a problem down: whose kind, which, in a sentence, with its figures."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        **members,
    }
