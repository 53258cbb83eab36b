"""What needs a person: told by each checkout itself, by orders paid twice, and by payments that nobody owns."""

from domain.tasks.of_checkout import LAST_DAY_OF_CAPTURE, open_tasks, person_from
from domain.tasks.task import ENDED_BY_DEED, Kind, Task, subject_of

__all__ = ["ENDED_BY_DEED", "LAST_DAY_OF_CAPTURE", "Kind", "Task", "open_tasks", "person_from", "subject_of"]
