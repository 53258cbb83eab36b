"""Functions that are loaded already, and get the code of a mutant."""

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType

from tests.mutants.mutant import Mutant

Functions = dict[tuple[str, str, int], list[FunctionType]]
"""Functions by the file, the name and the line that their code has."""


def all_functions() -> Functions:
    """Find every function there is, those that were put out of the collector's sight included."""
    gc.unfreeze()
    found: Functions = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            code = thing.__code__
            found.setdefault((code.co_filename, code.co_name, code.co_firstlineno), []).append(thing)
    gc.freeze()
    return found


def fits(mutant: Mutant, functions: Functions) -> bool:
    """Say whether the code of the function can be exchanged: it is there, and closes over as much as before."""
    code, found = _code(mutant), _found(mutant, functions)
    return code is not None and bool(found) and all(one.__code__.co_freevars == code.co_freevars for one in found)


def exchange(mutant: Mutant, functions: Functions) -> None:
    """Give the functions in this process the code of the mutant."""
    code = _code(mutant)
    if code is not None:
        for function in _found(mutant, functions):
            function.__code__ = code


def _found(mutant: Mutant, functions: Functions) -> Iterable[FunctionType]:
    return functions.get((str(mutant.source.path), *mutant.function), []) if mutant.function else []


def _code(mutant: Mutant) -> CodeType | None:
    if mutant.function is None:
        return None
    module = _inside(mutant.code())
    return next((code for code in module if (code.co_name, code.co_firstlineno) == mutant.function), None)


def _inside(module: CodeType) -> Iterator[CodeType]:
    """Give all code in a module, what contains other code before it."""
    waiting = deque([module])
    while waiting:
        code = waiting.popleft()
        yield code
        waiting.extend(inner for inner in code.co_consts if isinstance(inner, CodeType))
