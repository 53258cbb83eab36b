"""Taking secrets out of what is logged: whatever is about to be written passes through here (R82, R92)."""

import re
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

GONE = "[redacted]"
"""What stands in the place of a secret."""

_SHORTEST = 8
"""What is set to fewer characters may be a word like any other, and is not looked for as such."""

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,20})://([^\s\"'<>`]+)")
_STRIPES_API = "api.stripe.com"

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(_secret_)[A-Za-z0-9]+"), rf"\1{GONE}"),
    (re.compile(r"(?<![A-Za-z0-9])(sk|rk|pk|ek|whsec)_[A-Za-z0-9_+/=-]+"), rf"\1_{GONE}"),
    (re.compile(r"\b(bearer|basic)(\s+)[^\s\"',;\\]+", re.IGNORECASE), rf"\1\2{GONE}"),
    (re.compile(r"(?<=[^\s?])\?(?=[\w%])[^\s\"'<>`]+"), f"?{GONE}"),
    (
        re.compile(
            r"((?:password|passwd|passfile|client_secret|api_key)[\"']?\s*[=:]\s*)('[^']*'|\"[^\"]*\"|[^\s&,;]+)"
        ),
        rf"\1{GONE}",
    ),
)
"""A payment's client secret, keys, what is sent as authorization, a path's query, and what is called a password."""

_SECRET_NAMES = frozenset({"authorization", "client_secret", "cookie", "password", "stripe-signature"})


@dataclass(frozen=True, slots=True)
class Redactor:
    """A processor of log events that leaves no secret in any of their values; `known` ones are found in any form."""

    known: tuple[str, ...] = field(default=(), repr=False)

    def __call__(self, _: object, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        """Give the event without secrets."""
        return {self.text(name): self.value(value, name) for name, value in event.items()}

    def value(self, value: object, name: str = "") -> object:
        """Give a value without secrets; what is neither text nor number nor a collection becomes text first."""
        if name.lower() in _SECRET_NAMES:
            return GONE
        match value:
            case None | bool() | int() | float():
                return value
            case Mapping():
                return {self.text(str(key)): self.value(inner, str(key)) for key, inner in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self.value(inner) for inner in value]
            case str():
                return self.text(value)
        return self.text(repr(value))

    def text(self, text: str) -> str:
        """Give a text without secrets."""
        for secret in self.known:
            text = text.replace(secret, GONE)
        text = _ADDRESS.sub(_where_it_leads, text)
        for form, instead in _FORMS:
            text = form.sub(instead, text)
        return text


def knowing(secrets: Iterable[str]) -> Redactor:
    """Make a redactor that also knows what is set; the longest goes first, since one may begin as another does."""
    return Redactor(tuple(sorted({text for text in secrets if len(text) >= _SHORTEST}, key=len, reverse=True)))


def _where_it_leads(found: re.Match[str]) -> str:
    """Keep of an address what tells nobody anything: no user, no password, no query, and on the web no path."""
    scheme, rest = found.groups()
    place = rest.rpartition("@")[2]
    bare = re.split(r"[?#]", place, maxsplit=1)[0]
    host, slash, path = bare.partition("/")
    on_the_web = scheme.lower() in {"http", "https"}
    if path and on_the_web and host != _STRIPES_API:
        path = GONE
    asked = f"?{GONE}" if bare != place else ""
    return f"{scheme}://{host}{slash}{path}{asked}"
