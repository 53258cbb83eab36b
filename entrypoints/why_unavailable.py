"""Why a database gives no answer, in the doctor's words, where a program finds that at its start."""

from domain.errors import StoreUnavailable
from domain.ports.database import Unusable
from entrypoints.container import Container
from entrypoints.doctor.causes import of_cause
from entrypoints.stores import prepare


async def prepared(container: Container) -> None:
    """Prepare the store.

    Raises:
        StoreUnavailable: it gives no answer, with the cause and its cure where they can be told.
        BadSettings: it is another's.
    """
    try:
        await prepare(container)
    except StoreUnavailable:
        database = container.database()
        state = await database.examine() if database else None
        if not isinstance(state, Unusable):
            raise
        found = of_cause(state.where, state.why)
        raise StoreUnavailable(f"{found.message} {found.cure}".rstrip(".") + ".") from None
