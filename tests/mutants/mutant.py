"""A mutant: a module with one mistake in it, known by where it is and what stands there instead."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType

from tests.mutants.sources import Edit, Place, Source

_AROUND = 12
"""How many characters are told of what stands beside a mistake, at least."""
_MOST = 90
"""How many characters are told of what stands there, at most."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a mutant is called, whatever stands around it: the file, what is defined there, and both texts."""

    path: str
    place: str
    before: str
    after: str

    def __str__(self) -> str:
        """Show it as the list of survivors does."""
        return f"`{self.place}`: `{self.before}` → `{self.after}`"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake. `lines` run when it does; `function` is the name of its function and where that begins, if any."""

    name: Name
    source: Source
    edit: Edit
    lines: frozenset[int]
    function: tuple[str, int] | None

    @property
    def module(self) -> str:
        """The name under which the module is imported."""
        parts = Path(self.name.path).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def code(self) -> CodeType:
        """Compile the module with the mistake in it."""
        return self.source.code(self.edit)


def mutants_of(path: Path) -> tuple[Mutant, ...]:
    """Make all mutants of a module; of two that read the same there is one."""
    source = Source.read(path.absolute())
    made: dict[tuple[object, str], Mutant] = {}
    named: Counter[Name] = Counter()
    for place, edit in source.edits():
        before, after = _texts(place, edit)
        key = id(place.statement), after
        if before == after or key in made:
            continue
        name = Name(path.as_posix(), place.name, *_difference(before, after))
        named[name] += 1
        if named[name] > 1:
            name = replace(name, after=f"{name.after} ({named[name]})")
        made[key] = Mutant(name, source, edit, _lines(place, edit), _function(place))
    return tuple(made.values())


def _texts(place: Place, edit: Edit) -> tuple[str, str]:
    statement = place.statement
    before = ast.unparse(statement) if statement else ""
    back = edit.swapped()
    now = edit.node if back.node is statement else statement
    after = ast.unparse(ast.fix_missing_locations(now)) if now else ""
    back.swapped()
    return " ".join(before.split()), " ".join(after.split())


def _difference(before: str, after: str) -> tuple[str, str]:
    """Give what differs in two texts, with a little of what stands around it."""
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(after))
    rest = zip(reversed(before[start:]), reversed(after[start:]), strict=False)
    end = next((at for at, (one, other) in enumerate(rest) if one != other), min(len(before), len(after)) - start)
    start = before.rfind(" ", 0, max(0, start - _AROUND)) + 1
    beyond = before.find(" ", len(before) - max(0, end - _AROUND))
    end = len(before) - beyond if beyond >= 0 else 0
    return _short(before[start : len(before) - end]), _short(after[start : len(after) - end])


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST // 2]} ... {text[-_MOST // 2 :]}"


def _lines(place: Place, edit: Edit) -> frozenset[int]:
    """Give the lines that run when the mistake does: those of a simple statement, or of the mistake in another."""
    statement = place.statement
    if statement is None or hasattr(statement, "body") or isinstance(statement, ast.Match):
        return frozenset(_span(edit.node))
    return frozenset(_span(statement))


def _span(node: ast.AST) -> Iterator[int]:
    parts = [part for part in ast.walk(node) if isinstance(part, ast.expr | ast.stmt | ast.pattern | ast.excepthandler)]
    ends = [part.end_lineno or part.lineno for part in parts]
    return iter(range(min(part.lineno for part in parts), max(ends) + 1))


def _function(place: Place) -> tuple[str, int] | None:
    function = place.function
    if function is None:
        return None
    return function.name, min(part.lineno for part in (function, *function.decorator_list))
