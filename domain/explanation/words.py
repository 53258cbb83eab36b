"""What an explanation is, and how its sentences are put together."""

from dataclasses import dataclass
from typing import Self, overload


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an operator needs to know; `operator_can` are verbs, to be said as each way in says them."""

    summary: str
    waiting_for: str | None = None
    next: str | None = None
    operator_can: tuple[str, ...] = ()

    def also(
        self,
        summary: str | None = None,
        *,
        waiting_for: str | None = None,
        following: str | None = None,
        can: tuple[str, ...] = (),
    ) -> Self:
        """Give an explanation that says more; `following` is what comes next besides."""
        return type(self)(
            sentences(self.summary, summary),
            sentences(self.waiting_for, waiting_for),
            sentences(self.next, following),
            tuple(dict.fromkeys((*self.operator_can, *can))),
        )


@overload
def sentences(first: str, *more: str | None) -> str: ...


@overload
def sentences(first: str | None, *more: str | None) -> str | None: ...


def sentences(first: str | None, *more: str | None) -> str | None:
    """Put sentences one after the other, None if there is none."""
    return " ".join(filter(None, (first, *more))) or None


def spoken(code: str) -> str:
    """Say a code as the words it is made of."""
    return code.replace("_", " ")
