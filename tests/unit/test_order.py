"""An order says what it is, and does not contradict itself."""

import pytest

from domain.errors import InvalidRequest
from domain.money import LARGEST, Money
from domain.order import Line, Order

CHAIR = Line("Chaise", 2, 7_495)


def an_order(reference: str = "1001", country: str = "FR", lines: tuple[Line, ...] = ()) -> Order:
    """Ask for 149.90 EUR."""
    return Order(reference, Money(14_990, "EUR"), country, lines)


def test_lines_that_sum_to_the_amount_are_kept() -> None:
    """A discount is a line below zero."""
    order = an_order(lines=(CHAIR, Line("Vase", 1, 1_000), Line("Remise", 1, -1_000)))

    assert len(order.lines) == 3


def test_what_is_just_within_the_limits_is_kept() -> None:
    """The limits themselves are included."""
    many = an_order(lines=(Line("Chaise", 1, 1),) * 99 + (Line("Vase", 1, 14_891),))
    free = (Line("x", 9_999, LARGEST), Line("x" * 200, 9_999, -LARGEST), Line("Chaise", 1, 14_990))

    assert len(many.lines) == 100
    assert an_order("X").reference == "X"
    assert an_order("x" * 200, lines=free).lines == free


def test_the_country_is_kept_in_upper_case() -> None:
    """R15: `fr` is France, and Réunion is not."""
    assert an_order(country="fr").country == "FR"
    assert an_order(country="re").country == "RE"


@pytest.mark.parametrize(
    ("reference", "country", "lines", "field"),
    [
        ("", "FR", (), "order"),
        ("   ", "FR", (), "order"),
        ("x" * 201, "FR", (), "order"),
        ("10\x0001", "FR", (), "order"),
        ("10\n01", "FR", (), "order"),
        ("10\u202e01", "FR", (), "order"),
        ("10\u206601", "FR", (), "order"),
        ("10\ud80001", "FR", (), "order"),
        ("10\u202801", "FR", (), "order"),
        ("10\u202901", "FR", (), "order"),
        ("1001", "FRA", (), "country"),
        ("1001", "F1", (), "country"),
        ("1001", "ſr", (), "country"),
        ("1001", "FR", (Line("Chaise", 1, 14_991),), "lines"),
        ("1001", "FR", (Line("Chaise", 1, 1),) * 101, "lines"),
    ],
)
def test_an_order_that_cannot_be_shown_or_summed_is_refused(
    reference: str, country: str, lines: tuple[Line, ...], field: str
) -> None:
    """The refusal names the field."""
    with pytest.raises(InvalidRequest) as refused:
        an_order(reference, country, lines)

    assert refused.value.data["errors"][0]["field"] == field


def test_too_many_lines_are_refused_whatever_they_sum_to() -> None:
    """A hundred are enough."""
    with pytest.raises(InvalidRequest, match="at most 100"):
        an_order(lines=(Line("Chaise", 1, 1),) * 100 + (Line("Vase", 1, 14_890),))


@pytest.mark.parametrize(
    ("name", "quantity", "unit_amount", "field"),
    [
        ("", 1, 100, "lines.name"),
        ("\u202eChaise", 1, 100, "lines.name"),
        ("Chaise", 0, 100, "lines.quantity"),
        ("Chaise", 10_000, 100, "lines.quantity"),
        ("Chaise", 1, LARGEST + 1, "lines.unit_amount"),
        ("Chaise", 1, -LARGEST - 1, "lines.unit_amount"),
    ],
)
def test_a_line_out_of_its_limits_is_refused(name: str, quantity: int, unit_amount: int, field: str) -> None:
    """The refusal names the field of the line."""
    with pytest.raises(InvalidRequest) as refused:
        Line(name, quantity, unit_amount)

    assert refused.value.data["errors"][0]["field"] == field


def test_names_in_other_scripts_are_welcome() -> None:
    """Only what hides or turns text is refused."""
    assert an_order("命令-١٠٠١ 🪑").reference == "命令-١٠٠١ 🪑"
    assert an_order("XII\N{NO-BREAK SPACE}: fauteuil").reference == "XII\N{NO-BREAK SPACE}: fauteuil"
