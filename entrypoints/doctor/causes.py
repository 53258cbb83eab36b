"""What is said of a database that cannot be used, for each cause."""

from domain.ports.database import Why
from entrypoints.doctor.check import Check, problem
from entrypoints.settings import PREFIX

_URL = f"{PREFIX}DATABASE_URL"
_PATH = f"Correct the path in {_URL}."
_LOGIN = f"Correct {_URL}=postgresql://USER:PASSWORD@HOST/NAME"
_OPERATIONS = "docs/operations.md tells how to come back from a backup."

_TOLD = {
    Why.ADDRESS: (
        f"The address in {_URL} cannot be read.",
        "Write postgresql://USER:PASSWORD@HOST/NAME, and in the password %40 for @, %2F for /, %25 for %.",
    ),
    Why.ANOTHER_PROGRAM: ("{where} belongs to another program.", f"Name another database in {_URL}."),
    Why.BUSY: ("Another program holds {where}, and does not let go of it.", "Find it: fuser -v {where}"),
    Why.DAMAGED: ("The database {where} is damaged.", _OPERATIONS),
    Why.DATABASE_UNKNOWN: ("The server has no database {where}", "Make it with createdb, or correct the name."),
    Why.DISK: ("The disk of {where} fails, or is full.", "See: df -h"),
    Why.FOLDER: ("{where} is a folder, and no file.", _PATH),
    Why.FOLDER_MISSING: ("The folder of {where} does not exist.", f"Make it with mkdir -p. Or: {_PATH}"),
    Why.HOST_UNKNOWN: ("Nobody knows the host of {where}", f"Correct the host in {_URL}."),
    Why.LOGIN_REFUSED: ("The server refuses the user or the password for {where}", _LOGIN),
    Why.NO_ANSWER: ("The database {where} gives no answer.", "See the log of its server."),
    Why.NO_DATABASE: ("{where} is a file of another kind, and no SQLite database.", _PATH),
    Why.NO_SERVER: ("No server can be reached at {where}", "Start it, or correct host and port."),
    Why.NOT_PERMITTED: (
        "This user may not write to {where}, or beside it.",
        "Give it to whoever runs this program: chown, or GRANT in PostgreSQL.",
    ),
    Why.READ_ONLY: ("{where} can be read only.", f"Name the database that is written to in {_URL}."),
    Why.SCHEMA_UNKNOWN: ("{where} has no schema of the name in search_path.", "Make it: CREATE SCHEMA NAME"),
    Why.TOO_MANY: ("The server of {where} has no connection left.", "Raise max_connections, or run fewer processes."),
}
"""What there is to say of each cause, and its cure."""


def of_cause(where: str, cause: Why) -> Check:
    """Say why a database cannot be used. What is told of its place has no user and no password."""
    sentence, cure = _TOLD[cause]
    return problem("database", sentence.format(where=where), cure=cure.format(where=where))
