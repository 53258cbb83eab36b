"""The bytes of a body, as they came."""

from litestar.exceptions import InternalServerException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.types import Receive


async def bytes_sent(receive: Receive, *, most: int) -> bytes:
    """Read a body to its end.

    Raises:
        RequestEntityTooLarge: there are more than `most` bytes; the rest is not read.
        InternalServerException: the caller hung up, in the framework's own words; nobody hears the answer.
    """
    parts, length, more = list[bytes](), 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise InternalServerException("client disconnected prematurely")
        parts.append(message["body"])
        length += len(message["body"])
        if length > most:
            raise RequestEntityTooLarge
        more = message["more_body"]
    return b"".join(parts)
