"""The secret and the addresses of a payment, all made from its id and stored nowhere (R92)."""

from hashlib import sha256
from hmac import compare_digest
from urllib.parse import urlencode, urlsplit

from domain.payment import ALMA


def client_secret(payment_id: str) -> str:
    """Give the secret with which a browser may confirm the payment."""
    return f"{payment_id}_secret_{sha256(f'client secret of {payment_id}'.encode()).hexdigest()[:25]}"


def knows_secret(payment_id: str, secret: str) -> bool:
    """Say whether somebody has the secret of this payment."""
    return compare_digest(client_secret(payment_id).encode(), secret.encode())


def alma_page(public_url: str, payment_id: str) -> str:
    """Give the address of the page that stands in for Alma's."""
    return f"{public_url.rstrip('/')}/sandbox/alma/{payment_id}"


def sent_back(return_to: str, payment_id: str, *, succeeded: bool) -> str:
    """Give the address to return to with the provider's four parameters behind its own."""
    told = [
        ("payment_intent", payment_id),
        ("payment_intent_client_secret", client_secret(payment_id)),
        ("redirect_status", "succeeded" if succeeded else "failed"),
        ("redirect_pm_type", ALMA),
    ]
    parts = urlsplit(return_to)
    query = "&".join(part for part in (parts.query, urlencode(told)) if part)
    return parts._replace(query=query).geturl()
