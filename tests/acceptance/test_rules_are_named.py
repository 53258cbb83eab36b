"""Every rule that the project promises is spoken of by a scenario or a test."""

import re
from collections.abc import Iterable
from pathlib import Path

PROJECT = Path(__file__).parents[2]
RULES = PROJECT / "docs" / "rules.md"
AN_ID = re.compile(r"\bR\d{1,2}\b")


def promised(rules: str) -> set[str]:
    """The ids that the rules promise."""
    return set(re.findall(r"^- \*\*(R\d+)\*\*", rules, re.MULTILINE))


def named(sources: Iterable[str]) -> set[str]:
    """The ids that are named in features and tests, ranges such as `R10 to R16` with all that lies between."""
    found: set[str] = set()
    for text in sources:
        found |= set(AN_ID.findall(text))
        for first, last in re.findall(r"\bR(\d+) to R(\d+)\b", text):
            found |= {f"R{number}" for number in range(int(first), int(last) + 1)}
    return found


def sources() -> Iterable[str]:
    """All features and tests but this one."""
    paths = [*PROJECT.glob("features/**/*.feature"), *PROJECT.glob("tests/**/test_*.py")]
    return [path.read_text(encoding="utf-8") for path in paths if path != Path(__file__)]


def test_every_rule_is_named_by_a_scenario_or_a_test() -> None:
    """What is promised is held somewhere."""
    missing = promised(RULES.read_text(encoding="utf-8")) - named(sources())

    assert missing == set()


def test_no_scenario_or_test_names_a_rule_that_is_not_written() -> None:
    """An id that is named is one that a reader can look up."""
    unwritten = named(sources()) - promised(RULES.read_text(encoding="utf-8"))

    assert unwritten == set()


def test_a_planted_gap_is_found() -> None:
    """The check above can fail: a rule that nobody names is missing."""
    rules = "- **R1** Ask.\n- **R10** Euros.\n- **R11** Why, see R12."
    missing = promised(rules) - named(["Rule: R1 Nobody's word is taken", 'def test() -> None:\n    """R11."""'])

    assert missing == {"R10"}


def test_a_range_names_what_lies_between() -> None:
    """`R60 to R62` speaks of three rules."""
    assert named(["Refunds (R60 to R62), and R65."]) == {"R60", "R61", "R62", "R65"}
