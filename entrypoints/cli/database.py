"""`alma-checkout database`."""

import click

from entrypoints.cli.answer import Answer
from entrypoints.cli.command import command
from entrypoints.container import Container


@click.group("database")
def database() -> None:
    """Prepare the database that the settings name."""


@database.add_command
@command("upgrade", example="alma-checkout database upgrade", may_create=True)
async def upgrade(container: Container) -> Answer:
    """Create the tables, or bring them up to this version; again and again, if you like."""
    settings = container.settings()
    store = container.store()
    where = str(settings.sqlite_path.absolute()) if store == "sqlite" else store
    await container.checkouts().installation()
    return Answer({"database": where, "ready": True}, f"The database is ready: {where}")
