"""Evidence on its way to Stripe, and as Stripe tells of it (R70)."""

import ast
import inspect
from collections.abc import Mapping
from typing import Any

import pytest
import stripe
from stripe import Dispute
from stripe.params import DisputeUpdateParamsEvidence

from adapters.stripe.disputes import dispute_of, update_params
from adapters.stripe.gateway import StripeGateway
from adapters.stripe.uploads import Uploads
from domain.evidence import KINDS, LARGEST, Evidence, EvidenceFile
from domain.payment import ProviderDispute, ProviderEvidence
from tests.support.checkouts import NOON
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.browser import Browser
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.http_client import emulated_client
from tests.support.stripe_emulator.server import serve

SECONDS = int(NOON.timestamp())
DISPUTE: dict[str, Any] = {
    "id": "du_1",
    "object": "dispute",
    "amount": 14_990,
    "created": SECONDS,
    "status": "under_review",
    "reason": "fraudulent",
}
SUBMITTED = {"submission_count": 1}


def told(**more: Any) -> ProviderDispute:
    """Give what we make of a dispute."""
    return dispute_of(Dispute.construct_from(DISPUTE | more, SECRET_KEY))


def file_kinds_of_the_sdk() -> set[str]:
    """Find the evidence that the SDK describes as the id of an uploaded file."""
    [described] = ast.parse(inspect.getsource(DisputeUpdateParamsEvidence)).body
    assert isinstance(described, ast.ClassDef)
    pairs = zip(described.body, described.body[1:], strict=False)
    return {
        field.target.id
        for field, words in pairs
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(words, ast.Expr)
        and isinstance(words.value, ast.Constant)
        and "(ID of a [file upload]" in str(words.value.value)
    }


def test_our_kinds_of_files_are_those_of_the_sdk() -> None:
    """Each by its own name."""
    assert set(KINDS) == file_kinds_of_the_sdk()


def test_what_is_submitted_names_the_files_by_their_kind() -> None:
    """With a text where there is one, and our own name for it."""
    assert update_params({"receipt": "file_1"}, "Delivered.", "ev_1") == {
        "evidence": {"receipt": "file_1", "uncategorized_text": "Delivered."},
        "metadata": {"submission": "ev_1"},
        "submit": True,
    }
    assert update_params({"receipt": "file_1"}, None, "ev_1").get("evidence") == {"receipt": "file_1"}


@pytest.mark.parametrize(
    ("more", "evidence"),
    [
        ({}, None),
        ({"evidence_details": {"submission_count": 0}, "evidence": {"receipt": "file_1"}}, None),
        ({"evidence_details": SUBMITTED}, ProviderEvidence(())),
        ({"evidence_details": SUBMITTED, "evidence": None}, ProviderEvidence(())),
        (
            {"evidence_details": SUBMITTED, "evidence": {"receipt": "file_1", "refund_policy": None}, "metadata": {}},
            ProviderEvidence(("receipt",)),
        ),
        (
            {"evidence_details": SUBMITTED, "evidence": {"customer_name": "Ada", "enhanced_evidence": {}}},
            ProviderEvidence((), has_text=True),
        ),
        (
            {"evidence_details": SUBMITTED, "evidence": {}, "metadata": {"submission": "ev_1"}},
            ProviderEvidence((), submission="ev_1"),
        ),
    ],
)
def test_what_was_submitted_is_told_whoever_did_it(more: dict[str, Any], evidence: ProviderEvidence | None) -> None:
    """What is only staged was not; what is absent or null is not there."""
    assert told(**more) == ProviderDispute("du_1", 14_990, "under_review", NOON, None, "fraudulent", evidence)


@pytest.mark.parametrize(
    ("api_base", "files"),
    [
        ("https://api.stripe.com", "https://files.stripe.com"),
        ("http://127.0.0.1:4010/stripe", "http://127.0.0.1:4010/stripe"),
    ],
)
async def test_files_go_where_the_api_is(api_base: str, files: str) -> None:
    """Stripe has an address of its own for them, an emulator has not."""
    asked: list[str] = []

    class Heard(stripe.HTTPClient):
        name = "heard"

        async def request_async(
            self, method: str, url: str, headers: Mapping[str, str], post_data: bytes | None = None
        ) -> tuple[bytes, int, Mapping[str, str]]:
            asked.append(url)
            return b'{"id": "file_1", "object": "file"}', 200, {}

    uploads = Uploads.with_key(SECRET_KEY, api_base=api_base, http=Heard())
    await uploads.upload(EvidenceFile("receipt", "receipt.pdf", b"%PDF-"))

    assert asked == [f"{files}/v1/files"]


async def test_all_that_evidence_may_have_is_uploaded_over_a_real_connection() -> None:
    """In pieces, with the file's name; and both connections are closed in the end."""
    emulator = Emulator(ManualClock())
    with serve(emulator) as address:
        gateway = StripeGateway.with_key(SECRET_KEY, api_base=address)
        client = emulated_client(emulator)
        intent = await client.v1.payment_intents.create_async({"amount": 14_990, "currency": "eur"})
        Browser(emulator).confirm_with_card(intent.client_secret or "")
        dispute = Dashboard(emulator).dispute(intent.id)
        receipt = EvidenceFile("receipt", "reçu.pdf", b"%PDF-".ljust(LARGEST, b"x"))
        submitted = await gateway.submit_evidence(
            intent.id, dispute, Evidence((receipt,)), submission="ev_1", key="co_1/evidence/ev_1"
        )
        await gateway.close()
    [upload] = [asked["file"] for kind, asked in emulator.heard if kind == "files.create"]

    assert submitted.evidence == ProviderEvidence(("receipt",), submission="ev_1")
    assert (upload.name, len(upload.content)) == ("reçu.pdf", LARGEST)
