"""The calls on Files."""

from tests.support.stripe_emulator.account import Account, new_id
from tests.support.stripe_emulator.call import Call
from tests.support.stripe_emulator.multipart_form import Upload
from tests.support.stripe_emulator.objects import File
from tests.support.stripe_emulator.refusals import Invalid

LARGEST = 5_000_000
"""How many bytes a file for a dispute may have."""

BEGINNINGS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


def create(account: Account, call: Call) -> File:
    """Keep a file of which the emulator knows the purpose; what is in it is not kept."""
    upload, purpose = call.asked["file"], call.asked["purpose"]
    assert purpose == "dispute_evidence", purpose
    if not isinstance(upload, Upload):
        raise Invalid(None, "Invalid file: it must be an uploaded file.", "file")
    kind = next((kind for beginning, kind in BEGINNINGS.items() if upload.content.startswith(beginning)), None)
    if kind is None:
        # Not confirmed: which code Stripe gives here, so none is given.
        raise Invalid(None, "Files for disputes are PDF, JPEG or PNG.", "file")
    if len(upload.content) > LARGEST:
        raise Invalid(None, f"The file has more than {LARGEST} bytes.", "file")
    made = File(new_id("file"), purpose, upload.name, kind, len(upload.content), account.now())
    return account.add(made)
