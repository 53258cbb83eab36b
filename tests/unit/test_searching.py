"""What is listed where nobody says how much."""

from domain.ports import EventSearch, Position, Search
from tests.support.checkouts import NOON


def test_a_page_has_twenty() -> None:
    """Of checkouts as of events."""
    assert (Search().limit, EventSearch().limit) == (20, 20)


def test_what_was_opened_just_then_was_not_opened_before() -> None:
    """Whatever its id is."""
    assert Search(opened_before=NOON).begins_after == Position(NOON, "")
