"""`alma-checkout database`."""

import re
from datetime import timedelta

import click

from domain.errors import InvalidRequest
from domain.refunds import KEY_LIFE
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import command
from entrypoints.container import Container

SHORTEST_DAYS = KEY_LIFE.days


@click.group("database")
def database() -> None:
    """Prepare the database that the settings name."""


@database.add_command
@command("upgrade", example="alma-checkout database upgrade", may_create=True)
async def upgrade(container: Container) -> Answer:
    """Create the tables, or bring them up to this version; again and again, if you like."""
    where = str(container.database().where) if container.database() else "memory"
    await container.checkouts().installation()
    return Answer({"database": where, "ready": True}, f"The database is ready: {where}")


@database.add_command
@command("prune", example="alma-checkout database prune --older-than 90d")
@click.option(
    "--older-than", "age", required=True, help="Days, such as 90d; at least the 30 that keys and events are kept."
)
async def prune(container: Container, *, age: str) -> Answer:
    """Forget old facts of the provider's events, old keys, and events that the shop has; checkouts stay."""
    found = re.fullmatch(r"([0-9]{1,5})d", age)
    if found is None or int(found[1]) < SHORTEST_DAYS:
        raise InvalidRequest("older-than", f"must be days such as 90d, at least {SHORTEST_DAYS}d.")
    before = container.clock().now() - timedelta(days=int(found[1]))
    gone = await container.checkouts().prune(older_than=before)
    gone |= {"events": await container.outbox().prune(older_than=before)}
    text = f"{gone['hints']} facts of the provider's events, {gone['keys']} idempotency keys, {gone['events']} events"
    return Answer(dict(gone), f"Forgotten: {text} for the shop.")
