"""One pipe for all that is logged: what goes with a line, in JSON, and without secrets (R82, R92)."""

import json
import sys
from pathlib import Path

import pytest
from structlog.contextvars import bound_contextvars

from entrypoints.known_secrets import known_secrets
from tests.support.command_line import started
from tests.support.pipe import Pipe

SECRET = "pi_3Velvet_secret_4Hush5"


def test_a_line_is_a_json_object_for_machines() -> None:
    """With its time, its level, who says it, and what goes with it."""
    pipe = Pipe()
    with bound_contextvars(request_id="req-1", checkout="co_velvet-armchair"):
        pipe.log.warning("Waited %s seconds", 3, extra={"status": 503})
    [line] = pipe.lines

    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "Waited 3 seconds",
        "level": "warning",
        "logger": "entrypoints.velvet",
        "request_id": "req-1",
        "checkout": "co_velvet-armchair",
        "status": 503,
    }


def fail() -> None:
    """Fail over something that failed."""
    try:
        int(f"No {SECRET}")
    except ValueError as error:
        raise LookupError("postgresql://ada:4Hush5@db.example/shop") from error


@pytest.mark.parametrize("terminal", [True, False])
def test_a_traceback_is_told_without_its_secrets(*, terminal: bool) -> None:
    """R92: neither in what was raised, nor in what it came from."""
    pipe = Pipe(terminal=terminal)
    try:
        fail()
    except LookupError:
        pipe.log.exception("A bug with %s", SECRET)
    told = pipe.written.getvalue()

    assert "4Hush5" not in told
    assert "Traceback" in told
    assert "pi_3Velvet_secret_[redacted]" in told
    assert "postgresql://db.example/shop" in told


def test_a_line_is_readable_on_a_terminal() -> None:
    """One sentence, with what goes with it; in colours unless they are not wanted."""
    plain, bright = Pipe(terminal=True), Pipe(terminal=True, colors=True)
    plain.log.warning("The armchair waits", extra={"checkout": "co_1"})
    bright.log.warning("The armchair waits")

    assert "[warning  ] The armchair waits" in plain.written.getvalue()
    assert "checkout=co_1" in plain.written.getvalue()
    assert "\x1b[" not in plain.written.getvalue()
    assert "\x1b[" in bright.written.getvalue()


QUOTED = "No\n2026-11-24 [error] Forged\r\x1b[2J\x85\u2028"


@pytest.mark.parametrize("terminal", [True, False])
def test_who_is_quoted_begins_no_line_and_steers_no_terminal(*, terminal: bool) -> None:
    """Whoever reads the log knows what was said by us."""
    pipe = Pipe(terminal=terminal)
    pipe.log.warning("The provider says %s", QUOTED, extra={"path": QUOTED})

    assert len(pipe.written.getvalue().splitlines()) == 1
    assert "\x1b" not in pipe.written.getvalue()
    assert "Forged" in pipe.written.getvalue()


def test_what_was_quoted_is_whole_for_machines() -> None:
    """Nothing is lost by the way it is written."""
    pipe = Pipe()
    pipe.log.warning("%s", QUOTED)

    assert pipe.lines[0]["event"] == QUOTED


def test_a_traceback_keeps_its_lines_on_a_terminal_and_steers_nothing() -> None:
    """What was raised may quote somebody too."""
    pipe = Pipe(terminal=True)
    pipe.log.warning("No number", exc_info=(ValueError, ValueError("\x1b[2J"), None))
    told = pipe.written.getvalue()

    assert told.count("\n") >= 2
    assert "\\x1b[2J" in told
    assert "\x1b" not in told


def test_what_goes_with_a_line_is_redacted_as_well() -> None:
    """R82: what is set is known in any form."""
    pipe = Pipe("harbour-at-noon")
    pipe.log.warning("Sent", extra={"key": "harbour-at-noon", "headers": {"cookie": "a"}, "error": ValueError(SECRET)})

    assert {name: pipe.lines[0][name] for name in ("key", "headers", "error")} == {
        "key": "[redacted]",
        "headers": {"cookie": "[redacted]"},
        "error": "ValueError('pi_3Velvet_secret_[redacted]')",
    }


def test_what_is_set_is_known() -> None:
    """R82: every key and password, and no name of a key or setting."""
    found = set(
        known_secrets(
            {
                "ALMA_CHECKOUT_API_KEYS": "shop:harbour, noon",
                "ALMA_CHECKOUT_DATABASE_URL": "postgresql://ada:p%40ss@db/shop",
                "ALMA_CHECKOUT_EVENTS_SECRET": "evening",
                "STRIPE_WEBHOOK_SECRET": "whsec_1,whsec_2",
                "STRIPE_API_BASE": "https://api.stripe.com",
                "PGPASSWORD": "tide",
                "LS_KEY": "colour",
            }
        )
    )

    assert found == {"shop:harbour", "harbour", "noon", "p%40ss", "p@ss", "evening", "whsec_1", "whsec_2", "tide"}


def test_a_database_without_password_has_no_secret() -> None:
    """Nothing to look for, and nothing made up."""
    assert set(known_secrets({"ALMA_CHECKOUT_DATABASE_URL": "postgresql://ada@db/shop"})) == set()
    assert set(known_secrets({"ALMA_CHECKOUT_DATABASE_URL": "sqlite:///shop.db"})) == set()


def test_what_nobody_catches_is_told_in_the_pipe(tmp_path: Path) -> None:
    """R92: the end of a program, too, with its warnings, and without what is set."""
    program = (
        "import os, warnings\nfrom entrypoints.logs import set_up\nfrom entrypoints.settings import from_environment\n"
        "set_up(from_environment(os.environ))\nwarnings.warn('mind pi_1_secret_4Hush5')\n"
        "raise SystemError('harbour-at-noon')"
    )
    ended = started(tmp_path, sys.executable, "-c", program, ALMA_CHECKOUT_API_KEYS="shop:harbour-at-noon")
    lines = [json.loads(line) for line in ended.stderr.splitlines()]

    assert ended.returncode == 1
    assert [(line["level"], line["logger"]) for line in lines] == [
        ("warning", "py.warnings"),
        ("critical", "entrypoints.logs"),
    ]
    assert "SystemError" in lines[1]["exception"]
    assert "4Hush5" not in ended.stderr
    assert "harbour" not in ended.stderr


@pytest.mark.parametrize("level", ["info", "Warning"])
def test_the_level_is_a_setting(tmp_path: Path, level: str) -> None:
    """However it is written."""
    program = (
        "import logging, os\nfrom entrypoints.logs import set_up\nfrom entrypoints.settings import from_environment\n"
        "set_up(from_environment(os.environ))\nlogging.getLogger('velvet').info('An armchair')"
    )
    ended = started(tmp_path, sys.executable, "-c", program, ALMA_CHECKOUT_LOG_LEVEL=level)

    assert ("An armchair" in ended.stderr) == (level == "info")
