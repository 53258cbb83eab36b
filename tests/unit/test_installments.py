"""The preview of 2, 3 or 4 parts is exact to the cent and to the day (R13)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.installments import months_after, plans


@given(st.integers(1, 99_999_999), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_parts_sum_to_the_total_and_differ_by_a_cent_at_most(total: int, today: date) -> None:
    """R13: for every amount, with the extra cents on the first parts."""
    for plan in plans(total, today):
        amounts = [part.amount for part in plan.installments]

        assert len(amounts) == plan.count
        assert sum(amounts) == total
        assert max(amounts) - min(amounts) <= 1
        assert amounts == sorted(amounts, reverse=True)


def test_extra_cents_go_on_the_first_parts() -> None:
    """R13: 100.01 in three."""
    _, three, _ = plans(10_001, date(2026, 11, 24))

    assert [part.amount for part in three.installments] == [3_334, 3_334, 3_333]


def test_each_due_day_is_clamped_by_itself() -> None:
    """R13: 31 January, 28 February, 31 March."""
    _, three, _ = plans(9_000, date(2026, 1, 31))

    assert [part.due_on for part in three.installments] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


def test_months_go_over_the_end_of_the_year() -> None:
    """R13: three months after November is February, leap years too."""
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert months_after(date(2026, 12, 1), 1) == date(2027, 1, 1)
