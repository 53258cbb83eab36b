"""What of a syntax tree is mutated, and what is left alone.

Left alone by rule: docstrings, annotations and names of types, decorators, `__all__`, what only type checkers read, and
sentences for people: texts with a space in them, and the words that begin one.
"""

import ast
from collections.abc import Iterator

from tests.mutants.operators import is_sentence

_UNTOUCHED = frozenset({"annotation", "returns", "decorator_list", "bases", "ctx"})
"""The fields of nodes in which nothing is mutated."""


def touched(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """Give the nodes in a node that are not left alone: in which field, at which place of its list if it is one."""
    for field, value in ast.iter_fields(node):
        if field in _UNTOUCHED:
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_left_alone(child, node):
                yield field, at, child


def _is_left_alone(node: ast.AST, parent: ast.AST) -> bool:
    match node, parent:
        case ast.Constant(value=str()), ast.Expr():
            return True
        case ast.Constant(value=str()), ast.JoinedStr(values=parts):
            return any(isinstance(part, ast.Constant) and is_sentence(str(part.value)) for part in parts)
        case ((ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assert()), _):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]), _:
            return True
        case ast.Assign(value=value), ast.Module():
            return _is_type(value)
    return False


def _is_type(node: ast.AST) -> bool:
    """Say whether an expression names types: `A | B`, or `Callable[[A], B]`."""
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_type(left) and _is_type(right)
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript) or (
        isinstance(node, ast.Constant) and node.value is None
    )
