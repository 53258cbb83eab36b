"""Every scenario of every feature, in every assembly."""

import pytest
from pytest_bdd import scenarios

from tests.acceptance.assemblies import Assembly

pytest_plugins = [
    f"tests.acceptance.steps.{theme}"
    for theme in (
        "asking",
        "opening",
        "paying",
        "providing",
        "dealing",
        "disputing",
        "operating",
        "narrowing",
        "watching",
        "telling",
    )
]


@pytest.fixture(autouse=True)
def in_every_assembly(assembly: Assembly) -> None:
    """Multiply the scenarios: only what is used by itself does."""


scenarios(".")
