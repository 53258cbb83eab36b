"""Evidence for disputes: files are uploaded, then submitted once."""

import io
from datetime import timedelta
from typing import Any

import pytest
import stripe
from stripe import Dispute, File, StripeClient

from tests.emulator.chair import Asked, approved, code_of
from tests.support.manual_clock import ManualClock
from tests.support.stripe_emulator.dashboard import Dashboard
from tests.support.stripe_emulator.emulator import Emulator

PDF = b"%PDF-1.7 \r\n--\x00\xff"


async def uploaded(client: StripeClient, content: bytes = PDF, **more: Any) -> File:
    asked: Any = {"purpose": "dispute_evidence", "file": io.BytesIO(content), **more}
    return await client.v1.files.create_async(asked)


async def disputed(client: StripeClient, emulator: Emulator) -> str:
    intent = await approved(client, emulator)
    return Dashboard(emulator).dispute(intent.id)


async def updated(client: StripeClient, dispute: str, **asked: Any) -> Dispute:
    params: Any = asked
    return await client.v1.disputes.update_async(dispute, params)


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "pdf"), (b"\xff\xd8\xff\xe0", "jpg"), (b"\x89PNG\r\n\x1a\n", "png")]
)
async def test_a_file_is_uploaded(client: StripeClient, content: bytes, kind: str) -> None:
    """Its kind is seen from what is in it."""
    file = await uploaded(client, content)

    assert (file.type, file.size, file.purpose, file.filename) == (kind, len(content), "dispute_evidence", "blob")


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", b"%PDF-".ljust(5_000_001, b"x")])
async def test_what_is_no_file_for_a_dispute_is_refused(client: StripeClient, content: bytes) -> None:
    """The wrong kind, nothing, and too much."""
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await uploaded(client, content)

    assert refusal.value.param == "file"


@pytest.mark.parametrize(
    ("more", "param"),
    [({"file": "receipt.pdf"}, "file"), ({"colour": "red"}, "colour"), ({"purpose": None}, "purpose")],
)
async def test_an_upload_is_not_understood(client: StripeClient, more: Asked, param: str) -> None:
    """A file that is text, an unknown parameter, a missing one."""
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await uploaded(client, **more)

    assert refusal.value.param == param


async def test_a_file_is_not_sent_as_a_plain_form(client: StripeClient) -> None:
    """Nor is anything else sent as a multipart form."""
    with pytest.raises(stripe.InvalidRequestError):
        await client.raw_request_async("post", "/v1/files", purpose="dispute_evidence", file="receipt")


async def test_submitting_puts_a_dispute_under_review(client: StripeClient, emulator: Emulator) -> None:
    """With all that was told of it."""
    dispute, file = await disputed(client, emulator), await uploaded(client)
    evidence = {"receipt": file.id, "uncategorized_text": "It was delivered."}
    told = await updated(client, dispute, evidence=evidence, metadata={"submission": "ev_1"}, submit=True)

    assert (told.status, told.evidence.receipt, told.evidence.uncategorized_text) == (
        "under_review",
        file.id,
        "It was delivered.",
    )
    assert (told.evidence_details.has_evidence, told.evidence_details.submission_count) == (True, 1)
    assert told.metadata.to_dict() == {"submission": "ev_1"}
    assert emulator.events[-1].type == "charge.dispute.updated"


async def test_staged_evidence_is_not_submitted(client: StripeClient, emulator: Emulator) -> None:
    """It waits for the rest."""
    dispute, file = await disputed(client, emulator), await uploaded(client)
    staged = await updated(client, dispute, evidence={"receipt": file.id}, submit=False)
    told = await updated(client, dispute, evidence={"uncategorized_text": "It was delivered."})

    assert (staged.status, staged.evidence_details.submission_count) == ("needs_response", 0)
    assert (told.status, told.evidence.receipt) == ("under_review", file.id)


async def test_evidence_is_submitted_once(client: StripeClient, emulator: Emulator) -> None:
    """There is no second time."""
    dispute = await disputed(client, emulator)
    await updated(client, dispute, evidence={"uncategorized_text": "It was delivered."})
    with pytest.raises(stripe.InvalidRequestError):
        await updated(client, dispute, evidence={"uncategorized_text": "Honestly."})

    assert (await client.v1.disputes.retrieve_async(dispute)).evidence.uncategorized_text == "It was delivered."


async def test_evidence_has_a_date(client: StripeClient, emulator: Emulator, clock: ManualClock) -> None:
    """The last second counts, the next does not."""
    in_time, late = await disputed(client, emulator), await disputed(client, emulator)
    clock.advance(timedelta(days=14))
    told = await updated(client, in_time, evidence={"uncategorized_text": "It was delivered."})
    clock.advance(timedelta(seconds=1))
    with pytest.raises(stripe.InvalidRequestError):
        await updated(client, late, evidence={"uncategorized_text": "It was delivered."})

    assert told.status == "under_review"


@pytest.mark.parametrize("end", ["won", "lost", "warning_closed"])
async def test_a_decided_dispute_takes_no_evidence(client: StripeClient, emulator: Emulator, end: str) -> None:
    """Whatever the end."""
    intent = await approved(client, emulator)
    dispute = Dashboard(emulator).dispute(intent.id)
    Dashboard(emulator).close_dispute(intent.id, dispute, end)
    with pytest.raises(stripe.InvalidRequestError):
        await updated(client, dispute, evidence={"uncategorized_text": "It was delivered."})

    assert (await client.v1.disputes.retrieve_async(dispute)).evidence_details.submission_count == 0


@pytest.mark.parametrize(
    ("asked", "param"),
    [
        ({"evidence": {"receipt": "file_nobody"}}, "evidence[receipt]"),
        ({"evidence": {"colour": "red"}}, "evidence[colour]"),
        ({"evidence": {"uncategorized_text": "x" * 20_001}}, "evidence[uncategorized_text]"),
        ({"evidence": {"uncategorized_text": ""}}, "evidence[uncategorized_text]"),
        ({"colour": "red"}, "colour"),
        ({"submit": "perhaps"}, "submit"),
        ({"metadata": {"k" * 41: "v"}}, "metadata"),
    ],
)
async def test_evidence_is_not_understood(client: StripeClient, emulator: Emulator, asked: Asked, param: str) -> None:
    """Nothing is submitted."""
    dispute = await disputed(client, emulator)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await updated(client, dispute, **asked)

    assert refusal.value.param == param
    assert (await client.v1.disputes.retrieve_async(dispute)).status == "needs_response"


async def test_files_are_limited_in_all(client: StripeClient, emulator: Emulator) -> None:
    """Each is small enough, and both are too large."""
    dispute = await disputed(client, emulator)
    one, other = [await uploaded(client, b"%PDF-".ljust(2_250_001, b"x")) for _ in range(2)]
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await updated(client, dispute, evidence={"receipt": one.id, "refund_policy": other.id})

    assert code_of(refusal) is None
    assert not (await client.v1.disputes.retrieve_async(dispute)).evidence_details.has_evidence


async def test_what_the_emulator_does_not_understand_fails_the_test(client: StripeClient, emulator: Emulator) -> None:
    """It ignores no evidence."""
    dispute = await disputed(client, emulator)

    with pytest.raises(AssertionError, match="customer_name"):
        await updated(client, dispute, evidence={"customer_name": "Ada"})
