"""From error to problem document (RFC 9457): the one place where HTTP knows errors."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException, InternalServerException

from domain.errors import Kind, Refusal
from entrypoints.http.request_ids import request_id
from entrypoints.problem import document, problem
from entrypoints.view import View

_log = logging.getLogger(__name__)

OF_THE_PROTOCOL = {
    400: ("invalid_request", "The body of the request is missing."),
    401: ("unauthorized", "An API key is needed: Authorization: Bearer <key>."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not know this method."),
    408: ("request_timeout", "The body of the request did not arrive in time."),
    413: ("payload_too_large", "The body of the request is too large."),
    415: (
        "unsupported_media_type",
        "The body of the request must be application/json in UTF-8; with files, multipart/form-data.",
    ),
    429: ("too_many_requests", "That was too often; please wait."),
}
"""What is refused before a use case is reached: its code and what there is to say."""

_NO_BODY = {"errors": [{"field": "body", "message": "is missing."}]}
_WAIT_SECONDS = "2"


def answer(request: Request[Any, Any, Any], error: Exception) -> Response[View]:
    """Answer an error; what is neither a refusal nor the protocol's is a bug, and told in the log alone."""
    match error:
        case Refusal():
            headers = {"Retry-After": _WAIT_SECONDS} if error.kind is Kind.UNAVAILABLE else {}
            return _response(problem(error), headers)
        case HTTPException(status_code=status) if status in OF_THE_PROTOCOL:
            members = _NO_BODY if OF_THE_PROTOCOL[status][0] == "invalid_request" else {}
            return _response(document(status, *OF_THE_PROTOCOL[status], members), _headers(error))
        case InternalServerException(detail="client disconnected prematurely"):  # nobody is there to read it
            return _response(document(400, *OF_THE_PROTOCOL[400], _NO_BODY), {})
    _log.error("Request %s came upon a bug", request_id(request.scope), exc_info=error)
    return _response(document(500, "internal_error", "Something went wrong here; it is not your fault.", {}), {})


def _response(told: View, headers: dict[str, str]) -> Response[View]:
    return Response(told, status_code=told["status"], media_type="application/problem+json", headers=headers)


def _headers(error: HTTPException) -> dict[str, str]:
    """Keep what the protocol asks for; a limit that is reached says when to come back."""
    headers = dict(error.headers or {})
    if "RateLimit-Reset" in headers:
        headers["Retry-After"] = headers["RateLimit-Reset"]
    return headers
