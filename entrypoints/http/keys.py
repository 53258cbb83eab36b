"""API keys: who calls, by the name of the key; and idempotency keys: which action it is."""

import re
from typing import Annotated, Any, TypeAlias

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.params import HeaderParameter

from domain.errors import InvalidRequest
from entrypoints.api_keys import owner

Connection = ASGIConnection[Any, Any, Any, Any]
Call = Request[Any, str, Any]
"""A request of somebody whose name is `auth`."""

IdempotencyKey: TypeAlias = Annotated[
    str | None, HeaderParameter(name="Idempotency-Key", description="Names this action: sent again, it is done once.")
]

NOBODY_IN_PARTICULAR = "shop"
"""Who calls where no keys are set."""
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="alma-checkout"'}


def requires_key(connection: Connection, _: BaseRouteHandler) -> None:
    """Let in whoever has an API key, and remember by which name.

    Raises:
        NotAuthorizedException: keys are set, and none of them was sent.
    """
    name = caller(connection)
    if name is None:
        raise NotAuthorizedException(headers=_CHALLENGE)
    connection.scope["auth"] = name


def caller(connection: Connection) -> str | None:
    """Give the name of the API key that was sent, once; None if it is not one of those that are set."""
    keys = connection.app.state.api_keys
    if not keys:
        return NOBODY_IN_PARTICULAR
    said = connection.headers.getall("authorization", [])
    scheme, _, key = said[0].partition(" ") if len(said) == 1 else ("", "", "")
    if scheme.lower() != "bearer":
        return None
    return owner(keys, key.strip())


def fit_key(connection: Connection, _: BaseRouteHandler) -> None:
    """Refuse an idempotency key that names nothing.

    Raises:
        InvalidRequest: empty, too long, not printable ASCII, or given twice.
    """
    told = connection.headers.getall("idempotency-key", [])
    if len(told) > 1 or not all(re.fullmatch(r"[\x20-\x7e]{1,255}", text) for text in told):
        raise InvalidRequest("Idempotency-Key", "must be 1 to 255 printable ASCII characters, once.")
