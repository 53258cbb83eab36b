"""The threat model is true: each test that it names is there, and each rule that keeps somebody from something."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", DOCUMENT)))
ROWS = re.findall(r"^\| (R\d+(?:, R\d+)*) \|(.*)\|$", DOCUMENT, re.MULTILINE)
KEEPING_SOMEBODY_OUT = [f"R{rule}" for rule in (1, 2, 4, 5, 7, 14, 21, 25, 26, 53, 60, 61, 80, 81, 82, 83, 92)]


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name or path for path, name in NAMED])
def test_a_test_that_is_named_is_there(path: str, name: str) -> None:
    """By its path and its name."""
    source = (ROOT / path).read_text(encoding="utf-8")

    wanted = rf"^(?:async )?def {name}\(" if name else r"^(?:(?:async )?def test_|Test\w+ = )"

    assert re.search(wanted, source, re.MULTILINE)


def test_every_rule_that_keeps_somebody_out_has_a_row_with_a_test() -> None:
    """In the order of the rules, each once."""
    rules = [rule for ids, _ in ROWS for rule in ids.split(", ")]

    assert rules == KEEPING_SOMEBODY_OUT
    assert [ids for ids, row in ROWS if "`tests/" not in row] == []


def test_many_tests_are_named() -> None:
    """The check above can fail: it finds what is named."""
    assert len(NAMED) > 40


def test_no_rule_of_bandit_is_off_for_what_is_shipped() -> None:
    """All of ruff's are on; those that begin with S are left out for tests alone, one by one."""
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    off = {place for place, rules in ruff["per-file-ignores"].items() if any(rule.startswith("S") for rule in rules)}
    whole = {rule for rules in ruff["per-file-ignores"].values() for rule in rules if rule in {"S", "ALL"}}

    assert ruff["select"] == ["ALL"]
    assert not [rule for rule in ruff["ignore"] if rule.startswith("S")]
    assert off == {"tests/**"}
    assert whole == set()
