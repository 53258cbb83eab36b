"""The features are a merchant's: no word of the machinery, short scenarios, each under the rule it speaks of."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd.feature import get_features
from pytest_bdd.parser import ScenarioTemplate

FEATURES = Path(__file__).parents[2] / "features"
MACHINERY = re.compile(
    r"\b(click\w*|buttons?|pages?|urls?|json|status codes?|endpoints?|webhooks?|paymentintents?|stripe|http)\b",
    re.IGNORECASE,
)
RULE_OF_ONES_OWN = re.compile(r"R\d+(, R\d+)* \S.+")


def machinery_in(text: str) -> list[str]:
    """The words that no merchant says; the system's own codes are names and may stand in quotation marks."""
    spoken = re.sub(r'"[^"\n]*"', "", text)
    return [found[0].lower() for found in MACHINERY.finditer(spoken)]


def scenarios() -> Iterator[ScenarioTemplate]:
    """Every scenario that is written."""
    for feature in get_features([str(FEATURES)]):
        yield from feature.scenarios.values()


def test_features_have_no_word_of_the_machinery() -> None:
    """The same sentences are spoken over every way in, so they are in the words of none."""
    found = [word for path in FEATURES.glob("**/*.feature") for word in machinery_in(path.read_text(encoding="utf-8"))]

    assert found == []


@pytest.mark.parametrize("sentence", ["When the customer clicks Pay", "Then the status code is 200", "Given a URL"])
def test_a_planted_word_of_the_machinery_is_found(sentence: str) -> None:
    """The check above can fail."""
    assert machinery_in(sentence)


def test_scenarios_have_two_to_five_steps() -> None:
    """A scenario that is longer is two, and one that is shorter says nothing."""
    lengths = {scenario.name: len(scenario._steps) for scenario in scenarios()}

    assert {name: steps for name, steps in lengths.items() if not 2 <= steps <= 5} == {}


def test_every_scenario_stands_under_a_rule_with_its_id() -> None:
    """Whoever reads a scenario finds the rule, and whoever reads the rule finds the scenario."""
    astray = [
        scenario.name
        for scenario in scenarios()
        if scenario.rule is None or not RULE_OF_ONES_OWN.fullmatch(scenario.rule.name)
    ]

    assert astray == []


def test_no_two_scenarios_of_a_feature_have_one_name() -> None:
    """Of two with one name only the last would run."""
    for path in FEATURES.glob("**/*.feature"):
        names = re.findall(r"^\s*Scenario(?: Outline)?: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)

        assert sorted(names) == sorted(set(names)), path.name
