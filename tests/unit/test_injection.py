"""The container's library brings nothing that is not asked for, whatever is installed beside it."""

import subprocess
import sys

PROGRAM = """
import sys
import entrypoints.container
print([name for name in ("starlette", "werkzeug", "yaml") if name in sys.modules])
import werkzeug, yaml
"""


def test_no_other_framework_and_no_yaml_is_imported_for_the_container() -> None:
    """Both are installed beside the tests, and may still be imported by whoever wants them."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout == "[]\n"
