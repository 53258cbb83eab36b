"""What a run says: figures for each module, and what its list of survivors lacks or has too much."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.mutant import Name
from tests.mutants.trial import ALIVE


@dataclass(frozen=True, slots=True)
class Verdict:
    """What noticed each mutant, held against the survivors that are listed and the percentage to be killed."""

    noticed: Mapping[Name, str]
    listed: Collection[Name]
    least: float

    @property
    def survivors(self) -> list[Name]:
        """The mutants that nothing noticed."""
        return [name for name, test in self.noticed.items() if test == ALIVE]

    @property
    def unlisted(self) -> list[Name]:
        """Survivors without a reason."""
        return [name for name in self.survivors if name not in self.listed]

    @property
    def outdated(self) -> list[Name]:
        """What is listed of these modules, and is killed or not there any more."""
        paths = {name.path for name in self.noticed}
        spoken_of = [name for name in self.listed if name.path in paths or not Path(name.path).exists()]
        return [name for name in spoken_of if name not in self.survivors]

    @property
    def killed(self) -> float:
        """The percentage that was noticed, of as many as there are."""
        return 100 * (1 - len(self.survivors) / len(self.noticed)) if self.noticed else 100

    @property
    def good(self) -> bool:
        """Whether enough are killed, and each of the others has its reason."""
        return self.killed >= self.least and not self.unlisted and not self.outdated

    def report(self) -> Iterator[str]:
        """Tell all that in lines."""
        yield f"{'':40}{'mutants':>8}{'killed':>8}{'survived':>10}"
        for path in dict.fromkeys(name.path for name in self.noticed):
            yield self._figures(path, [name for name in self.noticed if name.path == path])
        yield self._figures("all", self.noticed)
        yield f"{self.killed:.1f} % are killed; {self.least:g} % have to be."
        yield from _names("Survivors that the list lacks:", self.unlisted)
        yield from _names("Listed, and killed or gone:", self.outdated)

    def _figures(self, what: str, names: Collection[Name]) -> str:
        alive = len(set(names).intersection(self.survivors))
        return f"{what:40}{len(names):8}{len(names) - alive:8}{alive:10}"


def _names(heading: str, names: list[Name]) -> Iterator[str]:
    if names:
        yield from ("", heading)
    path = ""
    for name in names:
        if name.path != path:
            path = name.path
            yield from ("", f"## {path}", "")
        yield f"- {name}:"
