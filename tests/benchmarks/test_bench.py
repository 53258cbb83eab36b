"""The measurements still work; what they find in so short a time means nothing."""

import pytest

from tests.benchmarks.bench import CASES, measured
from tests.benchmarks.figures import Figure
from tests.benchmarks.world import SHORT


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> list[Figure]:
    """Measure everything, with a few requests each."""
    return measured(tmp_path_factory.mktemp("bench"), SHORT)


def test_every_case_finds_something(figures: list[Figure]) -> None:
    """Each figure was found in each round, and is more than nothing."""
    assert len(figures) > len(CASES)
    assert all(figure.held > 0 for figure in figures)


def test_what_is_promised_is_among_the_figures(figures: list[Figure]) -> None:
    """An event, an opening, the gateway, two commands, the start, and the memory at rest."""
    promised = {figure.what for figure in figures if figure.verdict}

    assert {
        "accept a signed event of 5 KB",
        "open a checkout, over Stripe",
        "`alma-checkout eligibility`",
        "`alma-checkout show`",
        "start of the server, until it is ready",
        "memory of the server at rest",
    } < promised
