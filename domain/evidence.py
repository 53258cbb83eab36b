"""Evidence for a dispute: files and a text that speak for the shop, fit to be sent before anything is (R70)."""

import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256

from domain.errors import InvalidRequest
from domain.order import plain_text

KINDS = (
    "cancellation_policy",
    "customer_communication",
    "customer_signature",
    "duplicate_charge_documentation",
    "receipt",
    "refund_policy",
    "service_documentation",
    "shipping_documentation",
    "uncategorized_file",
)
"""What a file may be evidence of, in the provider's words; one file of each."""

LARGEST = 4_500_000
"""How many bytes all files may have together.

Stripe documents 5 MB for one file and nothing for all of them, and refuses what has more than about 4.5 MB in all.
"""

LONGEST = 20_000
"""How many characters the provider takes as a text."""

_BEGINNINGS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A PDF, JPEG or PNG, the kind of evidence that it is, and its name.

    Raises:
        InvalidRequest: an unknown kind, or anything else than such a file.
    """

    kind: str
    name: str
    content: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InvalidRequest(self.kind, f"is no kind of evidence; there are {', '.join(KINDS)}.")
        plain_text(self.name, f"{self.kind}.name")
        if not self.content:
            raise InvalidRequest(self.kind, f"{self.name} is empty.")
        if not self.content.startswith(_BEGINNINGS):
            raise InvalidRequest(self.kind, f"{self.name} is neither a PDF nor a JPEG nor a PNG.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is submitted for one dispute, at once.

    Raises:
        InvalidRequest: nothing, two files of one kind, too much, or a text that is none.
    """

    files: tuple[EvidenceFile, ...] = ()
    text: str | None = None

    def __post_init__(self) -> None:
        if self.text is not None:
            _fit(self.text)
        elif not self.files:
            raise InvalidRequest("evidence", "is missing: a file or a text is needed.")
        kinds: set[str] = set()
        size = 0
        for file in self.files:
            if file.kind in kinds:
                raise InvalidRequest(file.kind, f"{file.name} is a second file of this kind, and there may be one.")
            kinds.add(file.kind)
            size += len(file.content)
            if size > LARGEST:
                told = f"{file.name} makes it {megabytes(size)} in all, and {megabytes(LARGEST)} are taken."
                raise InvalidRequest(file.kind, told)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its files, by name."""
        return tuple(sorted(file.kind for file in self.files))

    @property
    def fingerprint(self) -> str:
        """What tells it from other evidence: the content of each kind, and the text."""
        told = [f"{file.kind} {sha256(file.content).hexdigest()}" for file in self.files]
        text = [] if self.text is None else [f"text {sha256(self.text.encode()).hexdigest()}"]
        return sha256("\n".join(sorted(told) + text).encode()).hexdigest()


def megabytes(size: int) -> str:
    """Write a number of bytes for people; never less than there are."""
    return f"{-(-size // 100_000) / 10} MB"


def _fit(text: str) -> None:
    if not re.search(r"\S", text):
        raise InvalidRequest("text", "is empty.")
    if len(text) > LONGEST:
        raise InvalidRequest("text", f"has {len(text):,} characters, and {LONGEST:,} are taken.")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in re.sub(r"[\n\r\t]", "", text)):
        raise InvalidRequest("text", "may have no control characters.")
