"""`alma-checkout doctor`, over Stripe's emulator: what it looks at, what it says, and how it ends."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from domain.ports.probe import Answered, Barrier, NotReached
from tests.doctor.world import TAKEN, URL, Shop
from tests.support.postgres import Server, postgres

__all__ = ["postgres"]

EVERYTHING = {
    "settings",
    "mode",
    "stripe_account",
    "alma",
    "clock",
    "webhook_endpoint",
    "webhook_secret",
    "database",
    "durability",
}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop in which everything is right."""
    return Shop(tmp_path).opened().subscribed()


def test_where_everything_is_right_nobody_is_needed(shop: Shop) -> None:
    """Exit code 0; each thing is one line, and one document."""
    typed, document = shop.type(), shop.examined()

    assert (typed.exit_code, typed.stderr) == (0, "")
    assert typed.stdout.endswith("\n\nEverything is right.\n")
    assert document["healthy"] is True
    assert {check["name"] for check in document["checks"]} == EVERYTHING
    assert {(check["result"], check["cure"]) for check in document["checks"]} == {("ok", None)}
    assert shop.server.urls == [URL, URL]


def test_a_problem_needs_a_person(shop: Shop) -> None:
    """Exit code 1, and it is all printed as usual."""
    shop.emulator.settings.alma_enabled = False
    typed, document = shop.type(), shop.type("--json")

    assert (typed.exit_code, document.exit_code) == (1, 1)
    assert "\nproblem  The account may not take payments with Alma.\n         Cure: Turn Alma on at" in typed.stdout
    assert typed.stdout.endswith("\n\n1 problem.\n")
    assert '"healthy": false' in document.stdout


def test_a_warning_alone_needs_nobody(shop: Shop) -> None:
    """Exit code 0."""
    shop.clock.advance(timedelta(seconds=30))
    typed = shop.type()

    assert typed.exit_code == 0
    assert "warning  Our clock is 29 s ahead of Stripe's.\n         Cure: timedatectl set-ntp true\n" in typed.stdout
    assert typed.stdout.endswith("\n\n1 warning.\n")


def test_nothing_is_changed_by_looking(shop: Shop) -> None:
    """Neither at Stripe nor in the store."""
    shop.emulator.settings.alma_enabled = False
    shop.emulator.heard.clear()
    shop.type()

    assert sorted(kind for kind, _ in shop.emulator.heard) == ["account.retrieve", "webhook_endpoints.list"]


@pytest.mark.parametrize(
    ("settings", "troubles"),
    [
        ({"STRIPE_SECRET_KEY": "sk_test_of_somebody_else"}, {"stripe_account": "problem"}),
        ({"STRIPE_SECRET_KEY": "rubbish"}, {"settings": "problem", "stripe_account": "warning"}),
        ({"STRIPE_WEBHOOK_SECRET": ""}, {"settings": "problem"}),
        ({"ALMA_CHECKOUT_PUBLIC_URL": "https://other.example"}, {"webhook_endpoint": "problem"}),
        (
            {"ALMA_CHECKOUT_PUBLIC_URL": "other"},
            {"settings": "problem", "webhook_secret": "warning"},
        ),
        ({"ALMA_CHECKOUT_DATABASE_URL": "mysql://velvet"}, {"settings": "problem", "database": "warning"}),
        ({"ALMA_CHECKOUT_DATABASE_URL": "memory://"}, {"database": "warning"}),
        (
            {"ALMA_CHECKOUT_GATEWAY": ""},
            {"settings": "problem", "stripe_account": "warning", "webhook_secret": "warning"},
        ),
    ],
)
def test_it_starts_with_whatever_it_finds(tmp_path: Path, settings: dict[str, str], troubles: dict[str, str]) -> None:
    """And looks as far as the settings allow."""
    Shop(tmp_path).opened()
    shop = Shop(tmp_path, **settings).subscribed() if "SECRET_KEY" not in str(settings) else Shop(tmp_path, **settings)

    assert shop.troubles() == troubles


def test_stripe_that_gives_no_answer_is_told_once(shop: Shop) -> None:
    """And the rest is looked at all the same."""
    shop.emulator.faults.unreachable()
    messages = [check["message"] for check in shop.examined()["checks"] if check["name"] == "stripe_account"]

    assert messages == ["Stripe gives no answer at https://api.stripe.com."]
    assert shop.troubles() == {"stripe_account": "problem"}


def test_a_restricted_key_may_not_see_everything(shop: Shop) -> None:
    """Each thing that it may not see is a warning; what it may is looked at."""
    shop.emulator.faults.refuse("webhook_endpoints.list", None, status=403)
    told = [check for check in shop.examined()["checks"] if check["result"] == "warning"]

    assert [check["message"] for check in told] == ["Our key may not tell its webhook endpoints."]


def test_an_endpoint_is_looked_at(shop: Shop) -> None:
    """By what Stripe says of it."""
    shop.emulator.faults.lift()
    endpoints = [thing for name, thing in shop.emulator.account.objects.items() if name.startswith("we_")]
    endpoints[0].status = "disabled"  # type: ignore[union-attr]  # by its name it is an endpoint

    assert shop.troubles() == {"webhook_endpoint": "problem"}


def test_the_server_is_probed(shop: Shop) -> None:
    """At the public address, with each secret."""
    shop.server.probed = (TAKEN, Answered(400, code="invalid_signature"))
    differs = shop.troubles()
    shop.server.probed = (NotReached(Barrier.REFUSED),)

    assert differs == {"webhook_secret": "problem"}
    assert shop.troubles() == {"webhook_secret": "warning"}


def test_a_database_of_another_mode_is_a_problem(tmp_path: Path) -> None:
    """It is named, and so is the way out."""
    shop = Shop(tmp_path).opened("live").subscribed()

    assert shop.troubles() == {"database": "problem"}
    assert "belongs to live, not to test." in " ".join(shop.type().stdout.split())


@pytest.mark.parametrize("version", [1, 99])
def test_a_database_of_another_version_is_left_as_it_is(shop: Shop, tmp_path: Path, version: int) -> None:
    """Other commands bring an earlier one up; this one only tells."""
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file:
        file.execute(f"PRAGMA user_version = {version}")
    troubles = shop.troubles()
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file:
        after = file.execute("PRAGMA user_version").fetchone()

    assert troubles == {"database": "warning" if version == 1 else "problem"}
    assert after == (version,)


def test_a_server_of_databases_is_looked_at(tmp_path: Path, postgres: Server) -> None:
    """This one does not wait for its disk."""
    shop = Shop(tmp_path, ALMA_CHECKOUT_DATABASE_URL=postgres.fresh()).opened().subscribed()

    assert shop.troubles() == {"durability": "problem"}
    assert "psql: ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();" in " ".join(shop.type().stdout.split())


def test_a_database_that_is_missing_is_not_made(tmp_path: Path) -> None:
    """And told on standard output, as everything is."""
    shop = Shop(tmp_path).subscribed()
    typed = shop.type()

    assert typed.stderr == ""
    assert f"warningThereisnodatabaseyetat{tmp_path}/shop.db" in "".join(typed.stdout.split())
    assert list(tmp_path.iterdir()) == []


def test_on_the_sandbox_nothing_of_stripe_is_needed(tmp_path: Path) -> None:
    """One line says so."""
    shop = Shop(tmp_path, ALMA_CHECKOUT_GATEWAY="sandbox", STRIPE_SECRET_KEY="")
    shop.opened("sandbox")

    assert shop.results() == {"settings": "ok", "stripe_account": "ok", "database": "ok", "durability": "ok"}
    assert (shop.server.urls, shop.emulator.heard) == ([], [])
    assert "Nothing is needed of Stripe: the sandbox takes the payments." in shop.type().stdout


def test_every_line_fits_a_terminal(tmp_path: Path) -> None:
    """With all that can be wrong; only an address may be longer."""
    shop = Shop(
        tmp_path,
        ALMA_CHECKOUT_OPEN_FOR="1y",
        ALMA_CHECKOUT_PUBLIC_URL="http://pay.shop.example",
        ALMA_CHECKOUT_ALMA_MINIMUM="no",
    )
    shop.emulator.settings.capability = "pending"
    shop.server.probed = (Answered(400, code="invalid_signature"),)
    lines = shop.type().stdout.splitlines()

    assert [line for line in lines if len(line) > 80 and "://" not in line and "/" not in line] == []
    assert len(lines) > 12


def test_no_secret_is_told(tmp_path: Path) -> None:
    """R82, R92: whatever is wrong with them."""
    shop = Shop(
        tmp_path,
        STRIPE_SECRET_KEY="sk_test_hush",
        STRIPE_WEBHOOK_SECRET="whsec_hush,whsec_hush2,whsec_hush3",
        ALMA_CHECKOUT_API_KEYS="shop:sha256$hush",
        ALMA_CHECKOUT_DATABASE_URL="postgresql://shop:hush@nowhere.invalid/sales",
    )
    told = shop.type().stdout + shop.type("--json").stdout

    assert "Nobody knows the host of postgresql://nowhere.invalid/sales" in told
    assert "hush" not in told
