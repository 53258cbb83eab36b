"""What a customer's page may load, and from whom."""

import re

import pytest
from httpx import Headers
from litestar.testing import TestClient

from tests.http.shop import Shop, an_app
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.emulator import Emulator
from tests.support.stripe_emulator.server import serve

STRIPE = {"gateway": "stripe", "stripe_secret_key": "sk_test_emulated", "stripe_publishable_key": "pk_test_velvet"}
NONCE = re.compile(r"'nonce-([A-Za-z0-9_-]{22})'")


def policy_of(headers: Headers) -> dict[str, list[str]]:
    """Give what a page may load, by kind, in alphabetical order."""
    parts = [part.split() for part in headers["content-security-policy"].split(";")]
    return {kind: sorted(sources) for kind, *sources in parts}


def test_a_page_of_the_sandbox_loads_nothing_from_anybody_else(shop: Shop) -> None:
    """Scripts that carry the nonce of this one answer, and files of ours."""
    checkout = shop.opened()
    first, second = (shop.get(f"/pay/{checkout['id']}") for _ in range(2))
    [nonce] = NONCE.findall(first.headers["content-security-policy"])

    assert policy_of(first.headers) == {
        "default-src": ["'none'"],
        "script-src": [f"'nonce-{nonce}'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-src": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    assert nonce not in second.text


def test_every_script_carries_the_nonce_and_none_stands_in_the_page(shop: Shop) -> None:
    """No handler and no style does either."""
    page = shop.get(f"/pay/{shop.at_alma()['id']}")
    [nonce] = NONCE.findall(page.headers["content-security-policy"])
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page.text, re.DOTALL)

    assert len(scripts) == 5
    assert all(f'nonce="{nonce}"' in attributes and not content for attributes, content in scripts)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page.text)


def test_with_stripe_the_page_loads_what_stripe_requires_and_nothing_more(clock: ManualClock) -> None:
    """Its script, its frames, its API; where nothing is left to pay, not even these."""
    with (
        serve(Emulator(clock)) as address,
        TestClient(an_app(clock, **STRIPE, stripe_api_base=address)) as client,
    ):
        shop = Shop(client)
        checkout = shop.opened()
        page = shop.get(f"/pay/{checkout['id']}")
        shop.post(f"/checkouts/{checkout['id']}/cancel")
        over = shop.get(f"/pay/{checkout['id']}")
    found = policy_of(page.headers)
    stripe = ["https://*.js.stripe.com", "https://js.stripe.com"]

    assert [source for source in found["script-src"] if "nonce" not in source] == stripe
    assert found["frame-src"] == [stripe[0], "https://hooks.stripe.com", stripe[1]]
    assert found["connect-src"] == ["'self'", "https://api.stripe.com"]
    assert '<script defer nonce="' in page.text
    assert 'src="https://js.stripe.com/endive/stripe.js"' in page.text
    assert 'data-key="pk_test_velvet"' in page.text
    assert "Payments are handled by Stripe." in page.text
    assert "Simulation" not in page.text
    assert "stripe.com" not in over.headers["content-security-policy"] + over.text


def without_names(page: str) -> list[str]:
    """Give the lines of a page without what differs from checkout to checkout and from script to script."""
    page = re.sub(r'"https://js.stripe.com/endive/stripe.js"|"[^"]*/static/[0-9a-f]+/stripe.js"', '"its script"', page)
    page = re.sub(r"pi_\w+|co_\w+|pk_\w+|/static/[0-9a-f]+|nonce=\"[^\"]+\"", "…", page)
    return [line for line in page.splitlines() if "Simulation" not in line and "handled by Stripe" not in line]


def test_the_page_is_the_same_for_the_sandbox_and_for_stripe(shop: Shop, clock: ManualClock) -> None:
    """But for the script, the names and what is said about them."""
    with (
        serve(Emulator(clock)) as address,
        TestClient(an_app(clock, **STRIPE, stripe_api_base=address)) as client,
    ):
        other = Shop(client)
        pages = [(its.get(f"/pay/{its.opened()['id']}")).text for its in (shop, other)]

    assert without_names(pages[0]) == without_names(pages[1])


@pytest.mark.parametrize(
    ("public_url", "header"),
    [("https://pay.example", "max-age=31536000"), ("http://127.0.0.1:8000", None)],
)
def test_an_encrypted_site_stays_encrypted(clock: ManualClock, public_url: str, header: str | None) -> None:
    """Strict-Transport-Security, on every answer, and never over plain HTTP."""
    with TestClient(an_app(clock, public_url=public_url, gateway="sandbox", api_keys="velvet")) as client:
        answers = [client.get(path) for path in ("/pay/co_nothing", "/checkouts", "/health/live")]

    assert {answer.headers.get("strict-transport-security") for answer in answers} == {header}


def test_files_are_kept_for_ever_by_the_name_of_their_version(shop: Shop) -> None:
    """A version that is another is kept by nobody."""
    page = shop.get(f"/pay/{shop.opened()['id']}").text
    files = re.findall(r'="(/static/[^"]+)"', page)
    answers = [shop.get(path) for path in files]
    other = shop.get("/static/another/page.css")

    assert {path.rsplit(".", 1)[1] for path in files} == {"css", "js", "svg"}
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["cache-control"] for answer in answers} == {"public, max-age=31536000, immutable"}
    assert (other.status_code, other.headers["cache-control"]) == (200, "no-store")


def test_a_site_below_a_path_names_it_in_every_address(clock: ManualClock) -> None:
    """As behind a proxy that takes the path away."""
    with TestClient(an_app(clock, public_url="http://127.0.0.1:8000/paying")) as client:
        shop = Shop(client)
        checkout = shop.opened()
        page = shop.get(f"/pay/{checkout['id']}").text
        sample = shop.post("/", data={"sample": "armchair"})

    assert set(re.findall(r'(?:src|href)="(/[a-z]+)', page)) == {"/paying"}
    assert f'data-status="/paying/pay/{checkout["id"]}/status"' in page
    assert sample.headers["location"].startswith("/paying/pay/co_")


@pytest.mark.parametrize("path", ["/", "/sandbox/alma/pi_1", "/static/now/stripe.js", "/static/now/stripe.css"])
def test_with_stripe_there_is_nothing_of_the_sandbox(clock: ManualClock, path: str) -> None:
    """Neither its pages nor its files."""
    with TestClient(an_app(clock, **STRIPE)) as client:
        answer = client.get(path)

    assert answer.status_code == 404


@pytest.mark.parametrize("call", ["retrieve", "confirm"])
def test_with_stripe_nobody_plays_the_browser(clock: ManualClock, call: str) -> None:
    """Not over HTTP."""
    with TestClient(an_app(clock, **STRIPE)) as client:
        answer = client.post(f"/sandbox/stripe/{call}", json={"client_secret": "pi_1_secret_1"})

    assert answer.status_code == 404
