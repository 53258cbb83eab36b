"""Nothing secret is left in what is about to be logged, and what an operator needs is (R82, R92)."""

import time

import pytest

from entrypoints.redaction import Redactor, knowing

SECRETS = [
    ("the secret pi_3Velvet_secret_4Hush5 of a payment", "4Hush5", "pi_3Velvet"),
    ("seti_1_secret_4Hush5", "4Hush5", "seti_1"),
    ("No such key: sk_test_4Hush5", "4Hush5", "No such key"),
    ("rk_live_4Hush5, pk_live_4Hush5", "4Hush5", ", "),
    ("STRIPE_SECRET_KEY=sk_live_4Hush5", "4Hush5", "STRIPE_SECRET_KEY"),
    ("signed with whsec_4Hush5/+=", "4Hush5", "signed with"),
    ("(b'authorization', b'Bearer 4Hush5')", "4Hush5", "authorization"),
    ("Authorization: basic 4Hush5==", "4Hush5", "Authorization"),
    ("https://hooks.stripe.com/redirect/authenticate/src_4Hush5?client_secret=src_1", "4Hush5", "hooks.stripe.com"),
    ("https://pm-redirects.stripe.com/authorize/acct_1/pa_nonce_4Hush5", "4Hush5", "pm-redirects.stripe.com"),
    ("http://127.0.0.1:8000/sandbox/alma/pi_4Hush5", "4Hush5", "127.0.0.1:8000"),
    ("https://shop.example#4Hush5", "4Hush5", "shop.example"),
    ("https://api.stripe.com/v1/payment_intents/pi_1?expand=4Hush5", "4Hush5", "/v1/payment_intents/pi_1"),
    ("GET /pay/co_1/return?payment_intent_client_secret=4Hush5 HTTP/1.1", "4Hush5", "GET /pay/co_1/return"),
    ("postgresql://ada:4Hush5@db.example:5432/shop?sslpassword=4Hush5", "4Hush5", "db.example:5432/shop"),
    ("postgresql://ada:4Hush5/a@b@db.example/shop", "4Hush5", "db.example/shop"),
    ("host=db.example password=4Hush5 dbname=shop", "4Hush5", "dbname=shop"),
    ("host=db.example password='4Hush5 and more'", "more", "db.example"),
    ('{"client_secret": "4Hush5", "id": "pi_1"}', "4Hush5", '"id": "pi_1"'),
]


@pytest.mark.parametrize(("text", "secret", "kept"), SECRETS)
def test_a_secret_goes_and_what_is_around_it_stays(text: str, secret: str, kept: str) -> None:
    """R92: in each form that secrets have here."""
    told = Redactor().text(text)

    assert secret not in told
    assert kept in told


@pytest.mark.parametrize(
    "text",
    [
        "The database gives no answer.",
        "sqlite:///shop.db",
        "https://api.stripe.com/v1/payment_intents/pi_1/confirm",
        "Is that all? Yes: risk_level is a field, co_1 a checkout, pi_1 a payment.",
        "/health/ready",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    """Ids, sentences and our own paths are what a log is read for."""
    assert Redactor().text(text) == text


def test_a_secret_is_found_however_deep_it_lies() -> None:
    """In names, lists, mappings and objects."""

    class Request:
        def __repr__(self) -> str:
            return "<Request sk_test_4Hush5>"

    event = {
        "event": "sk_test_4Hush5",
        "sk_test_4Hush5": 1,
        "headers": [{"Authorization": "4Hush5"}, ("pi_1_secret_4Hush5",)],
        "request": Request(),
        "ok": True,
        "took": 1.5,
    }
    told = Redactor()(None, "info", event)

    assert "4Hush5" not in str(told)
    assert (told["ok"], told["took"]) == (True, 1.5)


def test_what_is_set_is_known_in_any_form() -> None:
    """R82: an API key looks like any word; a word of a few letters is none."""
    told = knowing(["harbour-at-noon", "harbour-at-noon-too", "shop"]).text("shop sent harbour-at-noon-too")

    assert told == "shop sent [redacted]"


def test_the_redactor_does_not_tell_what_it_knows() -> None:
    """R82: not even when it is printed."""
    assert "harbour" not in repr(knowing(["harbour-at-noon"]))


@pytest.mark.parametrize("piece", ["/", "a", "?", "password ", "a://", "_secret_", "sk_", "Bearer ", "@"])
def test_no_text_takes_long(piece: str) -> None:
    """A caller chooses what is logged, up to a whole line of a request."""
    begun = time.perf_counter()
    Redactor().text(piece * 60_000)

    assert time.perf_counter() - begun < 1
