"""The mistakes that are put into code, and what is left alone."""

import ast
from pathlib import Path

import pytest

from tests.mutants.mutant import Mutant, mutants_of

MISTAKES = [
    ("at < end", {"at <= end", "at >= end"}),
    ("paid and due", {"paid or due", "paid", "due"}),
    ("not paid", {"paid"}),
    ("price + fee", {"price - fee"}),
    ("7 * day", {"7 // day", "8 * day", "6 * day"}),
    ("max(one, other)", {"min(one, other)"}),
    ("'alma' in kinds", {"'XXalma' in kinds", "'alma' not in kinds"}),
    ("kind in {won, lost}", {"kind in {won}", "kind in {lost}", "kind not in {won, lost}"}),
    ("one if paid else other", {"one if not paid else other"}),
    ("Entry(at, by=by, detail=detail)", {"Entry(at, detail=detail)", "Entry(at, by=by)"}),
    ("[part for part in parts if part]", {"[part for part in parts if not part]", "[part for part in parts]"}),
]


def mutated(folder: Path, code: str) -> list[str]:
    """Write a module, and give how each of its mutants reads."""
    path = folder / "planted.py"
    path.write_text(code)
    return [reading(mutant) for mutant in mutants_of(path)]


def reading(mutant: Mutant) -> str:
    """Write down a mutant as a module."""
    back = mutant.edit.swapped()
    code = ast.unparse(ast.fix_missing_locations(mutant.source.tree))
    back.swapped()
    return code


@pytest.mark.parametrize(("expression", "expected"), MISTAKES, ids=[code for code, _ in MISTAKES])
def test_every_mistake_is_made(tmp_path: Path, expression: str, expected: set[str]) -> None:
    """Of each kind of expression, all that is easily confused with it."""
    made = mutated(tmp_path, f"def told():\n    return {expression}\n")

    assert {code.partition("return ")[2] for code in made} == expected | {"None"}


def test_what_happens_is_left_out(tmp_path: Path) -> None:
    """A call, an error, a value that replaces another, and each case."""
    statements = ("note(state)", "state += 1", "raise LookupError")
    code = "def told():\n    {}\n    match state:\n        case 1:\n            {}\n        case _:\n            {}"
    without = [[statement.replace(gone, "pass") for statement in statements] for gone in statements]

    made = mutated(tmp_path, code.format(*statements))

    assert {code.format(*left) for left in without} <= set(made)
    assert sum(code.count("case ") == 1 for code in made) == 2


def test_what_is_for_people_and_for_type_checkers_is_left_alone(tmp_path: Path) -> None:
    """By rule, and not one by one."""
    made = mutated(
        tmp_path,
        '"""A module."""\n'
        "__all__ = ['told']\n"
        "Told = int | str\n"
        '"""What is told."""\n'
        "@cached(1)\n"
        "def told(number: int | None) -> 'Told':\n"
        '    """Tell it."""\n'
        "    raise Refused('Refunding', f'{number} is too much.')\n",
    )

    assert [code.splitlines()[-1].strip() for code in made] == ["pass"]


def test_what_reads_the_same_is_one_mutant(tmp_path: Path) -> None:
    """The opposite of a comparison is also its negation."""
    path = tmp_path / "planted.py"
    path.write_text("def told(one):\n    if one == 2:\n        return one\n")

    names = [str(mutant.name) for mutant in mutants_of(path)]

    assert len(names) == len(set(names))
    assert sum("!= 2" in name for name in names) == 1
