"""The list of survivors, and what is said when it and a run differ."""

import pytest

from tests.mutants.mutant import Name
from tests.mutants.survivors import listed
from tests.mutants.trial import ALIVE
from tests.mutants.verdict import Verdict

LIST = """
# Survivors

## domain/planted.py

- `due`: `at < end` → `at <= end`: they are never equal.
"""
KNOWN = Name("domain/planted.py", "due", "at < end", "at <= end")
OTHER = Name("domain/planted.py", "due", "at < end", "at >= end")


def test_a_survivor_is_known_by_what_it_reads() -> None:
    """Whatever the lines around it become."""
    assert listed(LIST) == {KNOWN: "they are never equal."}


def test_a_survivor_needs_a_reason() -> None:
    """An empty one is none."""
    with pytest.raises(ValueError, match="due"):
        listed(LIST.replace("they are never equal.", ""))


@pytest.mark.parametrize(
    ("noticed", "least", "good"),
    [
        ({KNOWN: ALIVE, OTHER: "test_due"}, 50, True),
        ({KNOWN: ALIVE, OTHER: "test_due"}, 51, False),
        ({KNOWN: ALIVE, OTHER: ALIVE}, 0, False),
        ({KNOWN: "test_due", OTHER: "test_due"}, 50, False),
        ({OTHER: "test_due"}, 50, False),
    ],
    ids=["all is so", "too few are killed", "one is not listed", "one is killed", "one is gone"],
)
def test_the_list_says_what_is_so(noticed: dict[Name, str], least: float, *, good: bool) -> None:
    """Each survivor has its reason, nothing else has one, and enough are killed."""
    assert Verdict(noticed, listed(LIST), least).good == good
