"""The table of rules and browser tests in the documentation is whole, and true."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
ROWS = re.findall(
    r"^\| (R\d+) \|.*\| (`.*`) \|$", (ROOT / "docs" / "browser-tests.md").read_text(encoding="utf-8"), re.MULTILINE
)
FAILURE_AND_EXPIRY = ("When Alma says no", "When time runs out")
RETURN = re.compile(r"return address|comes? back|coming back|sends customers back", re.IGNORECASE)


def ids_under(heading: str) -> set[str]:
    """Give the ids of a chapter's rules."""
    chapter = RULES.split(f"## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^- \*\*(R\d+)\*\*", chapter, re.MULTILINE))


def ids_of_return() -> set[str]:
    """Give the ids of the rules that speak of a customer who comes back."""
    rules = re.findall(r"^- \*\*(R\d+)\*\* (.*?)(?=\n- |\n\n)", RULES, re.DOTALL | re.MULTILINE)
    return {rule for rule, text in rules if RETURN.search(" ".join(text.split()))}


def test_the_table_has_every_rule_on_return_failure_and_expiry() -> None:
    """In order, once each, and no rule that there is not."""
    expected = ids_of_return().union(*map(ids_under, FAILURE_AND_EXPIRY))

    assert [rule for rule, _ in ROWS] == sorted(expected, key=lambda rule: int(rule[1:]))


@pytest.mark.parametrize(("rule", "tests"), ROWS, ids=[rule for rule, _ in ROWS])
def test_every_test_in_the_table_is_there_and_names_its_rule(rule: str, tests: str) -> None:
    """In its docstring."""
    for file, name in re.findall(r"`(\w+\.py)::(\w+)`", tests):
        source = (ROOT / "tests" / "browser" / file).read_text(encoding="utf-8")
        found = re.search(rf'async def {name}\(.*?"""(.*?)"""', source, re.DOTALL)

        assert found, name
        assert rule in re.findall(r"R\d+", found[1]), name
