"""A customer's page, as it comes from the server."""

import re

from tests.http.shop import Shop, View

SECRET = re.compile(r'data-secret="(pi_[^"]+_secret_[^"]+)"')
"""Where the page has the payment's secret: only where there is a form."""


def page_of(shop: Shop, checkout: View, path: str = "", **headers: str) -> str:
    """Give the text of a customer's page."""
    return shop.get(f"/pay/{checkout['id']}{path}", headers=headers).raise_for_status().text
