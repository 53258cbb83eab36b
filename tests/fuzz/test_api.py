"""No request makes a 5xx, and no answer is other than `/schema` says; `make fuzz` looks for longer."""

import re
from pathlib import Path

from tests.fuzz.fuzzing import fuzzed, serving


def test_nothing_that_the_schema_thinks_of_is_answered_with_anything_else(tmp_path: Path) -> None:
    """The same requests each time, but for the ids: in every call, and in chains of calls."""
    with serving(tmp_path) as server:
        ran = fuzzed(server, tmp_path, "--seed=1", "--max-examples=12", "--no-shrink")
        bugs = server.bugs()

    assert ran.returncode == 0, ran.stdout
    assert re.search(r"Operations: +(\d+) selected / \1 total", ran.stdout)
    assert bugs == []
