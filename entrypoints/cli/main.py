"""The console script `alma-checkout`. A command's module is imported only when it runs, so that each starts quickly."""

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from entrypoints.cli.lazy import LazyGroup

NAME = "alma-checkout"
_UNTIL_COLLECTED = 50_000
"""Objects made before the garbage collector runs: a command that lives a moment is over by then."""

COMMANDS = {
    "serve": ("entrypoints.cli.serve:serve", "Start the API, the customer's pages and the sweep."),
    "worker": ("entrypoints.cli.worker:worker", "Start the sweep alone."),
    "eligibility": ("entrypoints.cli.eligibility:eligibility", "Say whether Alma takes an order, and why not."),
    "open": ("entrypoints.cli.open:open_checkout", "Open a checkout for an order."),
    "pay": ("entrypoints.cli.pay:pay", "Send the customer to Alma: print the address."),
    "show": ("entrypoints.cli.show:show", "Show a checkout as it is stored."),
    "list": ("entrypoints.cli.list:list_checkouts", "List checkouts, newest first."),
    "export": ("entrypoints.cli.export:export", "Write checkouts to a file, for spreadsheets or programs."),
    "timeline": ("entrypoints.cli.timeline:timeline", "Tell what happened to a checkout, when and by whom."),
    "explain": ("entrypoints.cli.explain:explain", "Explain how a checkout stands and what can be done."),
    "settle": ("entrypoints.cli.settle:settle", "Ask the provider how a checkout stands now."),
    "sweep": ("entrypoints.cli.sweep:sweep", "Look once at everything that is due."),
    "change": ("entrypoints.cli.change:change", "Change the amount of an open checkout."),
    "capture": ("entrypoints.cli.capture:capture", "Take the money that is reserved."),
    "cancel": ("entrypoints.cli.cancel:cancel", "Call a checkout off."),
    "refund": ("entrypoints.cli.refund:refund", "Give money back."),
    "dispute": ("entrypoints.cli.dispute:dispute", "Show what is disputed, and answer it with evidence."),
    "review": ("entrypoints.cli.review:review", "Decide what contradicting facts mean."),
    "events": ("entrypoints.cli.events:events", "Look after the events for the shop's own systems."),
    "due": ("entrypoints.cli.due:due", "List what needs a person."),
    "done": ("entrypoints.cli.done:done", "Say that a task is done."),
    "reconcile": ("entrypoints.cli.reconcile:reconcile", "Look for what was missed, here and at the provider."),
    "orphan": ("entrypoints.cli.orphan:orphan", "Show or give back a payment that no checkout owns."),
    "doctor": ("entrypoints.cli.doctor:doctor", "Check that everything is right, and name the cures."),
    "sandbox": ("entrypoints.cli.sandbox:sandbox", "Act as the customer or the provider on the sandbox."),
    "database": ("entrypoints.cli.database:database", "Prepare the database."),
    "completion": ("entrypoints.cli.completion:completion", "Print the completion script of a shell."),
}
"""Every command: where it is, and what `--help` says of it."""


class Program(LazyGroup):
    """The whole command line, which ends with the exit code that its outcome has."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **settings: Any) -> NoReturn:
        """Run the command line and exit; whatever it is called as, it is `alma-checkout`."""
        gc.set_threshold(_UNTIL_COLLECTED)
        words = sys.argv[1:] if args is None else list(args)
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # not every terminal can show every name
        try:
            code = super().main(words, **{**settings, "prog_name": NAME, "standalone_mode": False})
        except Exception as error:
            from entrypoints.cli.refusals import told

            code = told(error, as_json="--json" in words)
            if code is None:
                raise
        sys.exit(code)


@click.group(
    cls=Program,
    name=NAME,
    commands_by_name=COMMANDS,
    epilog="Every command that answers takes --json. Settings are environment variables, or lie in a .env file.",
)
@click.version_option(package_name=NAME)
@click.pass_context
def main(context: click.Context) -> None:
    """Take payments in instalments with Alma, through Stripe."""
    from entrypoints.cli.colour import wanted

    context.color = wanted()
    if context.obj is None:
        from entrypoints.cli.shell import Shell
        from entrypoints.settings import from_environment

        context.obj = Shell(from_environment(os.environ))
