"""The page on which a customer pays, as it comes from the server."""

import pytest

from tests.http.pay_page import SECRET, page_of
from tests.http.shop import Shop, View


def test_the_page_shows_what_is_bought_and_what_it_comes_to(shop: Shop) -> None:
    """Each line for what it costs, a discount too."""
    lines = [
        {"name": "Velvet armchair", "quantity": 2, "unit_amount": 7_745},
        {"name": "Discount", "quantity": 1, "unit_amount": -500},
    ]
    page = page_of(shop, shop.opened(lines=lines))

    for text in ("Velvet armchair", "× 2", "€154.90", "-€5.00", "€149.90", "VELVET-ARMCHAIR"):
        assert text in page


def test_alma_is_previewed_in_2_3_or_4_parts_with_days(shop: Shop) -> None:
    """To the cent, and said to be a preview (R13)."""
    page = page_of(shop, shop.opened())

    for text in ("€74.95", "€49.97", "€49.96", "€37.48", "€37.47", "24 December 2026", "24 February 2027", "A preview"):
        assert text in page


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"amount": 4_999}, "Alma is available from €50.00; €0.01 more would do."),
        ({"country": "DE"}, "Alma is available to customers in France"),
        ({"currency": "CHF"}, "Alma is only available for payments in EUR."),
    ],
)
def test_where_alma_is_not_offered_the_page_says_why_and_what_would_change_it(
    shop: Shop, wanted: View, reason: str
) -> None:
    """Other ways to pay remain (R11, R12)."""
    page = page_of(shop, shop.opened(**wanted))

    assert reason in page
    assert SECRET.search(page)
    assert "Alma’s terms" not in page


def test_the_required_sentences_are_on_the_page(shop: Shop) -> None:
    """Alma is possible, its terms apply, a refusal may cancel the purchase, and there are 14 days to withdraw."""
    page = page_of(shop, shop.opened())

    for words in ("instalments with Alma is possible", "Alma’s terms apply", "may be canceled", "14 days to withdraw"):
        assert words in page


def test_the_secret_is_in_the_page_and_nowhere_else(shop: Shop) -> None:
    """In no address that the page names, and in no header (R92)."""
    checkout = shop.opened()
    answer = shop.get(f"/pay/{checkout['id']}")
    secrets = SECRET.findall(answer.text)

    assert len(secrets) == 1
    assert answer.text.count(secrets[0]) == 1
    assert secrets[0] not in str(answer.headers)


@pytest.mark.parametrize("language", ["fr", "fr-CA, en;q=0.5", "de, fr;q=0.8, en;q=0.2"])
def test_a_checkout_without_a_language_speaks_the_browser_s(shop: Shop, language: str) -> None:
    """French is what the browser asks for."""
    page = page_of(shop, shop.opened(), **{"Accept-Language": language})

    assert '<html lang="fr">' in page
    assert "Payer 149,90\xa0€" in page


@pytest.mark.parametrize("language", ["", "de", "en, fr;q=0.5", "fr;q=0, en", "fr;q=x", ";;;,,,q", "*"])
def test_a_browser_that_does_not_ask_for_french_reads_english(shop: Shop, language: str) -> None:
    """Whatever it says."""
    assert '<html lang="en">' in page_of(shop, shop.opened(), **{"Accept-Language": language})


def test_a_french_checkout_stays_french(shop: Shop) -> None:
    """Whatever the browser would like: the shop spoke French to this customer."""
    assert '<html lang="fr">' in page_of(shop, shop.opened(locale="fr"), **{"Accept-Language": "en"})
    assert '<html lang="en">' in page_of(shop, shop.opened(locale="en"), **{"Accept-Language": "fr"})
    assert '<html lang="en">' in page_of(shop, shop.opened(locale="de"), **{"Accept-Language": "fr"})


def test_names_that_look_like_markup_are_shown_as_they_are(shop: Shop) -> None:
    """An order may be called anything."""
    page = page_of(shop, shop.opened(order="<script>alert('velvet')</script> {total} %s"))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#39;velvet&#39;)&lt;/script&gt; {total} %s" in page


@pytest.mark.parametrize(
    ("accept", "kind"), [("text/html,*/*;q=0.8", "text/html"), ("*/*", "application/problem+json")]
)
@pytest.mark.parametrize("path", ["/pay/co_nothing", "/pay/co_nothing/return", "/sandbox/alma/pi_nothing"])
def test_a_person_is_refused_in_a_page_and_a_program_in_a_document(
    shop: Shop, path: str, accept: str, kind: str
) -> None:
    """404 for both, in the browser's language."""
    answer = shop.get(path, headers={"Accept": accept, "Accept-Language": "fr"})

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith(kind)
    assert ("Il n’y a rien ici" in answer.text) is (kind == "text/html")
