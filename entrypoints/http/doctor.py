"""The doctor over HTTP: it looks, and changes nothing; a secret that a change brings would have to travel."""

from litestar import get

from entrypoints.doctor.check import document
from entrypoints.doctor.doctor import Doctor
from entrypoints.http.answers import answers
from entrypoints.http.guarding import guarded
from entrypoints.http.headers import NOT_KEPT
from entrypoints.http.reading import known_query
from entrypoints.http.uses import Use
from entrypoints.view import View


@get("/doctor", guards=guarded(known_query), query=(), opt={"headers": NOT_KEPT}, responses=answers("doctor", 400, 401))
async def examine(doctor: Use[Doctor]) -> View:
    """Check that everything is right for payments to arrive, and name the cures."""
    return document(await doctor())
