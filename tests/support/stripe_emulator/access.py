"""Who may call, and in which version of the API."""

from tests.support.stripe_emulator.account import Account
from tests.support.stripe_emulator.documents import API_VERSION
from tests.support.stripe_emulator.refusals import Invalid


def authenticated(account: Account, headers: dict[str, str]) -> None:
    """Refuse a key that is none of the account's, and another version than the emulator speaks."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if scheme != "Bearer" or not key:
        raise Invalid(None, "You did not provide an API key.", status=401)
    if key not in account.secret_keys:
        raise Invalid(None, f"Invalid API Key provided: {key[:8]}****", status=401)
    version = headers.get("stripe-version")
    if version != API_VERSION:
        raise Invalid(None, f"Invalid Stripe API version: {version}")
