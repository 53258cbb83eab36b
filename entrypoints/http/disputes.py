"""Disputes over a checkout: look at them, and answer one with evidence."""

from litestar import Response, Router, get, post
from litestar.params import FromPath

from domain.evidence import megabytes
from domain.ports import Checkouts
from domain.representations import of_dispute
from domain.use_cases.submit_evidence import SubmitEvidence
from entrypoints.http.answers import answers, replayable
from entrypoints.http.evidence import LARGEST_BODY, EvidenceOperation, evidence_form
from entrypoints.http.keys import Call
from entrypoints.http.showing import made
from entrypoints.http.uses import Use
from entrypoints.view import View, disputes_view


@get("/", responses=answers("disputes", 400, 401, 404, 503))
async def show_disputes(checkout_id: FromPath[str], checkouts: Use[Checkouts]) -> View:
    """Show every dispute over a checkout as stored, and whether to hold the shipment."""
    return disputes_view(await checkouts.get(checkout_id))


@post(
    "/evidence",
    operation_class=EvidenceOperation,
    request_max_body_size=LARGEST_BODY,
    responses=replayable(
        "dispute",
        *(400, 401, 404, 409, 413, 415, 422, 502, 503),
        _404="There is no such checkout, or no such dispute over it.",
        _409="No dispute is open, or it was answered with other evidence.",
        _413=f"The form is larger than {megabytes(LARGEST_BODY)}.",
        _415="The body is not a multipart form.",
    ),
)
async def submit_evidence_for_dispute(
    request: Call, checkout_id: FromPath[str], submit_evidence: Use[SubmitEvidence]
) -> Response[View]:
    """Answer the open dispute with files and a text, once; the same evidence again changes nothing."""
    form = await evidence_form(request)
    submitted = await submit_evidence(checkout_id, form.evidence, by=request.auth, dispute_id=form.dispute_id)
    return made(of_dispute(submitted.dispute), replayed=submitted.replayed)


disputes = Router("/dispute", route_handlers=[show_disputes, submit_evidence_for_dispute])
