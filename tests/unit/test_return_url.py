"""The shop's return address is checked when given, and comes back with two parameters more (R25)."""

import pytest

from domain.errors import InvalidReturnUrl
from domain.return_url import Addresses, is_loopback, to_the_shop

TEST = Addresses("https://pay.shop.example", test_mode=True)
LIVE = Addresses("https://pay.shop.example", test_mode=False)


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/thanks?order=1001#top",
        "https://shop.example",
        "https://shop.example:8443/?a=&b",
        "http://127.0.0.1:3000/thanks",
        "http://[::1]/thanks",
        "http://localhost/thanks",
        "https://shop.example/" + "x" * (2_048 - len("https://shop.example/")),
    ],
)
def test_an_address_of_the_shop_is_kept_as_it_is(url: str) -> None:
    """R25: https, and http on loopback while no real money moves."""
    assert TEST.checked(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/thanks",
        "//shop.example/thanks",
        "shop.example",
        "ftp://shop.example/",
        "javascript:alert(1)",
        "https:///thanks",
        "https://",
        "http://shop.example/",
        "http://127.0.0.1.evil.example/",
        "http://localhost.evil.example/",
        "https://user:pass@shop.example/",
        "https://user@shop.example/",
        "https://@shop.example/",
        "https://shop.example/a b",
        "https://shop.example/\n",
        "https://shop.example/\x7f",
        "https://shop.example\\@evil.example/",
        "https://shöp.example/",
        "https://[::1/",
        "https://shop.example:99999/",
        "https://shop.example:x/",
        "https://shop.example/?checkout=1",
        "https://shop.example/?a=1&status=paid",
        "https://shop.example/?payment_intent=pi_1",
        "https://shop.example/?payment_intent_client_secret=",
        "https://shop.example/?redirect_status",
        "https://shop.example/?redirect_pm_type=alma",
        "https://shop.example/?check%6Fut=1",
        "https://:pass@shop.example/",
        "https://shop.example/a\\b",
        "ftp://127.0.0.1/",
        "https://shop.example/" + "x" * 2_048,
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    """R25: absolute, https, at most 2,048 characters, without user information or a reserved parameter."""
    with pytest.raises(InvalidReturnUrl):
        TEST.checked(url)


def test_of_several_reserved_parameters_the_first_is_named() -> None:
    """R25: always the same one."""
    with pytest.raises(InvalidReturnUrl, match="parameter checkout already"):
        TEST.checked("https://shop.example/?status=paid&checkout=1")


def test_loopback_is_this_machine_and_no_other() -> None:
    """R26: by name or by number."""
    assert [is_loopback(host) for host in ("localhost", "127.0.0.1", "::1")] == [True, True, True]
    assert [is_loopback(host) for host in (None, "", "shop.example", "10.0.0.1")] == [False, False, False, False]


def test_with_real_money_even_loopback_must_be_https() -> None:
    """R26: no customer is sent over http."""
    with pytest.raises(InvalidReturnUrl):
        LIVE.checked("http://127.0.0.1:3000/thanks")

    assert LIVE.checked("https://127.0.0.1:3000/thanks")


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("https://shop.example/t", "https://shop.example/t?checkout=co_1&status=paid"),
        ("https://shop.example/t?order=1001#top", "https://shop.example/t?order=1001&checkout=co_1&status=paid#top"),
        ("https://shop.example/t?a=%20&b", "https://shop.example/t?a=%20&b&checkout=co_1&status=paid"),
    ],
)
def test_the_shop_gets_its_own_query_and_fragment_back(given: str, sent: str) -> None:
    """R25: with `checkout` and `status` added."""
    assert to_the_shop(given, "co_1", "paid") == sent


def test_the_provider_is_always_given_our_address() -> None:
    """R23: the shop's comes later."""
    assert LIVE.way_back("co_1") == "https://pay.shop.example/pay/co_1/return"
