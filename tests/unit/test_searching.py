"""What is listed where nobody says how much."""

from domain.ports import EventSearch, Search


def test_a_page_has_twenty() -> None:
    """Of checkouts as of events."""
    assert (Search().limit, EventSearch().limit) == (20, 20)
