"""What needs a person, and looking for what was missed."""

from litestar import get, post
from litestar.params import FromPath, JSONBody

from domain.errors import NotFound
from domain.ports import Orphans
from domain.use_cases.finish_task import FinishTask
from domain.use_cases.list_tasks import ListTasks
from domain.use_cases.reconcile import Reconcile
from domain.use_cases.return_orphan import ReturnOrphan
from entrypoints.http.answers import BodyMayBeLeftOut, answers
from entrypoints.http.bodies import DoneBody, ReconcileBody
from entrypoints.http.keys import Call
from entrypoints.http.reading import Json
from entrypoints.http.showing import view_of
from entrypoints.http.uses import Use
from entrypoints.since import since
from entrypoints.task_view import done_view, orphan_view, reconciled_view, tasks_view
from entrypoints.view import View

_NO_NOTE, _A_WEEK = DoneBody(), ReconcileBody()


@get("/due", responses=answers("tasks", 401, 503))
async def list_due_tasks(request: Call, list_tasks: Use[ListTasks]) -> View:
    """List what needs a person, by when it gets worse."""
    return tasks_view(await list_tasks(), view_of(request).clock.now())


@post(
    "/due/{task:str}/done",
    status_code=200,
    operation_class=BodyMayBeLeftOut,
    dto=Json[DoneBody],
    responses=answers("done", 400, 401, 404, 409, 413, 415, 503),
)
async def finish_due_task(
    request: Call, task: FromPath[str], finish_task: Use[FinishTask], data: JSONBody[DoneBody] = _NO_NOTE
) -> View:
    """Say that a task is done; the first word on it stays."""
    return done_view(task, await finish_task(task, by=request.auth, note=data.note))


@get("/orphans/{payment:str}", responses=answers("orphan", 400, 401, 404, 503))
async def show_orphan(payment: FromPath[str], orphans: Use[Orphans]) -> View:
    """Show a payment that no checkout here owns."""
    found = await orphans.get(payment)
    if found is None:
        raise NotFound("There is no such orphan payment.")
    return orphan_view(found)


@post("/orphans/{payment:str}/refund", status_code=200, responses=answers("orphan", 400, 401, 404, 422, 502, 503))
async def refund_orphan(request: Call, payment: FromPath[str], return_orphan: Use[ReturnOrphan]) -> View:
    """Give back what the provider holds of a payment that no checkout here owns."""
    return orphan_view(await return_orphan(payment, by=request.auth))


@post(
    "/reconcile",
    status_code=200,
    operation_class=BodyMayBeLeftOut,
    dto=Json[ReconcileBody],
    responses=answers("reconciled", 400, 401, 413, 415, 502, 503),
)
async def reconcile_all(request: Call, reconcile: Use[Reconcile], data: JSONBody[ReconcileBody] = _A_WEEK) -> View:
    """Look for what was missed, here and at the provider, and take it in; a second time changes nothing."""
    then = since(data.since, now=view_of(request).clock.now())
    return reconciled_view(await reconcile(since=then, by=request.auth))
