"""A setting that cannot be used is told by name, in one sentence, and its value never (R26, R83)."""

from base64 import b64encode
from pathlib import Path

import pytest

from entrypoints.bad_settings import BadSettings
from entrypoints.guards import check
from entrypoints.settings import Settings, from_environment

SECRET = "sk_live_hush"
TWENTY_THREE_BYTES, SIXTY_FIVE_BYTES = (b64encode(b"x" * size).decode() for size in (23, 65))
LIVE = {
    "ALMA_CHECKOUT_GATEWAY": "stripe",
    "ALMA_CHECKOUT_PUBLIC_URL": "https://pay.shop.example",
    "ALMA_CHECKOUT_API_KEYS": "shop:hush-hush-hush-hush-hush",
    "STRIPE_SECRET_KEY": SECRET,
    "STRIPE_PUBLISHABLE_KEY": "pk_live_1",
    "STRIPE_WEBHOOK_SECRET": "whsec_hush",
    "ALMA_CHECKOUT_EVENTS_URL": "https://shop.example/events?token=hush",
    "ALMA_CHECKOUT_EVENTS_SECRET": "whsec_aHVzaGh1c2hodXNoaHVzaGh1c2hodXNo",
}


def problems(environment: dict[str, str], host: str = "127.0.0.1") -> tuple[str, ...]:
    """Give what the guards at the start say."""
    try:
        check(Settings(environment), host=host)
    except BadSettings as bad:
        return bad.problems
    return ()


def test_a_key_that_can_be_guessed_opens_nothing_where_real_money_moves() -> None:
    """R83: of one that is set as its hash nobody knows."""
    keys = {"ALMA_CHECKOUT_API_KEYS": f"shop:{19 * 'x'},desk:{20 * 'x'},bookkeeping:sha256${64 * '0'}"}
    test = {"STRIPE_SECRET_KEY": "sk_test_1", "STRIPE_PUBLISHABLE_KEY": "pk_test_1"}

    assert problems(LIVE | keys) == (
        "ALMA_CHECKOUT_API_KEYS: shop must have 20 characters or more with a live key of Stripe.",
    )
    assert problems(LIVE | keys | test) == ()


def test_nothing_needs_to_be_set_to_try_it() -> None:
    """The sandbox on loopback is the default."""
    settings = Settings({})

    assert problems({}) == ()
    assert (settings.gateway, settings.mode, settings.database_url) == (
        "sandbox",
        "sandbox",
        "sqlite:///alma-checkout.db",
    )


def test_real_money_starts_with_all_that_it_needs() -> None:
    """R26, R83: keys of one mode, a webhook secret, https."""
    settings = Settings(LIVE)

    assert problems(LIVE, host="0.0.0.0") == ()  # noqa: S104 -- as behind a proxy
    assert (settings.mode, settings.stripe.api_base) == ("live", "https://api.stripe.com")
    assert not settings.addresses.test_mode


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALMA_CHECKOUT_GATEWAY", "paypal"),
        ("ALMA_CHECKOUT_DATABASE_URL", "mysql://hush"),
        ("ALMA_CHECKOUT_DATABASE_URL", "sqlite:///"),
        ("ALMA_CHECKOUT_PUBLIC_URL", "pay.example/hush"),
        ("ALMA_CHECKOUT_PUBLIC_URL", "https://hush@pay.example"),
        ("ALMA_CHECKOUT_PUBLIC_URL", "https://pay.example/?hush"),
        ("ALMA_CHECKOUT_PUBLIC_URL", "https://[hush"),
        ("ALMA_CHECKOUT_PUBLIC_URL", "https://pay.example:hush"),
        ("ALMA_CHECKOUT_PUBLIC_URL", "https://höush.example"),
        ("ALMA_CHECKOUT_API_KEYS", "sh op:hush"),
        ("ALMA_CHECKOUT_API_KEYS", "shop:"),
        ("ALMA_CHECKOUT_API_KEYS", "shop:hush-clé"),
        ("ALMA_CHECKOUT_API_KEYS", "shop:hu\tsh"),
        ("ALMA_CHECKOUT_API_KEYS", "sweep:hush"),
        ("ALMA_CHECKOUT_API_KEYS", "shop:hush,Webhook:hush"),
        ("ALMA_CHECKOUT_API_KEYS", "shop:sha256$hush"),
        ("ALMA_CHECKOUT_ALMA_MINIMUM", "50.00 hush"),
        ("ALMA_CHECKOUT_ALMA_MINIMUM", "0"),
        ("ALMA_CHECKOUT_ALMA_MINIMUM", "600000"),
        ("ALMA_CHECKOUT_ALMA_MAXIMUM", "-1"),
        ("ALMA_CHECKOUT_ALMA_COUNTRIES", "FR,hush"),
        ("ALMA_CHECKOUT_ALMA_COUNTRIES", "FR,XX"),
        ("ALMA_CHECKOUT_OPEN_FOR", "59m"),
        ("ALMA_CHECKOUT_OPEN_FOR", "7d"),
        ("ALMA_CHECKOUT_OPEN_FOR", "hush"),
        ("ALMA_CHECKOUT_RATE_LIMIT", "hush/minute"),
        ("ALMA_CHECKOUT_RATE_LIMIT", "0/minute"),
        ("ALMA_CHECKOUT_LOG_LEVEL", "hush"),
        ("STRIPE_SECRET_KEY", "pk_live_hush"),
        ("STRIPE_SECRET_KEY", ""),
        ("STRIPE_PUBLISHABLE_KEY", "pk_test_hush"),
        ("STRIPE_PUBLISHABLE_KEY", ""),
        ("STRIPE_PUBLISHABLE_KEY", "sk_live_hush"),
        ("STRIPE_WEBHOOK_SECRET", ""),
        ("STRIPE_WEBHOOK_SECRET", "hush"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_1,whsec_2,whsec_hush"),
        ("STRIPE_API_BASE", "https://stripe.hush.example"),
        ("STRIPE_API_BASE", "hush"),
        ("STRIPE_API_BASE", "https://[hush"),
        ("ALMA_CHECKOUT_EVENTS_URL", "http://shop.example/hush"),
        ("ALMA_CHECKOUT_EVENTS_URL", "https://hush@shop.example/"),
        ("ALMA_CHECKOUT_EVENTS_URL", "shop.example/hush"),
        ("ALMA_CHECKOUT_EVENTS_URL", "https://[hush"),
        ("ALMA_CHECKOUT_EVENTS_URL", "https://shop.example:hush"),
        ("ALMA_CHECKOUT_EVENTS_URL", "https://shop.example/ hush"),
        ("ALMA_CHECKOUT_EVENTS_URL", "https://shop.example/#hush"),
        ("ALMA_CHECKOUT_EVENTS_URL", ""),
        ("ALMA_CHECKOUT_EVENTS_SECRET", ""),
        ("ALMA_CHECKOUT_EVENTS_SECRET", "aHVzaGh1c2hodXNoaHVzaGh1c2hodXNo"),
        ("ALMA_CHECKOUT_EVENTS_SECRET", "whsec_hush"),
        ("ALMA_CHECKOUT_EVENTS_SECRET", "whsec_hush!"),
        ("ALMA_CHECKOUT_EVENTS_SECRET", f"whsec_{TWENTY_THREE_BYTES}"),
        ("ALMA_CHECKOUT_EVENTS_SECRET", f"whsec_{SIXTY_FIVE_BYTES}"),
        ("ALMA_CHECKOUT_EVENTS_SECRET", "whsec_aHVzaGh1c2hodXNoaHVzaGh1c2hodXNo,"),
        ("ALMA_CHECKOUT_PUBLIC_URL", "http://pay.shop.example"),
        ("ALMA_CHECKOUT_API_KEYS", ""),
    ],
)
def test_a_bad_setting_is_told_by_name_and_never_by_value(name: str, value: str) -> None:
    """R26, R83: one sentence for each."""
    (told,) = problems(LIVE | {name: value}, host="0.0.0.0")  # noqa: S104 -- as behind a proxy

    assert name in told
    assert told.endswith(".")
    assert "hush" not in told


def test_all_problems_are_told_at_once() -> None:
    """Nobody starts a server five times to learn of five mistakes."""
    told = problems(LIVE | {"ALMA_CHECKOUT_OPEN_FOR": "1s", "STRIPE_WEBHOOK_SECRET": "", "STRIPE_API_BASE": "x"})

    assert [sentence.split()[0] for sentence in told] == [
        "ALMA_CHECKOUT_OPEN_FOR",
        "STRIPE_WEBHOOK_SECRET",
        "STRIPE_API_BASE",
    ]


@pytest.mark.parametrize(
    ("environment", "host", "name"),
    [
        ({}, "0.0.0.0", "ALMA_CHECKOUT_GATEWAY"),  # noqa: S104 -- what is refused
        ({"ALMA_CHECKOUT_PUBLIC_URL": "https://pay.example"}, "127.0.0.1", "ALMA_CHECKOUT_GATEWAY"),
        ({"STRIPE_SECRET_KEY": "sk_test_1"}, "127.0.0.1", "ALMA_CHECKOUT_GATEWAY"),
        (
            {"ALMA_CHECKOUT_GATEWAY": "sandbox", "ALMA_CHECKOUT_PUBLIC_URL": "https://pay.example"},
            "127.0.0.1",
            "ALMA_CHECKOUT_API_KEYS",
        ),
    ],
)
def test_the_sandbox_is_not_shown_to_the_world_by_accident(environment: dict[str, str], host: str, name: str) -> None:
    """It is the default on loopback alone, and said outright elsewhere, with keys."""
    assert name in " ".join(problems(environment, host))


def test_an_emulator_may_stand_in_for_stripe_on_this_machine() -> None:
    """R26: loopback, with a path, even with a live key."""
    settings = Settings(LIVE | {"STRIPE_API_BASE": "http://127.0.0.1:9/emulator/"})

    assert settings.stripe.api_base == "http://127.0.0.1:9/emulator"


def test_two_webhook_secrets_are_read() -> None:
    """R82: while one replaces the other."""
    settings = Settings(LIVE | {"STRIPE_WEBHOOK_SECRET": "whsec_1 , whsec_2"})

    assert settings.stripe.webhook_secrets == ("whsec_1", "whsec_2")


@pytest.mark.parametrize("size", [24, 64])
def test_the_shop_s_events_need_an_address_and_a_secret(size: int) -> None:
    """R87: of 24 to 64 bytes, one or two; http is for this machine alone."""
    secret = f"whsec_{b64encode(b'x' * size).decode()}"
    set_so = {"ALMA_CHECKOUT_EVENTS_URL": "http://127.0.0.1:9/e", "ALMA_CHECKOUT_EVENTS_SECRET": f"{secret}, {secret}"}

    assert problems(set_so) == ()
    assert Settings(set_so).events.receiver == ("http://127.0.0.1:9/e", (secret, secret))
    assert Settings(set_so).events.wanted


def test_without_an_address_nobody_listens() -> None:
    """R86: it is not an error."""
    assert Settings({}).events.receiver is None
    assert not Settings({}).events.wanted


def test_settings_do_not_show_what_they_hold() -> None:
    """R82, R92: not in a traceback either."""
    assert "hush" not in repr(Settings(LIVE).events)
    assert SECRET not in repr(Settings(LIVE))
    assert SECRET not in repr(Settings(LIVE).stripe)


def test_keys_are_kept_as_hashes_and_have_names() -> None:
    """A key may be given hashed, and one without a name is counted."""
    digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    shop, second = Settings({"ALMA_CHECKOUT_API_KEYS": f"shop:sha256${digest}, other"}).api_keys

    assert (shop.name, second.name) == ("shop", "key-2")
    assert shop.fits("hello")
    assert not shop.fits("hallo")
    assert "other" not in repr(second)


def test_the_environment_goes_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `.env` file lies beneath."""
    (tmp_path / ".env").write_text("ALMA_CHECKOUT_OPEN_FOR=2h\nALMA_CHECKOUT_OPERATOR=ada\n")
    monkeypatch.chdir(tmp_path)
    settings = from_environment({"ALMA_CHECKOUT_OPEN_FOR": "3h"})

    assert settings.open_for.total_seconds() == 3 * 3_600
    assert settings.operator == "ada"


@pytest.mark.parametrize("name", ["a\x00b", "\u200b", "\u202eada", "x" * 201, "sweep", "Customer"])
def test_an_operator_whose_name_cannot_be_shown_is_told(name: str) -> None:
    """R90: it would stand in the timeline, as something or somebody else."""
    with pytest.raises(BadSettings, match="OPERATOR"):
        _ = Settings({"ALMA_CHECKOUT_OPERATOR": name}).operator
