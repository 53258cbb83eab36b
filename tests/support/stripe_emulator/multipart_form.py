"""Multipart forms, in which files are sent."""

from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from hashlib import sha256

from tests.support.stripe_emulator.form import Form
from tests.support.stripe_emulator.refusals import Invalid

KIND = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes

    def __str__(self) -> str:
        """Tell it from other files, as keys have to."""
        return f"{self.name} {sha256(self.content).hexdigest()}"


def uploaded(content_type: str, body: bytes) -> Form:
    """Read a body; a file is an `Upload`."""
    if not content_type.startswith(KIND):
        raise Invalid(None, f"Files are sent as {KIND}, and this is {content_type}.")
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    form: Form = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(name, str)
        assert isinstance(content, bytes)
        file = part.get_filename()
        form[name] = content.decode() if file is None else Upload(file, content)
    return form
