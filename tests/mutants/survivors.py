"""The list of mutants that may survive, each with the reason why no test has to notice it."""

import re
from pathlib import Path

from tests.mutants.mutant import Name

_MODULE = re.compile(r"## (\S+\.py)")
_SURVIVOR = re.compile(r"- `(.*?)`: `(.+?)` → `(.*?)`: (.+)")


def listed(text: str) -> dict[Name, str]:
    """Read the list: a heading for each module, and below it a line for each mutant, its reason behind a colon."""
    path, found = "", dict[Name, str]()
    for line in text.splitlines():
        if module := _MODULE.fullmatch(line):
            path = module[1]
        elif mutant := _SURVIVOR.fullmatch(line):
            place, before, after, reason = mutant.groups()
            found[Name(path, place, before, after)] = reason
        elif line.startswith("- `"):
            raise ValueError(line)
    return found


def listed_in(path: Path) -> dict[Name, str]:
    """Read the list in a file; one that is not there is empty."""
    return listed(path.read_text()) if path.exists() else {}
