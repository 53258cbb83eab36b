"""The database that a store lies in, as whoever looks after it asks about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Why(StrEnum):
    """Why a database cannot be used."""

    ADDRESS = "its address cannot be read"
    ANOTHER_PROGRAM = "it is another program's"
    BUSY = "another program holds it"
    DAMAGED = "it is damaged"
    DATABASE_UNKNOWN = "the server has no such database"
    DISK = "the disk fails, or is full"
    FOLDER = "it is a folder"
    FOLDER_MISSING = "its folder does not exist"
    HOST_UNKNOWN = "nobody knows its host"
    LOGIN_REFUSED = "the server refuses the user or the password"
    NO_ANSWER = "it gives no answer"
    NO_DATABASE = "it is a file of another kind"
    NO_SERVER = "no server can be reached there"
    NOT_PERMITTED = "the user may not use it"
    READ_ONLY = "it cannot be written"
    SCHEMA_UNKNOWN = "the database has no such schema"
    TOO_MANY = "the server has no connection left"


@dataclass(frozen=True, slots=True)
class Usable:
    """A database with tables of a version, while this program makes those of version `known`.

    `owner` is the gateway's mode whose store it is, None before the first start. `durability` are the settings on which
    it depends whether what was answered outlives a failure of power, by name.
    """

    where: str
    version: int
    known: int
    owner: str | None
    durability: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Missing:
    """A place where there is no database yet, and where one may be made."""

    where: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """A database that cannot be used; `where` has no secret in it."""

    where: str
    why: Why


DatabaseState = Usable | Missing | Unusable


class Database(Protocol):
    """A database."""

    async def examine(self) -> DatabaseState:
        """Tell how it is, without making anything, or bringing tables of an earlier version up."""
