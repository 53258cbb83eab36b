"""A module that is mutated: its syntax tree, and all the mutants that can be made of it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType

from tests.mutants.operators import variants
from tests.mutants.touched import touched

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Edit:
    """Another node in a field of a node, or at a place of a list in it."""

    parent: ast.AST
    field: str
    at: int | None
    node: ast.AST

    def swapped(self) -> "Edit":
        """Make the edit, and give the one that takes it back."""
        held = getattr(self.parent, self.field)
        before = held if self.at is None else held[self.at]
        if self.at is None:
            setattr(self.parent, self.field, self.node)
        else:
            held[self.at] = self.node
        return replace(self, node=before)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a module a node lies: in which statement, in which function if any, and what that is called."""

    name: str = ""
    function: Function | None = None
    statement: ast.stmt | None = None

    def below(self, node: ast.AST) -> "Place":
        """Give the place of what lies in a node."""
        match node:
            case ast.ClassDef() if self.function is None:
                return Place(f"{self.name}.{node.name}".lstrip("."), None, node)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)) if not self.function:
                return Place(f"{self.name}.{name}".lstrip("."), None, node)
            case ast.stmt():
                return replace(self, statement=node)
        return self


@dataclass(frozen=True, slots=True)
class Source:
    """A module, as its file has it."""

    path: Path
    tree: ast.Module

    @classmethod
    def read(cls, path: Path) -> "Source":
        """Read a module's file."""
        return cls(path, ast.parse(path.read_text()))

    def edits(self) -> Iterator[tuple[Place, Edit]]:
        """Give every edit that makes a mutant, and where it is made."""
        return _edits(self.tree, Place())

    def code(self, edit: Edit) -> CodeType:
        """Compile the module with an edit made in it."""
        back = edit.swapped()
        try:
            return compile(ast.fix_missing_locations(self.tree), str(self.path), "exec", dont_inherit=True)
        finally:
            back.swapped()


def _edits(node: ast.AST, place: Place) -> Iterator[tuple[Place, Edit]]:
    for field, at, child in touched(node):
        where = place.below(child)
        for other in variants(child):
            yield where, Edit(node, field, at, ast.copy_location(other, child))
        if _reassigns(child, place.function):
            yield where, Edit(node, field, at, ast.copy_location(ast.Pass(), child))
        if isinstance(child, Function) and place.function is None:
            yield from _in_function(child, where)
        else:
            yield from _edits(child, where)


def _in_function(function: Function, place: Place) -> Iterator[tuple[Place, Edit]]:
    """Take the arguments, which are evaluated outside, and then the body."""
    named = replace(place, name=f"{place.name}.{function.name}".lstrip("."))
    yield from _edits(function.args, named)
    yield from _edits(ast.Module(function.body, []), replace(named, function=function))


def _reassigns(node: ast.AST, function: Function | None) -> bool:
    """Say whether a statement gives something new to what had a value before it, so that it could be left out."""
    if function is None or not isinstance(node, ast.Assign):
        return False
    arguments = ast.walk(function.args)
    had = {argument.arg for argument in arguments if isinstance(argument, ast.arg)}
    earlier = (other for other in ast.walk(function) if isinstance(other, ast.Name) and other.lineno < node.lineno)
    had.update(name.id for name in earlier if isinstance(name.ctx, ast.Store))
    return all(
        not isinstance(name.ctx, ast.Store) or name.id in had
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    )
