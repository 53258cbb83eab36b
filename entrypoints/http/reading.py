"""Reading what is sent: bodies and queries, strictly, every refusal naming the field."""

import re
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import parse_qsl

import msgspec
from litestar.dto import AbstractDTO
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition

from domain.errors import CheckoutNotFound, InvalidRequest, NotFound
from entrypoints.http.examples import BODIES
from entrypoints.http.keys import Connection

if TYPE_CHECKING:
    from litestar._openapi.schema_generation import SchemaCreator

T = TypeVar("T")

_USUAL_PAGE, _LONGEST_PAGE = 20, 100
_PLACE = re.compile(r"(?P<message>.*?)(?: - at `\$\.?(?P<place>.*)`)?", re.DOTALL)
_FIELD = re.compile(r"Object (?P<what>contains unknown|missing required) field `(?P<name>.*)`", re.DOTALL)
_FLOAT = re.compile(r"^Expected `int(?: \| null)?`, got `float`")
_SPOILED = re.compile(rb"%(?![0-9A-Fa-f]{2})|[^\x21-\x7e]")


class Json(AbstractDTO[T]):
    """A JSON body as a type says it, without any coercion: `dto=Json[Opening]`."""

    def decode_bytes(self, value: bytes) -> T:
        """Read a body.

        Raises:
            InvalidRequest: no JSON, or not of this type.
            HTTPException: 415, it says that it is something else.
        """
        if not _is_json(self.asgi_connection.headers.get("content-type")):
            raise HTTPException(status_code=415)
        try:
            return msgspec.json.decode(value, type=self.model_type)
        except msgspec.ValidationError as error:
            raise _refusal(str(error)) from None
        except (ValueError, RecursionError):
            raise InvalidRequest("body", "is not JSON in UTF-8.") from None

    @classmethod
    def create_for_field_definition(cls, *_: Any, **__: Any) -> None:
        """There is nothing to prepare: the type itself is what is read."""

    @classmethod
    def create_openapi_schema(
        cls,
        field_definition: FieldDefinition,
        handler_id: str,  # noqa: ARG003 -- the framework's signature
        schema_creator: "SchemaCreator",
    ) -> Reference | Schema:
        body = cast("Reference", schema_creator.for_field_definition(field_definition))
        described = schema_creator.schema_registry.from_reference(body).schema
        described.examples = [BODIES[cls.model_type.__name__]]
        return body


def known_query(connection: Connection, route: BaseRouteHandler) -> None:
    """Refuse a query with other parameters than the route's `query=`, or with one of them twice.

    Raises:
        InvalidRequest: that, or it is not percent-encoded UTF-8.
    """
    raw = connection.scope["query_string"]
    try:
        if _SPOILED.search(raw):
            raise InvalidRequest("query", "is not percent-encoded.")
        names = [name for name, _ in parse_qsl(raw.decode(), keep_blank_values=True, errors="strict")]
    except ValueError:
        raise InvalidRequest("query", "is not percent-encoded UTF-8.") from None
    for name in names:
        if name not in route.opt["query"]:
            raise InvalidRequest(name, "is not a parameter of this call.")
        if names.count(name) > 1:
            raise InvalidRequest(name, "must be given once.")


def whole(text: str, field: str) -> int:
    """Read a whole number of minor units.

    Raises:
        InvalidRequest: no digits, or too many.
    """
    if not re.fullmatch(r"[0-9]{1,20}", text):
        raise InvalidRequest(field, "must be a whole number of minor units.")
    return int(text)


def known_form_of_ids(connection: Connection, _: BaseRouteHandler) -> None:
    """Refuse ids that we never hand out before they reach anything.

    Raises:
        CheckoutNotFound, NotFound: so nothing can be found by them.
    """
    for name, text in connection.path_params.items():
        if not re.fullmatch(r"[A-Za-z0-9_.-]{1,100}", text):
            raise CheckoutNotFound("with such an id") if name == "checkout_id" else NotFound("There is nothing here.")


def limit_of(text: str | None) -> int:
    """Read how many things a page may have, as many as usual where nothing is said.

    Raises:
        InvalidRequest: it is not a number, or too large a one.
    """
    if text is None:
        return _USUAL_PAGE
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= _LONGEST_PAGE:
        raise InvalidRequest("limit", f"must be from 1 to {_LONGEST_PAGE}.")
    return int(text)


def _is_json(content_type: str | None) -> bool:
    kind, _, parameters = (content_type or "application/json").lower().partition(";")
    charset = parameters.strip().removeprefix("charset=").strip('"')
    return kind.strip() == "application/json" and charset in {"", "utf-8"}


def _refusal(error: str) -> InvalidRequest:
    """Turn what is wrong with a body into a refusal that names the field: `lines[0].quantity`."""
    found = _PLACE.fullmatch(error)
    message, place = (found["message"], found["place"]) if found else (error, None)
    if field := _FIELD.fullmatch(message):
        place = f"{place}.{field['name']}" if place else field["name"]
        message = "is not a field of this call." if "unknown" in field["what"] else "is missing."
    if _FLOAT.search(message):
        message = "must be a whole number of minor units, such as 14990 for 149.90 EUR."
    return InvalidRequest(place or "body", message)
