"""The domain depends on nothing but itself and the pure part of the standard library."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

DOMAIN = Path(__file__).parents[2] / "domain"

PURE = frozenset(
    {
        "__future__",
        "abc",
        "calendar",
        "collections",
        "contextlib",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "functools",
        "hashlib",
        "hmac",
        "ipaddress",
        "itertools",
        "json",
        "math",
        "operator",
        "re",
        "string",
        "types",
        "typing",
        "unicodedata",
        "urllib.parse",
        "zlib",
    }
)
CALENDARS = frozenset({"date", "datetime"})
LOOKS_AT_THE_CLOCK = frozenset({"now", "today", "utcnow"})


def is_allowed(module: str) -> bool:
    """Whether a module, or a package it lies in, is pure or the domain's own."""
    parts = module.split(".")
    return any(".".join(parts[:end]) in PURE | {"domain"} for end in range(1, len(parts) + 1))


def imported_by(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports, named in full."""
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            yield from (module if is_allowed(module) else f"{module}.{alias.name}" for alias in names)
        case _:
            return


def name_of(node: ast.AST) -> str:
    """The last word of an expression: `datetime` in `dt.datetime`."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def breaches(source: str) -> list[str]:
    """What a module's source does that the domain must not, in the order it stands there."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        found += [
            (node.lineno, f"imports {module}")
            for module in imported_by(node)
            if isinstance(node, ast.stmt) and not is_allowed(module)
        ]
        match node:
            case ast.Attribute(value=owner, attr=attr, lineno=line) if (
                name_of(owner) in CALENDARS and attr in LOOKS_AT_THE_CLOCK
            ):
                found.append((line, f"reads {name_of(owner)}.{attr}"))
            case ast.Name(id="uuid4", lineno=line) | ast.Attribute(attr="uuid4", lineno=line):
                found.append((line, "makes a uuid4"))
            case _:
                pass
    return [what for _, what in sorted(found)]


def test_the_domain_imports_only_itself_and_the_pure_standard_library() -> None:
    """No I/O, no clock, no randomness and no framework reaches the rules."""
    found = {
        f"{path.relative_to(DOMAIN.parent)} {what}"
        for path in DOMAIN.rglob("*.py")
        for what in breaches(path.read_text(encoding="utf-8"))
    }

    assert found == set()


@pytest.mark.parametrize(
    ("planted", "breach"),
    [
        ("import sqlite3", "imports sqlite3"),
        ("import adapters.clock", "imports adapters.clock"),
        ("import urllib.request", "imports urllib.request"),
        ("from urllib import request", "imports urllib.request"),
        ("from typing_extensions import Self", "imports typing_extensions.Self"),
        ("def late() -> None:\n    import random", "imports random"),
        ("opened = datetime.now(UTC)", "reads datetime.now"),
        ("opened = dt.datetime.utcnow()", "reads datetime.utcnow"),
        ("due = date.today()", "reads date.today"),
        ("key = uuid4()", "makes a uuid4"),
    ],
)
def test_a_planted_breach_is_found(planted: str, breach: str) -> None:
    """The check above can fail: it finds each kind of breach."""
    found = breaches(planted)

    assert found == [breach]


@pytest.mark.parametrize(
    "innocent",
    [
        "from collections.abc import Mapping",
        "from urllib.parse import urlsplit",
        "from urllib import parse",
        "from domain.money import Money",
        "from .money import Money",
        "at = clock.now()",
    ],
)
def test_what_the_domain_may_do_is_let_through(innocent: str) -> None:
    """Pure modules, the domain's own and the clock port are no breach."""
    found = breaches(innocent)

    assert found == []
