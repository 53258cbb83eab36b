"""What needs a person now, whatever it is about; what gets worse first comes first."""

from dataclasses import dataclass, replace

from domain.outgoing import Delivery
from domain.ports import Checkouts, Clock, EventSearch, Orphans, Outbox
from domain.tasks import Task, of_event, of_orders, of_orphan, open_tasks


@dataclass(frozen=True, slots=True)
class ListTasks:
    """Collect the tasks of checkouts, orders paid twice, payments that nobody owns, and events that nobody took."""

    checkouts: Checkouts
    orphans: Orphans
    outbox: Outbox
    clock: Clock

    async def __call__(self) -> tuple[Task, ...]:
        """Give every open task."""
        at = self.clock.now()
        tasks = [task for checkout in await self.checkouts.needing_a_person(at=at) for task in open_tasks(checkout, at)]
        tasks += of_orders(await self.checkouts.paid_twice())
        tasks += map(of_orphan, await self.orphans.open())
        tasks += await self._undelivered()
        return tuple(sorted(tasks, key=lambda task: (task.worse_at, task.id)))

    async def _undelivered(self) -> list[Task]:
        tasks: list[Task] = []
        search = EventSearch(state=Delivery.UNDELIVERED)
        while True:
            page = await self.outbox.search(search)
            tasks += map(of_event, page.items)
            if page.next is None:
                return tasks
            search = replace(search, after=page.next)
