"""The account at Stripe, through the SDK, as its port promises it; and the sandbox's, which nobody sets up."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.sandbox.standing import SandboxAccount
from adapters.stripe.account import StripeAccount
from adapters.stripe.gateway import StripeGateway
from adapters.stripe.webhooks import RELEVANT
from domain.errors import NotFound, NotPermitted, ProviderFailed, ProviderUnavailable
from domain.ports.account import Account, Standing
from tests.support.manual_clock import NOON, ManualClock
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.http_client import EmulatedHTTPClient

URL = "https://pay.shop.example/webhooks/stripe"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def emulator(clock: ManualClock) -> Emulator:
    return Emulator(clock)


def account_of(emulator: Emulator, key: str = SECRET_KEY) -> StripeAccount:
    """Give the account as the gateway's own client reaches it."""
    http = EmulatedHTTPClient(emulator)
    return StripeAccount(StripeGateway.with_key(key, api_base="https://stripe.example", http=http).client)


@pytest.fixture
def account(emulator: Emulator) -> Account:
    return account_of(emulator)


async def test_an_account_tells_how_it_stands(account: Account, emulator: Emulator, clock: ManualClock) -> None:
    """Whether it may take Alma, and the time, to the second."""
    clock.advance(timedelta(milliseconds=1_700))
    standing = await account.examine()
    emulator.settings.alma_enabled = False

    assert standing == Standing("acct_1Emulated", "active", NOON + timedelta(seconds=1))
    assert (await account.examine()).alma == "inactive"


async def test_a_new_endpoint_is_as_we_want_it_and_not_claimed(account: Account, emulator: Emulator) -> None:
    """In the SDK's own version, with exactly the events that we read; the secret is in no trace of it."""
    made = await account.add(URL)

    assert await account.endpoints() == (made.endpoint,)
    assert (made.endpoint.url, made.endpoint.enabled, made.endpoint.claimed) == (URL, True, False)
    assert (made.endpoint.version, account.version) == ("2026-10-28.endive", "2026-10-28.endive")
    assert made.endpoint.events == account.events == frozenset(RELEVANT)
    assert made.secret.startswith("whsec_")
    assert made.secret not in repr(made)


async def test_an_endpoint_is_corrected_in_all_points_but_its_version(account: Account) -> None:
    """And claimed by it."""
    made = (await account.add(f"{URL}/")).endpoint
    await account.disable(made.id)
    disabled = (await account.endpoints())[0]
    corrected = await account.correct(made.id, URL)

    assert not disabled.enabled
    assert corrected == replace(made, url=URL, claimed=True)
    assert await account.endpoints() == (corrected,)


async def test_an_endpoint_is_removed(account: Account) -> None:
    """And the others stay."""
    first, second = (await account.add(URL)).endpoint, (await account.add(f"{URL}/2")).endpoint
    await account.remove(first.id)

    assert await account.endpoints() == (second,)


async def test_what_our_key_may_not_do_is_told_from_a_key_that_is_wrong(emulator: Emulator) -> None:
    """Both are the provider's no, and the cures differ."""
    emulator.faults.refuse("account.retrieve", None, status=403)
    with pytest.raises(NotPermitted):
        await account_of(emulator).examine()
    with pytest.raises(ProviderFailed) as wrong:
        await account_of(emulator, "sk_test_another").endpoints()

    assert type(wrong.value) is ProviderFailed


async def test_no_answer_is_no_answer(account: Account, emulator: Emulator) -> None:
    """After the SDK's own tries."""
    emulator.faults.unreachable()
    with pytest.raises(ProviderUnavailable):
        await account.examine()


async def test_the_sandbox_has_an_account_and_no_endpoints() -> None:
    """It is sent nothing, so there is nothing to set up."""
    account: Account = SandboxAccount()

    assert (await account.examine()).alma == "active"
    for asked in (account.endpoints(), account.add(URL), account.correct("we_1", URL), account.disable("we_1")):
        with pytest.raises(NotFound, match="sends no events"):
            await asked
