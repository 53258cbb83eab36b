"""Refusals for people: a browser that asks for a page gets one; whoever else calls gets the problem document."""

from typing import Any

from litestar import Request, Response
from litestar.response import Template

from entrypoints.http.languages import preferred
from entrypoints.http.problems import answer
from entrypoints.sentences import Words

APOLOGIES = {
    400: ("This does not work", "The page was called in a way that it does not understand."),
    404: ("Nothing here", "There is no payment at this address. Please use the link that the shop gave you."),
    409: ("Not any more", "This was decided already. Please go back to the shop."),
    429: ("One moment, please", "That was too often. Please wait a little, and try again."),
    500: ("Something went wrong", "It is not your fault. Please try again in a moment; nothing is paid twice."),
}
"""A headline and a sentence for each status; 500 for what has none of its own."""


def apologize(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Answer an error in the way that the caller can read."""
    answered = answer(request, error)
    if "text/html" not in request.headers.get("accept", ""):
        return answered
    status = answered.status_code or 500
    headline, sentence = APOLOGIES.get(status, APOLOGIES[500])
    words = Words(preferred(request.headers.get("accept-language", "")))
    context = {"_": words, "headline": headline, "sentence": sentence}
    return Template("apology.html", context=context, status_code=status, headers=answered.headers)
