"""One kind of call: its address, the SDK's type of its parameters, what is understood of them, and what it does."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tests.support.stripe_emulator.account import Account, Document, Object
from tests.support.stripe_emulator.call import Call

Deed = Callable[[Account, Call], Object | Document]


@dataclass(frozen=True, slots=True)
class Route:
    """A call by its kind, such as `payment_intents.create`.

    A parameter that Stripe knows and that is not `understood` fails the test: the emulator never ignores one. What
    `uploads` is sent as a multipart form.
    """

    kind: str
    address: str
    params: type
    deed: Deed
    understood: str = ""
    uploads: bool = False

    @property
    def method(self) -> str:
        return self.address.partition(" ")[0]

    @property
    def shows(self) -> str:
        """Name the kind of object in the answer."""
        return self.kind.partition(".")[0].removesuffix("s")

    def id_in(self, path: str) -> str | None:
        """Give the id in a path of this route, empty where it has none; None for another path."""
        found = _pattern(self.address).fullmatch(path)
        return None if found is None else "".join(found.groups())

    def held(self, asked: dict[str, object]) -> None:
        """Fail for a parameter that the emulator would ignore."""
        ignored = asked.keys() - {"expand", *self.understood.split()}
        assert not ignored, f"the emulator does not understand {sorted(ignored)} of {self.kind}"


@cache
def _pattern(address: str) -> re.Pattern[str]:
    return re.compile("/v1/" + address.partition(" ")[2].replace("{id}", "([A-Za-z0-9_]+)"))
