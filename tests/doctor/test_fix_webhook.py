"""`alma-checkout doctor --fix-webhook`: an endpoint as it should be, and a secret in one place and no other."""

import json
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.doctor.world import URL, Shop
from tests.support.stripe_emulator.objects import WebhookEndpoint

EVERY_TRY = 3


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop whose account has no endpoint yet."""
    return Shop(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a secret may go."""
    return tmp_path / "secret"


def fixed(shop: Shop, file: Path, *words: str) -> Result:
    """Have the endpoint fixed, and a new secret put into a file."""
    return shop.type("--fix-webhook", "--secret-file", str(file), *words)


def one_line(result: Result) -> str:
    """Give what was printed, without the ends of its lines."""
    return " ".join(result.stdout.split())


def endpoints(shop: Shop) -> list[WebhookEndpoint]:
    return shop.emulator.account.all(WebhookEndpoint)


def by_hand(shop: Shop, **facts: Any) -> WebhookEndpoint:
    """Have an endpoint that somebody made at the dashboard."""
    endpoint = WebhookEndpoint(
        id="we_byhand",
        url=URL,
        enabled_events=sorted(shop.account.events),
        created=0,
        secret="whsec_by_hand",
        api_version=shop.account.version,
    )
    return shop.emulator.account.add(replace(endpoint, **facts))


@contextmanager
def a_full_disk() -> Iterator[None]:
    """Have no file grow any more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_endpoint_is_made_and_its_secret_is_for_its_owner_alone(shop: Shop, file: Path) -> None:
    """In a file of mode 0600, and nowhere else."""
    done = fixed(shop, file)
    (made,) = endpoints(shop)

    assert done.exit_code == 0
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == (f"{made.secret}\n", 0o600)
    assert made.secret not in done.stdout + done.stderr
    assert f"Endpoint {made.id} for {URL} was made." in one_line(done)
    assert "STRIPE_WEBHOOK_SECRET" in done.stdout
    assert shop.results()["webhook_endpoint"] == "ok"


def test_it_is_told_as_a_document_too(shop: Shop, file: Path) -> None:
    """In the shape of every examination, with where the secret is, and never the secret."""
    told = fixed(shop, file, "--json")
    document = json.loads(told.stdout)
    (made,) = endpoints(shop)
    again = json.loads(fixed(shop, file.with_name("another"), "--json").stdout)

    assert (document["healthy"], document["checks"][0]["result"]) == (True, "ok")
    assert (document["endpoint"], document["done"], document["secret_file"]) == (made.id, "made", str(file))
    assert made.secret not in told.stdout + told.stderr
    assert (again["done"], again["secret_file"]) == ("right", None)


def test_what_is_corrected_keeps_its_secret_and_needs_no_file(shop: Shop, file: Path) -> None:
    """The file that was made for a new one is gone again."""
    endpoint = by_hand(shop, status="disabled", enabled_events=["refund.failed"], url=f"{URL}/")
    done = fixed(shop, file)

    assert done.exit_code == 0
    assert f"Endpoint we_byhand for {URL} was corrected. Its secret is the one it had, which" in " ".join(
        done.stdout.split()
    )
    assert (endpoint.status, endpoint.url) == ("enabled", URL)
    assert sorted(endpoint.enabled_events) == sorted(shop.account.events)
    assert not file.exists()


def test_one_of_another_version_is_replaced_and_disabled(shop: Shop, file: Path) -> None:
    """Since Stripe cannot change it."""
    old = by_hand(shop, api_version="2024-06-20")
    done = fixed(shop, file)
    new = next(one for one in endpoints(shop) if one is not old)

    assert done.exit_code == 0
    assert "Disabled in its place: we_byhand. Set its secret as STRIPE_WEBHOOK_SECRET, before" in " ".join(
        done.stdout.split()
    )
    assert (old.status, new.status, new.api_version) == ("disabled", "enabled", shop.account.version)
    assert file.read_text() == f"{new.secret}\n"


def test_without_a_terminal_and_a_file_it_refuses_before_it_does_anything(shop: Shop) -> None:
    """Exit code 2; nobody would see the secret, or a log would."""
    plain, document = shop.type("--fix-webhook"), shop.type("--fix-webhook", "--json")

    assert (plain.exit_code, plain.stdout) == (2, "")
    assert "secret-file" in plain.stderr
    assert json.loads(document.stdout)["errors"][0]["field"] == "secret-file"
    assert shop.emulator.heard == []


def test_a_file_that_is_there_is_not_overwritten(shop: Shop, file: Path) -> None:
    """Nor followed somewhere else; Stripe is not even asked."""
    file.write_text("something of value")
    link = file.with_name("link")
    link.symlink_to(file.with_name("elsewhere"))
    refused, linked = fixed(shop, file), fixed(shop, link)

    assert (refused.exit_code, linked.exit_code) == (2, 2)
    assert "is there already" in refused.stderr
    assert file.read_text() == "something of value"
    assert shop.emulator.heard == []


def test_a_file_that_cannot_be_made_is_told_before_anything_is_asked_for(shop: Shop, file: Path) -> None:
    """With its cause."""
    refused = fixed(shop, file / "deep")

    assert refused.exit_code == 2
    assert "cannot be made: No such file or directory" in refused.stderr
    assert shop.emulator.heard == []


def test_a_secret_that_cannot_be_written_is_not_lost_in_silence(shop: Shop, file: Path) -> None:
    """The new endpoint goes, the old one stays, and the cause is told."""
    old = by_hand(shop, api_version="2024-06-20")
    with a_full_disk():
        refused = fixed(shop, file)

    assert refused.exit_code == 2
    assert "cannot be written: File too large. The new endpoint goes." in refused.stderr
    assert (endpoints(shop), old.status, file.exists()) == ([old], "enabled", False)


def test_an_endpoint_whose_answer_was_lost_is_found_and_replaced(shop: Shop, file: Path) -> None:
    """Exit code 3, and the doctor says what is left of it until it is fixed again."""
    shop.emulator.faults.lose_answer("webhook_endpoints.create", times=EVERY_TRY)
    lost = fixed(shop, file)
    (unclaimed,) = endpoints(shop)
    looked = one_line(shop.type())
    again = fixed(shop, file)
    (made,) = endpoints(shop)

    assert (lost.exit_code, again.exit_code) == (3, 0)
    assert "provider_unavailable" in lost.stderr
    assert f"Nobody has the secret of endpoint {unclaimed.id}" in looked
    assert (made is unclaimed, file.read_text()) == (False, f"{made.secret}\n")


def test_a_secret_that_is_written_down_stays_whatever_happens_then(shop: Shop, file: Path) -> None:
    """Stripe gives no answer to what follows: the file is named, so that nobody wonders."""
    shop.emulator.faults.unreachable("webhook_endpoints.update")
    done = fixed(shop, file)

    assert done.exit_code == 3
    assert f"The secret of a new endpoint is in {file} all the same." in done.stderr
    assert file.read_text() == f"{endpoints(shop)[0].secret}\n"


def test_on_the_sandbox_there_is_nothing_to_fix(tmp_path: Path, file: Path) -> None:
    """Exit code 1, and no file is left."""
    shop = Shop(tmp_path, ALMA_CHECKOUT_GATEWAY="sandbox", STRIPE_SECRET_KEY="")
    refused = fixed(shop, file)

    assert (refused.exit_code, file.exists()) == (1, False)
    assert "sends no events" in refused.stderr


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"STRIPE_SECRET_KEY": "sk_live_velvet", "ALMA_CHECKOUT_PUBLIC_URL": "http://x.example"}, "PUBLIC_URL"),
        ({"ALMA_CHECKOUT_PUBLIC_URL": "velvet"}, "PUBLIC_URL"),
        ({"ALMA_CHECKOUT_GATEWAY": ""}, "GATEWAY"),
    ],
)
def test_settings_that_cannot_be_used_are_told_first(
    tmp_path: Path, file: Path, settings: dict[str, str], named: str
) -> None:
    """R26: exit code 2, before anything is asked for."""
    shop = Shop(tmp_path, **settings)
    refused = fixed(shop, file)

    assert (refused.exit_code, shop.emulator.heard, file.exists()) == (2, [], False)
    assert named in refused.stderr


def test_a_file_for_no_secret_is_a_mistake(shop: Shop, file: Path) -> None:
    """Exit code 2."""
    refused = shop.type("--secret-file", str(file))

    assert (refused.exit_code, file.exists()) == (2, False)
    assert "--fix-webhook" in refused.stderr
