"""Evidence as it is sent: a multipart form, whose files are fields named by their kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, HTTPException
from litestar.openapi.spec import Example, OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema

from domain.errors import InvalidRequest
from domain.evidence import KINDS, LARGEST, LONGEST, Evidence, EvidenceFile, megabytes
from entrypoints.http.keys import Call

LARGEST_BODY = 5_000_000
"""How many bytes the form may have: all files, a text, and what stands between them."""

TEXT, DISPUTE = "text", "dispute"


@dataclass(frozen=True, slots=True)
class EvidenceForm:
    """What is to be submitted, and for which dispute."""

    evidence: Evidence
    dispute_id: str | None


async def evidence_form(request: Call) -> EvidenceForm:
    """Read the form of a request.

    Raises:
        HTTPException: 415, it is something else; 413, it is too large.
        InvalidRequest: it cannot be read, or a field is wrong.
    """
    if request.content_type[0] != RequestEncodingType.MULTI_PART:
        raise HTTPException(status_code=415)
    try:
        form = await request.form()
    except ClientException as error:
        if error.status_code != ClientException.status_code:
            raise
        raise InvalidRequest("body", "is not a whole multipart form.") from None
    except (ValueError, LookupError):
        raise InvalidRequest("body", "has a text that is not UTF-8.") from None
    try:
        return await _read(form.multi_items())
    finally:
        await form.close()


async def _read(fields: Iterable[tuple[str, UploadFile | str]]) -> EvidenceForm:
    files: list[EvidenceFile] = []
    said: dict[str, str] = {}
    for name, value in fields:
        match value:
            case UploadFile() if name not in {TEXT, DISPUTE}:
                files.append(EvidenceFile(name, _file_name(value.filename), await value.read()))
            case str() if name in {TEXT, DISPUTE} and name not in said:
                said[name] = value
            case str() if name in {TEXT, DISPUTE}:
                raise InvalidRequest(name, "must be given once.")
            case str() if name in KINDS:
                raise InvalidRequest(name, "must be a file.")
            case UploadFile():
                raise InvalidRequest(name, "must be text, and is a file.")
            case _:
                raise InvalidRequest(name, "is not a field of this call.")
    return EvidenceForm(Evidence(tuple(files), said.get(TEXT)), said.get(DISPUTE))


def _file_name(told: str) -> str:
    """Give the name alone, of whatever system."""
    return PurePosixPath(told.replace("\\", "/")).name


@dataclass
class EvidenceOperation(Operation):
    """The call as the schema describes it."""

    def __post_init__(self) -> None:
        """Describe the form, which the framework cannot see."""
        limits = f"At most {megabytes(LARGEST)} in all, one of each kind: PDF, JPEG or PNG."
        a_file = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY, description=limits)
        self.request_body = RequestBody(
            required=True,
            description=f"Files, a text, or both. The form has at most {megabytes(LARGEST_BODY)}.",
            content={
                RequestEncodingType.MULTI_PART: OpenAPIMediaType(
                    schema=Schema(
                        type=OpenAPIType.OBJECT,
                        additional_properties=False,
                        properties={
                            **dict.fromkeys(KINDS, a_file),
                            TEXT: Schema(
                                type=OpenAPIType.STRING,
                                max_length=LONGEST,
                                description="What the shop has to say.",
                            ),
                            DISPUTE: Schema(
                                type=OpenAPIType.STRING,
                                description="The id of the dispute, where several are open.",
                            ),
                        },
                    ),
                    examples={"text": Example(value={TEXT: "The armchair was delivered to the customer."})},
                )
            },
        )
