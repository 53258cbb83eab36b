"""`alma-checkout completion`."""

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from entrypoints.cli.answer import Answer, tell
from entrypoints.cli.command import shown, with_json

SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command("completion", epilog=shown('eval "$(alma-checkout completion bash)"'))
@click.argument("shell", type=click.Choice([*SHELLS]))
@with_json
@click.pass_context
def completion(context: click.Context, shell: str, *, as_json: bool) -> None:
    """Print the script with which a shell completes commands and options."""
    program = context.find_root()
    name = program.info_name or ""
    variable = f"_{name}_COMPLETE".replace("-", "_").upper()
    script = SHELLS[shell](program.command, {}, name, variable).source()
    tell(Answer({"shell": shell, "script": script}, script), as_json=as_json)
