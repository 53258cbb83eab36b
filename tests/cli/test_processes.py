"""The installed program: its settings, its database, its pipes."""

import json
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import ORDER_1001
from tests.support.command_line import ALMA_CHECKOUT, started
from tests.support.terminal import on_a_terminal


def typed(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `alma-checkout` as a process of its own in a folder."""
    return started(folder, ALMA_CHECKOUT, *words, **settings)


def test_two_processes_share_one_database(tmp_path: Path) -> None:
    """The sandbox's payments too: one opens and sends, one decides, another settles."""
    checkout_id = json.loads(typed(tmp_path, "open", *ORDER_1001, "--json").stdout)["id"]
    typed(tmp_path, "pay", checkout_id)
    typed(tmp_path, "sandbox", "approve", checkout_id)
    settled = typed(tmp_path, "settle", checkout_id)

    assert settled.stdout.startswith(f"{checkout_id} is paid, at 149.90 EUR.")


@pytest.mark.parametrize(
    ("words", "exit_code"), [(["list"], 0), (["sweep"], 0), (["show", "co_1"], 1), (["cancel", "co_1"], 1)]
)
def test_a_missing_database_is_named_and_not_made(tmp_path: Path, words: list[str], exit_code: int) -> None:
    """Other commands answer as for an empty one."""
    result = typed(tmp_path, *words)

    assert result.returncode == exit_code
    assert result.stderr.splitlines()[0] == f"There is no database yet: {tmp_path}/alma-checkout.db"
    assert list(tmp_path.iterdir()) == []


def test_opening_makes_the_database(tmp_path: Path) -> None:
    """And says nothing of it."""
    result = typed(tmp_path, "open", *ORDER_1001)

    assert result.returncode == 0
    assert "database" not in result.stderr
    assert (tmp_path / "alma-checkout.db").exists()


def test_the_database_can_be_made_beforehand_again_and_again(tmp_path: Path) -> None:
    """It says where it is."""
    first, again = typed(tmp_path, "database", "upgrade"), typed(tmp_path, "database", "upgrade", "--json")

    assert first.stdout == f"The database is ready: {tmp_path}/alma-checkout.db\n"
    assert json.loads(again.stdout) == {"database": f"{tmp_path}/alma-checkout.db", "ready": True}


def test_settings_are_read_from_a_file_beneath_the_environment(tmp_path: Path) -> None:
    """What the environment says wins."""
    (tmp_path / ".env").write_text("ALMA_CHECKOUT_OPERATOR=marie\nALMA_CHECKOUT_ALMA_MINIMUM=10000\n")
    from_file = typed(tmp_path, "eligibility", "99.99", "EUR", "--country", "FR")
    from_environment = typed(
        tmp_path, "eligibility", "99.99", "EUR", "--country", "FR", ALMA_CHECKOUT_ALMA_MINIMUM="5000"
    )

    assert "Alma takes 100.00 EUR or more" in from_file.stdout
    assert "Alma is offered" in from_environment.stdout


def test_a_file_of_settings_that_is_no_text_is_told(tmp_path: Path) -> None:
    """Not by a traceback."""
    (tmp_path / ".env").write_bytes(b"\xff\xfeA")
    result = typed(tmp_path, "list")

    assert result.returncode == 2
    assert result.stderr == "invalid_settings: The file .env cannot be read as UTF-8 text.\n"


def test_a_pipe_that_is_closed_is_no_error(tmp_path: Path) -> None:
    """`alma-checkout ... | true` says nothing."""
    result = started(tmp_path, "bash", "-c", f"{ALMA_CHECKOUT} completion bash | true; {ALMA_CHECKOUT} --help | true")

    assert result.stderr == ""


def test_a_terminal_that_cannot_show_a_name_shows_the_rest(tmp_path: Path) -> None:
    """Letters it does not have become question marks."""
    typed(tmp_path, "open", "--order", "椅子", *ORDER_1001[2:])
    result = typed(tmp_path, "list", PYTHONIOENCODING="latin-1")

    assert result.returncode == 0
    assert "??" in result.stdout


def test_colour_is_for_terminals_that_want_it(tmp_path: Path) -> None:
    """The code of a refusal is red there; a pipe, a file and NO_COLOR get plain text."""
    seen = on_a_terminal(tmp_path, "show", "co_1")
    plain = on_a_terminal(tmp_path, "show", "co_1", NO_COLOR="1")
    piped = typed(tmp_path, "show", "co_1").stderr

    assert "\x1b[31mcheckout_not_found\x1b[0m: There is no checkout co_1." in seen
    assert "\x1b" not in plain + piped


def test_an_interruption_ends_it_quietly(tmp_path: Path) -> None:
    """Ctrl+C while the database is busy: exit code 130 and no traceback."""
    typed(tmp_path, "database", "upgrade")
    with closing(sqlite3.connect(tmp_path / "alma-checkout.db", isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        waiting = subprocess.Popen(
            [ALMA_CHECKOUT, "open", *ORDER_1001], cwd=tmp_path, stderr=subprocess.PIPE, text=True
        )
        time.sleep(1)
        waiting.send_signal(signal.SIGINT)
        busy.execute("ROLLBACK")
        _, told = waiting.communicate(timeout=60)

    assert (waiting.returncode, told.strip()) == (130, "")
