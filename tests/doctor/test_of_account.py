"""What the doctor says of the account at Stripe."""

import pytest

from domain.errors import NotPermitted, ProviderFailed, ProviderRefused, ProviderUnavailable, Refusal
from domain.ports.account import Standing
from entrypoints.doctor.account import of_account, of_alma, of_refusal

WHERE = "https://api.stripe.com"


def test_an_account_is_told_by_its_id() -> None:
    """So that one sees whose key it is."""
    line = of_account(Standing("acct_velvet", "active", None))

    assert (line.name, line.result, line.cure) == ("stripe_account", "ok", None)
    assert "acct_velvet" in line.message


@pytest.mark.parametrize(
    ("alma", "result"), [("active", "ok"), ("pending", "warning"), ("inactive", "problem"), (None, "problem")]
)
def test_alma_is_on_or_its_cure_is_told(alma: str | None, result: str) -> None:
    """An account that never asked for it has no word on it."""
    line = of_alma(Standing("acct_velvet", alma, None))

    assert (line.name, line.result) == ("alma", result)
    assert result == "ok" or "https://dashboard.stripe.com/settings/payment_methods" in (line.cure or "")


@pytest.mark.parametrize(
    ("refusal", "result", "words"),
    [
        (ProviderUnavailable(), "problem", f"no answer at {WHERE}"),
        (ProviderFailed("Stripe refuses our key or account."), "problem", "refuses our key"),
        (ProviderRefused("account_invalid", "No such account."), "problem", "No such account."),
        (NotPermitted("No."), "warning", "Our key may not tell how the account stands."),
    ],
)
def test_why_stripe_tells_nothing_has_a_cure_of_its_own(refusal: Refusal, result: str, words: str) -> None:
    """A restricted key that does its work may not see everything: that is no problem by itself."""
    line = of_refusal(refusal, where=WHERE)

    assert line.result == result
    assert words in line.message
    assert line.cure
