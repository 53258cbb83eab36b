"""The files that pages are made of beside their text: read once, and kept by browsers while they are the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from domain.errors import NotFound

_FOLDER = Path(__file__).parent / "static"
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """Files by name. Their addresses name the version of them all, so that an old page never gets a new file."""

    files: Mapping[str, bytes]
    version: str

    def path(self, name: str) -> str:
        """Give the path of a file that is there."""
        if name not in self.files:
            raise LookupError(name)
        return f"/static/{self.version}/{name}"


def assets(*, sandbox: bool) -> Assets:
    """Read the files: those of the sandbox only where it is the gateway."""
    folders = [_FOLDER, _FOLDER / "sandbox"] if sandbox else [_FOLDER]
    paths = sorted(path for folder in folders for path in folder.iterdir() if path.suffix in _KINDS)
    files = {path.name: path.read_bytes() for path in paths}
    digest = sha256(b"".join(name.encode() + content for name, content in files.items()))
    return Assets(files, digest.hexdigest()[:12])


@get("/static/{version:str}/{name:str}", include_in_schema=False)
async def show_asset(request: Request[Any, Any, Any], version: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Give a file; of another version than was asked for, so that nobody keeps it."""
    known: Assets = request.app.state.site.assets
    if name not in known.files:
        raise NotFound("There is no such file.")
    kept = _FOR_EVER if version == known.version else "no-store"
    return Response(known.files[name], media_type=_KINDS[Path(name).suffix], headers={"Cache-Control": kept})
