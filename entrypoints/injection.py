"""The library that the container is made of, imported without what it looks for and nobody here asks for.

It adapts itself to other frameworks where they are installed, as beside the tests, and reads YAML. Each start would be
slower by a tenth for that, and each process larger.
"""

import sys

_NOT_ASKED_FOR = ("fast_depends", "fastapi", "starlette", "werkzeug", "yaml")

_away = [name for name in _NOT_ASKED_FOR if name not in sys.modules]
sys.modules.update(dict.fromkeys(_away))  # type: ignore[arg-type]  # None says that there is no such module
try:
    from dependency_injector import containers, providers
finally:
    for _name in _away:
        del sys.modules[_name]

__all__ = ["containers", "providers"]
