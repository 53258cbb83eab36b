"""What needs a person now, whatever it is about; what gets worse first comes first."""

from dataclasses import dataclass

from domain.ports import Checkouts, Clock, Orphans
from domain.tasks import Task, of_orders, of_orphan, open_tasks


@dataclass(frozen=True, slots=True)
class ListTasks:
    """Collect the tasks of checkouts, of orders that were paid twice, and of payments that nobody owns."""

    checkouts: Checkouts
    orphans: Orphans
    clock: Clock

    async def __call__(self) -> tuple[Task, ...]:
        """Give every open task."""
        at = self.clock.now()
        tasks = [task for checkout in await self.checkouts.needing_a_person(at=at) for task in open_tasks(checkout, at)]
        tasks += of_orders(await self.checkouts.paid_twice())
        tasks += map(of_orphan, await self.orphans.open())
        return tuple(sorted(tasks, key=lambda task: (task.worse_at, task.id)))
