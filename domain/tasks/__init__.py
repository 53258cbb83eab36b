"""What needs a person: told by each checkout, by orders paid twice, by payments of nobody, by undelivered events."""

from domain.tasks.beside import of_event, of_orders, of_orphan
from domain.tasks.of_checkout import LAST_DAY_OF_CAPTURE, SAID_DONE, made_up_by_hand, open_tasks, person_from
from domain.tasks.task import ENDED_BY_DEED, Kind, Task, subject_of

__all__ = [
    "ENDED_BY_DEED",
    "LAST_DAY_OF_CAPTURE",
    "SAID_DONE",
    "Kind",
    "Task",
    "made_up_by_hand",
    "of_event",
    "of_orders",
    "of_orphan",
    "open_tasks",
    "person_from",
    "subject_of",
]
