"""Fixing the endpoint at Stripe: from the place where a new secret goes to what is said of it."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from domain.errors import InvalidRequest
from domain.use_cases.subscribe_to_events import Keep, Subscribed
from entrypoints.cli.secret_file import FIELD, into_a_file, on_the_terminal
from entrypoints.cli.shell import Shell
from entrypoints.container import Container
from entrypoints.doctor.check import Check, ok
from entrypoints.doctor.endpoint import NAME

_DONE = {"made": "was made", "corrected": "was corrected", "right": "is right as it is"}


def fixed(shell: Shell, secret_file: Path | None, *, as_json: bool) -> Subscribed:
    """Have the endpoint made or corrected.

    Raises:
        InvalidRequest: there is no place for a new secret; Stripe was not asked for anything.
        BadSettings: an address that real money may not be told to (R26), or no key.
    """
    keeping = _keeping(secret_file, as_json=as_json)
    _ = shell.settings.addresses
    url = shell.settings.webhook_url
    with keeping as keep:

        async def subscribe(container: Container) -> Subscribed:
            return await container.subscribe_to_events()(url, keep=keep)

        return shell.run_as_it_is(subscribe)


def in_words(done: Subscribed) -> Check:
    """Say what was done, and what is to be done with a new secret."""
    told = f"Endpoint {done.endpoint.id} for {done.endpoint.url} {_DONE[done.done]}."
    disabled = f" Disabled in its place: {', '.join(done.replaced)}." if done.replaced else ""
    return ok(NAME, f"{told}{disabled} {_of_its_secret(done)}")


def members(done: Subscribed, secret_file: Path | None) -> dict[str, Any]:
    """Give what a document has beside that: where the secret is, never the secret."""
    kept = str(secret_file) if secret_file and done.done == "made" else None
    return {"endpoint": done.endpoint.id, "done": done.done, "replaced": list(done.replaced), "secret_file": kept}


def _keeping(secret_file: Path | None, *, as_json: bool) -> AbstractContextManager[Keep]:
    if secret_file:
        return into_a_file(secret_file)
    if as_json or not sys.stdout.isatty():
        raise InvalidRequest(FIELD, "is needed: a new secret is shown on a terminal, or goes into a file.")
    return nullcontext(on_the_terminal)


def _of_its_secret(done: Subscribed) -> str:
    if done.done != "made":
        return "Its secret is the one it had, which https://dashboard.stripe.com/webhooks shows."
    both = ", before the one that is set, with a comma between them" if done.replaced else ""
    return f"Set its secret as STRIPE_WEBHOOK_SECRET{both}; then start `alma-checkout serve` again."
