"""What the doctor says of settings, and of keys against addresses (R26)."""

import pytest

from entrypoints.doctor import settings as told
from entrypoints.doctor.check import Check, ok
from entrypoints.doctor.settings import of_mode, of_settings
from entrypoints.guards import check
from entrypoints.settings import Settings
from tests.unit.test_settings import LIVE

TEST = LIVE | {"STRIPE_SECRET_KEY": "sk_test_hush", "STRIPE_PUBLISHABLE_KEY": "pk_test_1"}


def results(checks: list[Check]) -> list[tuple[str, str]]:
    """Give name and result of each line."""
    return [(check.name, check.result) for check in checks]


@pytest.mark.parametrize("environment", [{}, LIVE, TEST])
def test_settings_that_can_be_used_are_one_line(environment: dict[str, str]) -> None:
    """Nobody reads twenty lines that say nothing."""
    assert list(of_settings(Settings(environment))) == [ok("settings", "The settings can be read.")]


def test_each_setting_that_cannot_be_used_is_a_problem_with_a_cure() -> None:
    """In the words of the guards at the start, with something that can be typed."""
    broken = LIVE | {"ALMA_CHECKOUT_OPEN_FOR": "1s", "ALMA_CHECKOUT_RATE_LIMIT": "many", "STRIPE_WEBHOOK_SECRET": ""}
    checks = list(of_settings(Settings(broken)))

    assert results(checks) == [("settings", "problem")] * 3
    assert [check.message.split()[0] for check in checks] == [
        "ALMA_CHECKOUT_OPEN_FOR",
        "ALMA_CHECKOUT_RATE_LIMIT",
        "STRIPE_WEBHOOK_SECRET",
    ]
    assert [check.cure for check in checks] == [
        "Set ALMA_CHECKOUT_OPEN_FOR=24h, in the environment or in .env.",
        "Set ALMA_CHECKOUT_RATE_LIMIT=100/minute, in the environment or in .env.",
        "alma-checkout doctor --fix-webhook makes an endpoint, and tells its secret.",
    ]


def test_a_setting_that_is_misspelled_is_told() -> None:
    """The default would hold in its place, and nobody would know."""
    (check,) = of_settings(Settings(LIVE | {"ALMA_CHECKOUT_OPENFOR": "12h"}))

    assert (check.result, check.message) == (
        "warning",
        "ALMA_CHECKOUT_OPENFOR is no setting: nothing reads it.",
    )
    assert check.cure == "Call it ALMA_CHECKOUT_OPEN_FOR, or remove it."


@pytest.mark.parametrize(
    ("variable", "example"),
    [(variable, example) for variable, example in told._EXAMPLES.items() if not example.endswith("...")],
)
def test_the_example_in_a_cure_is_taken(variable: str, example: str) -> None:
    """By the very guards that refuse what is there."""
    check(Settings(LIVE | {variable: example}), host="127.0.0.1")


def test_a_gateway_that_must_be_said_is_told() -> None:
    """Contradictions between settings are problems too."""
    checks = list(of_settings(Settings({"ALMA_CHECKOUT_PUBLIC_URL": "https://pay.shop.example"})))

    assert results(checks) == [("settings", "problem")] * 2
    assert "ALMA_CHECKOUT_GATEWAY=stripe" in (checks[0].cure or "")
    assert "ALMA_CHECKOUT_API_KEYS=shop:" in (checks[1].cure or "")


@pytest.mark.parametrize(
    ("environment", "result", "words"),
    [
        (LIVE, "ok", "real money moves"),
        (TEST, "ok", "no real money moves"),
        (TEST | {"ALMA_CHECKOUT_PUBLIC_URL": "http://127.0.0.1:8000"}, "ok", "no real money moves"),
        (TEST | {"ALMA_CHECKOUT_PUBLIC_URL": "http://pay.shop.example"}, "warning", "unencrypted"),
        (LIVE | {"ALMA_CHECKOUT_PUBLIC_URL": "http://pay.shop.example"}, "problem", "must be https with a live key"),
        (LIVE | {"ALMA_CHECKOUT_PUBLIC_URL": "https://localhost:8000"}, "problem", "no customer reaches"),
    ],
)
def test_the_mode_of_the_keys_is_held_against_the_address(environment: dict[str, str], result: str, words: str) -> None:
    """R26: and told once, not as a setting as well."""
    (line,) = of_mode(Settings(environment))

    assert (line.name, line.result) == ("mode", result)
    assert words in line.message
    assert (line.cure is None) is (result == "ok")
    assert results(list(of_settings(Settings(environment)))) == [("settings", "ok")]


@pytest.mark.parametrize("wrong", [{"STRIPE_SECRET_KEY": "hush"}, {"ALMA_CHECKOUT_PUBLIC_URL": "hush"}])
def test_a_mode_that_cannot_be_read_is_not_judged(wrong: dict[str, str]) -> None:
    """The setting is told already."""
    assert list(of_mode(Settings(LIVE | wrong))) == []


def test_the_sandbox_has_no_mode_to_hold_against_anything() -> None:
    """Nothing is handed out to anybody but this machine."""
    assert list(of_mode(Settings({}))) == []
