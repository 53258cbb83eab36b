"""What customers are told, in each of their languages."""

import io
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from domain.eligibility import (
    AmountAboveMaximum,
    AmountBelowMinimum,
    CountryNotServed,
    CurrencyNotSupported,
    NotOfferedByProvider,
    Obstacle,
)
from domain.failure import ADVICE as ADVICE_OF_CODES
from domain.opening import LOCALES
from domain.states import STATUSES
from entrypoints import customer_sentences as told
from entrypoints.http import apologies, welcome
from entrypoints.sentences import CATALOGUES, DOMAIN, amount_text, country_names, sentences, text

OBSTACLES: list[tuple[Obstacle, str]] = [
    (CurrencyNotSupported(), "Alma n’est disponible que pour les paiements en EUR."),
    (AmountBelowMinimum(5_000, 1), "Alma est disponible à partir de 50,00\xa0€\xa0; il manque 0,01\xa0€."),
    (
        AmountAboveMaximum(500_000, 123_456),
        "Alma est disponible jusqu’à 5\u202f000,00\xa0€\xa0; cette commande dépasse ce montant de 1\u202f234,56\xa0€.",
    ),
    (CountryNotServed(("FR", "BE")), "Alma est disponible pour les clients des pays suivants\xa0: France et Belgique."),
    (
        NotOfferedByProvider(),
        "Alma n’est pas disponible pour ce paiement. Veuillez choisir un autre moyen de paiement.",
    ),
]


def source_of(locale: str) -> Path:
    """Give the catalogue of a language as it is written."""
    return CATALOGUES / locale / "LC_MESSAGES" / f"{DOMAIN}.po"


@pytest.mark.parametrize(("obstacle", "french"), OBSTACLES, ids=[obstacle.code for obstacle, _ in OBSTACLES])
def test_every_obstacle_has_a_french_sentence(obstacle: Obstacle, french: str) -> None:
    """With its figures as the French write them, and another than the English one."""
    said = sentences(obstacle)

    assert said["fr"] == french
    assert said["en"] != french
    assert set(said) == set(LOCALES)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_french_sentence(status: str) -> None:
    """For a customer who comes back."""
    english = told.HOW_IT_STANDS[status]

    assert text("fr", english) != english
    assert text("en", english) == english
    assert status in told.HEADLINES


def test_every_advice_has_a_sentence() -> None:
    """Those of the documented codes, and of what ends otherwise."""
    assert set(told.ADVICE) == {*ADVICE_OF_CODES.values(), "choose_another_method", "try_again"}


def said_on_pages() -> Iterator[str]:
    """Find every sentence that a page may say, but for the obstacles, which have a test of their own."""
    for template in (Path(welcome.__file__).parent / "templates").iterdir():
        yield from re.findall(r'_\("([^"]+)"', template.read_text(encoding="utf-8"))
    for one_each in (told.HEADLINES, told.HOW_IT_STANDS, told.WHAT_COMES_NEXT, told.FAILURES, told.ADVICE):
        yield from one_each.values()
    yield from told.CANCELLATIONS.values()
    for headline, sentence in apologies.APOLOGIES.values():
        yield from (headline, sentence)
    for sample in welcome.SAMPLES:
        yield from (sample.sentence, *(line.name for line in sample.lines))
    yield "Try the checkout"


def test_the_catalogue_has_what_pages_say_and_nothing_else() -> None:
    """A sentence that is new is missed, and one that nobody says any more is found."""
    with source_of("fr").open("rb") as source:
        known = {str(message.id) for message in read_po(source, locale="fr") if message.id}
    of_obstacles = {sentence for sentence in known if sentence.startswith("Alma is ") and "order" not in sentence}
    of_obstacles |= {sentence for sentence in known if "{excess}" in sentence}

    assert set(said_on_pages()) == known - of_obstacles


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_what_is_compiled_is_what_is_written(locale: str) -> None:
    """After a change: `pybabel compile --directory entrypoints/locale --domain alma_checkout`."""
    with source_of(locale).open("rb") as source:
        catalogue = read_po(source, locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)

    assert source_of(locale).with_suffix(".mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_every_sentence_is_translated_with_its_figures(locale: str) -> None:
    """None is left empty, fuzzy, or without a figure that the English one has."""
    with source_of(locale).open("rb") as source:
        messages = [message for message in read_po(source, locale=locale) if message.id]

    def figures(sentence: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

    for message in messages:
        assert message.string
        assert not message.fuzzy
        assert figures(str(message.string)) == figures(str(message.id))


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "written"),
    [
        (14_990, "EUR", "en", "€149.90"),
        (14_990, "EUR", "fr", "149,90\xa0€"),
        (14_990, "JPY", "en", "¥14,990"),
        (5, "EUR", "en", "€0.05"),
    ],
)
def test_an_amount_is_written_as_a_language_writes_it(amount: int, currency: str, locale: str, written: str) -> None:
    """With the decimals that its currency has."""
    assert amount_text(amount, currency, locale) == written


def test_countries_are_named_and_an_unknown_one_keeps_its_code() -> None:
    """Alma may come to serve one that Babel has not heard of."""
    assert country_names(("FR", "XQ", "LU"), "en") == "France, XQ, and Luxembourg"
