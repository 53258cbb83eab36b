"""A setting that is misspelled is told, since the default would hold in its place without a word."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

import pytest

from entrypoints.bad_settings import BadSettings
from entrypoints.event_settings import EventSettings
from entrypoints.misspelled import KNOWN, misspelled
from entrypoints.settings import Settings
from entrypoints.stripe_settings import StripeSettings
from tests.unit.test_settings import LIVE


class Remembering(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__(environment)
        self.asked: set[str] = set()

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]  # as settings ask
        """Give the value of a variable."""
        self.asked.add(name)
        return super().get(name, default)


def every_property(*settings: object) -> Iterator[None]:
    """Read whatever there is to be read."""
    for one in settings:
        for name in vars(type(one)):
            with suppress(BadSettings):
                yield getattr(one, name)


def test_every_setting_that_is_read_is_known() -> None:
    """And nothing else is."""
    environment = Remembering(LIVE)
    list(every_property(Settings(environment), StripeSettings(environment), EventSettings(environment)))

    assert environment.asked == set(KNOWN)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ALMA_CHECKOUT_DATABSE_URL", "ALMA_CHECKOUT_DATABASE_URL"),
        ("ALMA_CHECKOUT_API_KEY", "ALMA_CHECKOUT_API_KEYS"),
        ("ALMA_CHECKOUT_SPEED", None),
        ("STRIPE_SECRT_KEY", "STRIPE_SECRET_KEY"),
    ],
)
def test_what_is_misspelled_is_found_with_what_is_meant(name: str, meant: str | None) -> None:
    """Where something is like it."""
    found = [(one.name, one.meant) for one in misspelled(LIVE | {name: "x"})]

    assert found == [(name, meant)]


@pytest.mark.parametrize("name", ["STRIPE_CLI_TELEMETRY_OPTOUT", "STRIPE_DEVICE_NAME", "PATH", "alma_checkout_gateway"])
def test_what_belongs_to_other_programs_is_left_alone(name: str) -> None:
    """Stripe's own tools have settings too."""
    assert list(misspelled({name: "x"})) == []
