"""The command line in this process, over a container of one's own."""

from click.testing import CliRunner, Result

from entrypoints.cli.main import main
from entrypoints.cli.shell import Shell
from entrypoints.container import Container


def invoke(*args: str, container: Container) -> Result:
    """Run `alma-checkout` with these arguments; the result has `exit_code`, `stdout` and `stderr`.

    The container and its clock may be shared by several commands. Each command runs an event loop of its own: call this
    where none runs, or in a thread.
    """
    return CliRunner().invoke(main, args, obj=Shell.around(container), catch_exceptions=False)
