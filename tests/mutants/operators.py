"""What is put in the place of a piece of code: each kind of node with the mistakes that are made in it."""

import ast
import re
from collections.abc import Iterator
from copy import copy
from functools import singledispatch
from typing import TypeVar

_OTHER_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OTHER_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
}
_OTHER_FUNCTIONS = {"max": "min", "min": "max", "any": "all", "all": "any"}

_Member = TypeVar("_Member")
_Node = TypeVar("_Node", bound=ast.AST)


@singledispatch
def variants(node: ast.AST) -> Iterator[ast.AST]:
    """Give each node that is put in the place of this one. Most kinds have none of their own."""
    del node
    yield from ()


@variants.register
def _(node: ast.Compare) -> Iterator[ast.AST]:
    """Another comparison: the one beside it, and the opposite; one member less of what is searched."""
    for at, operator in enumerate(node.ops):
        for other in _OTHER_COMPARISONS[type(operator)]:
            yield _but(node, ops=[*node.ops[:at], other(), *node.ops[at + 1 :]])
        if isinstance(operator, ast.In | ast.NotIn):
            for fewer in _with_fewer_members(node.comparators[at]):
                yield _but(node, comparators=[*node.comparators[:at], fewer, *node.comparators[at + 1 :]])


@variants.register
def _(node: ast.BoolOp) -> Iterator[ast.AST]:
    """The other operator, and each operand left out."""
    yield _but(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    for values in _each_left_out(node.values):
        yield values[0] if len(values) == 1 else _but(node, values=values)


@variants.register
def _(node: ast.UnaryOp) -> Iterator[ast.AST]:
    """Without its operator."""
    yield node.operand


@variants.register
def _(node: ast.BinOp) -> Iterator[ast.AST]:
    """The other operator; one side alone where there are two kinds or mappings."""
    if isinstance(node.op, ast.BitOr):
        yield from (node.left, node.right)
    elif type(node.op) in _OTHER_ARITHMETIC:
        yield _but(node, op=_OTHER_ARITHMETIC[type(node.op)]())


@variants.register
def _(node: ast.IfExp) -> Iterator[ast.AST]:
    """The opposite condition."""
    yield from _with_test_negated(node)


@variants.register
def _(node: ast.comprehension) -> Iterator[ast.AST]:
    """Each condition as its opposite, and left out."""
    for at, test in enumerate(node.ifs):
        yield _but(node, ifs=[*node.ifs[:at], _negated(test), *node.ifs[at + 1 :]])
    for fewer in _each_left_out(node.ifs):
        yield _but(node, ifs=fewer)


@variants.register
def _(node: ast.Constant) -> Iterator[ast.AST]:
    """The other truth, the numbers next to a number, another word."""
    match node.value:
        case bool():
            yield ast.Constant(not node.value)
        case int():
            yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))
        case str() if not is_sentence(node.value):
            yield ast.Constant(f"XX{node.value}")


@variants.register
def _(node: ast.Call) -> Iterator[ast.AST]:
    """Each named argument left out, and each group of others; the opposite function."""
    for keywords in _each_left_out(node.keywords):
        yield _but(node, keywords=keywords)
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    for at, argument in enumerate(node.args):
        if isinstance(argument, ast.Starred) or name == "suppress":
            yield _but(node, args=[*node.args[:at], *node.args[at + 1 :]])
    if name in _OTHER_FUNCTIONS:
        yield _but(node, func=ast.Name(_OTHER_FUNCTIONS[name], ast.Load()))


@variants.register
def _(node: ast.Tuple) -> Iterator[ast.AST]:
    """Each part left out of one that is put together of others."""
    if isinstance(node.ctx, ast.Load) and any(isinstance(part, ast.Starred) for part in node.elts):
        yield from _with_fewer_members(node)


@variants.register
def _(node: ast.Dict) -> Iterator[ast.AST]:
    """Each mapping left out that is taken in whole."""
    for at, key in enumerate(node.keys):
        if key is None:
            keys, values = [*node.keys[:at], *node.keys[at + 1 :]], [*node.values[:at], *node.values[at + 1 :]]
            yield _but(node, keys=keys, values=values)


@variants.register
def _(node: ast.If) -> Iterator[ast.AST]:
    """The opposite condition."""
    yield from _with_test_negated(node)


@variants.register
def _(node: ast.While) -> Iterator[ast.AST]:
    """The opposite condition."""
    yield from _with_test_negated(node)


@variants.register
def _(node: ast.Return) -> Iterator[ast.AST]:
    """Nothing given back."""
    if node.value is not None and not _says_no(node.value):
        yield ast.Return(ast.Constant(None))


@variants.register
def _(node: ast.Expr) -> Iterator[ast.AST]:
    """The statement left out."""
    if not isinstance(node.value, ast.Constant) and not _is_impossible(node):
        yield ast.Pass()


@variants.register
def _(node: ast.Raise | ast.AugAssign | ast.Delete) -> Iterator[ast.AST]:
    """The statement left out."""
    del node
    yield ast.Pass()


@variants.register
def _(node: ast.Continue) -> Iterator[ast.AST]:
    """The loop left, or gone on with."""
    del node
    yield from (ast.Break(), ast.Pass())


@variants.register
def _(node: ast.Break) -> Iterator[ast.AST]:
    """The loop gone on with."""
    del node
    yield from (ast.Continue(), ast.Pass())


@variants.register
def _(node: ast.ExceptHandler) -> Iterator[ast.AST]:
    """One kind of error less."""
    for fewer in _with_fewer_members(node.type):
        yield _but(node, type=fewer)


@variants.register
def _(node: ast.Match) -> Iterator[ast.AST]:
    """Each case left out, but for the one that type checkers know to be impossible."""
    if len(node.cases) > 1:
        for left_out, cases in zip(node.cases, _each_left_out(node.cases), strict=True):
            if not _is_impossible(left_out.body[0]):
                yield _but(node, cases=cases)


@variants.register
def _(node: ast.match_case) -> Iterator[ast.AST]:
    """The opposite guard, and none."""
    if node.guard is not None:
        yield from (_but(node, guard=_negated(node.guard)), _but(node, guard=None))


@variants.register
def _(node: ast.MatchOr) -> Iterator[ast.AST]:
    """Each alternative left out."""
    for patterns in _each_left_out(node.patterns):
        yield patterns[0] if len(patterns) == 1 else _but(node, patterns=patterns)


def is_sentence(text: str) -> bool:
    """Say whether a text is for people: it has a space, or is a word that begins a sentence."""
    return any(character.isspace() for character in text) or re.fullmatch("[A-Z][a-z]{3,}", text) is not None


def _with_fewer_members(node: ast.expr | None) -> Iterator[ast.expr]:
    if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 1:
        for members in _each_left_out(node.elts):
            yield _but(node, elts=members)


def _with_test_negated(node: ast.If | ast.While | ast.IfExp) -> Iterator[ast.AST]:
    yield _but(node, test=_negated(node.test))


def _negated(test: ast.expr) -> ast.expr:
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operand
        case ast.Compare(ops=[operator]):
            return _but(test, ops=[_OTHER_COMPARISONS[type(operator)][-1]()])
    return ast.UnaryOp(ast.Not(), test)


def _each_left_out(members: list[_Member]) -> Iterator[list[_Member]]:
    for at in range(len(members)):
        yield [*members[:at], *members[at + 1 :]]


def _is_impossible(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
    return False


def _says_no(node: ast.expr) -> bool:
    """Say whether it is nothing already, or as good as that."""
    return isinstance(node, ast.Constant) and node.value in {None, False}


def _but(node: _Node, **fields: object) -> _Node:
    """Give the same node with other fields."""
    other = copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other
