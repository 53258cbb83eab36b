"""Where customers come back to: the shop's own address, and what is added to it (R25, R26)."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from domain.errors import InvalidReturnUrl

PROVIDERS_PARAMETERS = (
    "payment_intent",
    "payment_intent_client_secret",
    "redirect_status",
    "redirect_pm_type",
)
"""What the provider adds to the address a customer comes back to."""
_OURS = ("checkout", "status")
_LONGEST = 2_048
_PLAIN = re.compile(r"[!-\[\]-~]*")
"""Printable ASCII characters without spaces, and without the backslash that some take for a slash."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Our own addresses as customers reach them, below `public_url`. In `test_mode` a shop may be on loopback."""

    public_url: str
    test_mode: bool

    def pay_page(self, checkout_id: str) -> str:
        """Give the address of the customer's page."""
        return f"{self.public_url}/pay/{checkout_id}"

    def way_back(self, checkout_id: str) -> str:
        """Give the address that the provider sends the customer back to: always ours (R23)."""
        return f"{self.pay_page(checkout_id)}/return"

    def checked(self, url: str) -> str:
        """Give back a shop's return address that keeps R25.

        Raises:
            InvalidReturnUrl: it is relative, too long, not https, carries user information or a reserved parameter.
        """
        if len(url) > _LONGEST:
            raise InvalidReturnUrl(f"must have at most {_LONGEST} characters.")
        if not _PLAIN.fullmatch(url):
            raise InvalidReturnUrl("must be an absolute address of ASCII characters without spaces.")
        parts = _split(url)
        if parts.username is not None:
            raise InvalidReturnUrl("may not carry user information.")
        if parts.scheme != "https" and not (parts.scheme == "http" and self.test_mode and is_loopback(parts.hostname)):
            raise InvalidReturnUrl("must begin with https://.")
        taken = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}.intersection(
            (*_OURS, *PROVIDERS_PARAMETERS)
        )
        if taken:
            raise InvalidReturnUrl(f"may not carry the parameter {min(taken)} already.")
        return url


def to_the_shop(return_url: str, checkout_id: str, status: str) -> str:
    """Give the shop's address for a customer who comes back: its own query and fragment, with ours added."""
    return with_parameters(return_url, {"checkout": checkout_id, "status": status})


def with_parameters(url: str, parameters: dict[str, str]) -> str:
    """Add parameters to an address, and leave the rest of it as it is."""
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(parameters))))
    return parts._replace(query=query).geturl()


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 -- reading it is what checks it
    except ValueError:
        raise InvalidReturnUrl("is not an address.") from None
    if not parts.hostname:
        raise InvalidReturnUrl("must be absolute, such as https://shop.example/thanks.")
    return parts


def is_loopback(host: str | None) -> bool:
    """Say whether a host is this machine and no other."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False
