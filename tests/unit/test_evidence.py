"""Evidence that is fit to be sent, and what is not (R70)."""

from dataclasses import replace

import pytest

from domain.errors import InvalidRequest
from domain.evidence import LARGEST, LONGEST, Evidence, EvidenceFile, megabytes

RECEIPT = EvidenceFile("receipt", "invoice.pdf", b"%PDF-1.7")
POLICY = EvidenceFile("refund_policy", "policy.png", b"\x89PNG\r\n\x1a\n")


def sized(file: EvidenceFile, size: int) -> EvidenceFile:
    """Give a file of so many bytes."""
    return replace(file, content=file.content.ljust(size, b"x"))


@pytest.mark.parametrize("content", [b"%PDF-2.0 ...", b"\xff\xd8\xff\xe0 JFIF", b"\x89PNG\r\n\x1a\n\x00"])
def test_a_file_is_known_by_what_is_in_it(content: bytes) -> None:
    """Whatever it is called."""
    assert EvidenceFile("receipt", "receipt", content).content == content


@pytest.mark.parametrize(
    ("kind", "name", "content", "sentence"),
    [
        ("colour", "a.pdf", b"%PDF-", "colour: is no kind of evidence; there are cancellation_policy, "),
        ("receipt", "a.pdf", b"", "receipt: a.pdf is empty."),
        ("receipt", "a.pdf", b"%PDF", "receipt: a.pdf is neither a PDF nor a JPEG nor a PNG."),
        ("receipt", "a.gif", b"GIF89a", "receipt: a.gif is neither a PDF nor a JPEG nor a PNG."),
        ("receipt", "", b"%PDF-", "receipt.name: must have 1 to 200 characters."),
        ("receipt", "x" * 201, b"%PDF-", "receipt.name: must have 1 to 200 characters."),
        ("receipt", "a\x1b[2J.pdf", b"%PDF-", "receipt.name: may have no control characters"),
    ],
)
def test_a_file_that_is_no_evidence_is_refused_by_name(kind: str, name: str, content: bytes, sentence: str) -> None:
    """The refusal says which file it is, and why."""
    with pytest.raises(InvalidRequest) as refusal:
        EvidenceFile(kind, name, content)

    assert refusal.value.sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("files", "text", "sentence"),
    [
        ((), None, "evidence: is missing: a file or a text is needed."),
        ((RECEIPT, RECEIPT), None, "receipt: invoice.pdf is a second file of this kind, and there may be one."),
        (
            (sized(RECEIPT, LARGEST + 1),),
            None,
            "receipt: invoice.pdf makes it 4.6 MB in all, and 4.5 MB are taken.",
        ),
        (
            (RECEIPT, sized(POLICY, LARGEST)),
            None,
            "refund_policy: policy.png makes it 4.6 MB in all, and 4.5 MB are taken.",
        ),
        ((RECEIPT,), "", "text: is empty."),
        ((RECEIPT,), " \n", "text: is empty."),
        ((), "x" * (LONGEST + 1), "text: has 20,001 characters, and 20,000 are taken."),
        ((), "a\x00b", "text: may have no control characters."),
        ((), "a\ud800b", "text: may have no control characters."),
    ],
)
def test_evidence_that_is_not_fit_is_refused(files: tuple[EvidenceFile, ...], text: str | None, sentence: str) -> None:
    """Before anything of it is sent."""
    with pytest.raises(InvalidRequest) as refusal:
        Evidence(files, text)

    assert refusal.value.sentence == sentence


def test_as_much_as_there_may_be_is_taken() -> None:
    """The last byte and the last character count; a text may have lines, and any alphabet."""
    files = (RECEIPT, sized(POLICY, LARGEST - len(RECEIPT.content)))
    text = "Livré à l'étage 👍🏽\r\n\t".ljust(LONGEST, "x")

    assert Evidence(files, text).kinds == ("receipt", "refund_policy")
    assert Evidence(text="x").kinds == ()


def test_a_fingerprint_tells_evidence_by_its_content() -> None:
    """Neither the order nor the names of files matter; kinds, content and text do."""
    evidence = Evidence((RECEIPT, POLICY), "Delivered.")
    same = Evidence((POLICY, replace(RECEIPT, name="other.pdf")), "Delivered.")
    others = [
        Evidence((RECEIPT, POLICY)),
        Evidence((RECEIPT, POLICY), "Honestly."),
        Evidence((RECEIPT,), "Delivered."),
        Evidence((sized(RECEIPT, 100), POLICY), "Delivered."),
        Evidence((replace(RECEIPT, kind="refund_policy"), replace(POLICY, kind="receipt")), "Delivered."),
    ]

    assert evidence.fingerprint == same.fingerprint
    assert len({evidence.fingerprint, *(other.fingerprint for other in others)}) == 1 + len(others)


@pytest.mark.parametrize(
    ("size", "told"), [(0, "0.0 MB"), (1, "0.1 MB"), (100_000, "0.1 MB"), (LARGEST, "4.5 MB"), (LARGEST + 1, "4.6 MB")]
)
def test_megabytes_are_never_less_than_there_are(size: int, told: str) -> None:
    """So that what is too much by one byte looks like it."""
    assert megabytes(size) == told


def test_what_is_in_a_file_is_not_shown() -> None:
    """Neither in a log nor in an error."""
    assert "%PDF" not in repr(Evidence((RECEIPT,)))
