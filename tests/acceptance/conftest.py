"""What multiplies the scenarios over the assemblies, and counts them."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.acceptance.assemblies import ASSEMBLIES, DURABLE, WAYS, Assembly, Scene
from tests.acceptance.looking_up import remember_steps
from tests.acceptance.story import Story

WAYS_OF = {"only-on-the-command-line": {"cli"}, "not-on-the-command-line": {"use-cases", "http"}}
"""Tags of scenarios that not every way in can speak, and the ways that can."""

RUN = "assembly"

remember_steps()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test of a scenario for each assembly that it is for; for the others there is none."""
    if "assembly" not in metafunc.fixturenames:
        return
    tags = {mark.name for mark in metafunc.definition.iter_markers()}
    ways = set(WAYS).intersection(*(WAYS_OF[tag] for tag in tags & WAYS_OF.keys()))
    assemblies = ASSEMBLIES + (DURABLE if "durable" in tags else ())
    chosen = [assembly for assembly in assemblies if assembly.way in ways]
    metafunc.parametrize("assembly", chosen, indirect=True, ids=str)


@pytest.fixture
def assembly(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Assembly:
    """The assembly of this run of the scenario."""
    chosen: Assembly = request.param
    record_property(RUN, str(chosen))
    return chosen


@pytest.fixture(scope="session")
def scenes() -> Iterator[dict[Assembly, Scene]]:
    """The scenes that can be played in again, since nothing of them lasts."""
    opened: dict[Assembly, Scene] = {}
    yield opened
    for scene in opened.values():
        scene.close()


@pytest.fixture
def scene(
    assembly: Assembly, scenes: dict[Assembly, Scene], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """The scene of the assembly; one with a store that lasts is set up for each scenario."""
    if assembly.store == "memory":
        if assembly not in scenes:
            scenes[assembly] = Scene(assembly, Path())
        yield scenes[assembly]
    else:
        fresh = Scene(assembly, tmp_path_factory.mktemp("store"))
        yield fresh
        fresh.close()


@pytest.fixture
def story(scene: Scene) -> Iterator[Story]:
    """A new story, in a world of its own."""
    told = Story(scene.world())
    yield told
    told.settle_accounts()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many scenarios each assembly ran."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    runs = Counter(dict(report.user_properties).get(RUN) for report in reports if report.when == "call")
    for name, count in sorted(runs.items(), key=lambda run: str(run[0])):
        if name:
            terminalreporter.write_line(f"{count} scenarios ran in {name}")
