"""The server and the worker as programs of their own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.http.shop import ARMCHAIR
from tests.support.command_line import ALMA_CHECKOUT


def surroundings(**settings: str) -> dict[str, str]:
    """Give the environment of a program: what Python needs, and these settings."""
    kept = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COVERAGE_")}
    return kept | settings


@contextmanager
def running(folder: Path, *words: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """Run `alma-checkout` in a folder, and see to it that it ends."""
    command = [ALMA_CHECKOUT, *words]
    with subprocess.Popen(
        command, cwd=folder, env=surroundings(**settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def first_line(program: subprocess.Popen[str]) -> str:
    """Wait for a program to say something."""
    assert program.stdout

    return program.stdout.readline()


def ended(program: subprocess.Popen[str], by: signal.Signals) -> tuple[int, str, str]:
    """Tell a program to stop; give its exit code, and what it said after its first line."""
    program.send_signal(by)
    out, error = program.communicate(timeout=30)
    return program.returncode, out, error


def asked(address: str, method: str, path: str, body: object = None, *headers: tuple[str, str]) -> tuple[int, str]:
    """Call a server; give status and body."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.putrequest(method, path)
    for name, value in headers:
        connection.putheader(name, value)
    sent = b"" if body is None else json.dumps(body).encode()
    connection.putheader("Content-Length", str(len(sent)))
    connection.endheaders(sent)
    answer = connection.getresponse()
    told = answer.status, answer.read().decode()
    connection.close()
    return told


def refused(folder: Path, *words: str, **settings: str) -> tuple[int, str, str]:
    """Run a program that is not to start."""
    done = subprocess.run(
        [ALMA_CHECKOUT, *words],
        cwd=folder,
        env=surroundings(**settings),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_the_server_says_where_it_is_and_stops_when_told(tmp_path: Path, by: signal.Signals) -> None:
    """On a free port; it keeps what was opened, and says nothing of any request."""
    with running(tmp_path, "serve", "--port", "0") as program:
        line = first_line(program)
        address = line.split()[2]
        status, body = asked(address, "POST", "/checkouts", ARMCHAIR)
        secret = asked(address, "GET", f"/pay/{json.loads(body)['id']}/return?payment_intent_client_secret=velvet")
        twice = asked(address, "POST", "/checkouts", ARMCHAIR, ("Idempotency-Key", "a"), ("Idempotency-Key", "b"))
        end = ended(program, by)

    assert line.startswith("Serving on http://127.0.0.1:")
    assert (status, secret[0], twice[0]) == (201, 404, 400)
    assert end == (0, "", "")
    assert (tmp_path / "alma-checkout.db").exists()


def test_a_setting_that_is_misspelled_is_told_at_the_start(tmp_path: Path) -> None:
    """And the server starts, since a later version may know it."""
    with running(tmp_path, "serve", "--port", "0", ALMA_CHECKOUT_DATABSE_URL="sqlite:///shop.db") as program:
        first_line(program)
        code, _, error = ended(program, signal.SIGTERM)

    assert code == 0
    assert "ALMA_CHECKOUT_DATABSE_URL is no setting: nothing reads it." in error
    assert "Call it ALMA_CHECKOUT_DATABASE_URL, or remove it." in error
    assert error.count("\n") == 1


def test_a_caller_who_hangs_up_is_no_trouble(tmp_path: Path) -> None:
    """Nothing is opened by half a request, and the log stays empty."""
    with running(tmp_path, "serve", "--port", "0") as program:
        address = first_line(program).split()[2]
        with socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)) as caller:
            caller.sendall(b"POST /checkouts HTTP/1.1\r\nHost: shop\r\nContent-Length: 400\r\n\r\n{")
            time.sleep(0.2)
        opened = json.loads(asked(address, "GET", "/checkouts")[1])["items"]
        time.sleep(0.2)
        end = ended(program, signal.SIGTERM)

    assert opened == []
    assert end == (0, "", "")


def test_several_servers_share_one_address_and_one_database(tmp_path: Path) -> None:
    """What one has opened, each shows; with `--json` the address is in a document."""
    with running(tmp_path, "serve", "--port", "0", "--workers", "2", "--json") as program:
        assert program.stdout
        lines = [program.stdout.readline()]
        while lines[-1].rstrip() != "}":
            lines.append(program.stdout.readline())
        address = json.loads("".join(lines))["address"]
        opened = json.loads(asked(address, "POST", "/checkouts", ARMCHAIR)[1])
        shown = {asked(address, "GET", f"/checkouts/{opened['id']}")[0] for _ in range(10)}
        code, _, error = ended(program, signal.SIGTERM)

    assert shown == {200}
    assert (code, error) == (0, "")


def test_several_servers_count_together(tmp_path: Path) -> None:
    """Whichever of them is asked tells what all have answered."""
    with running(tmp_path, "serve", "--port", "0", "--workers", "2") as program:
        address = first_line(program).split()[2]
        asked(address, "POST", "/checkouts", ARMCHAIR)
        shown = [asked(address, "GET", "/nowhere")[0] for _ in range(30)]
        told = asked(address, "GET", "/metrics")[1]
        end = ended(program, signal.SIGTERM)

    assert shown == [404] * 30
    assert 'alma_checkout_answers_total{status="4xx"} 30.0' in told
    assert 'alma_checkout_checkouts{status="open"} 1.0' in told
    assert 'alma_checkout_provider_seconds_count{call="create"} 1.0' in told
    assert "alma_checkout_info{" in told
    assert end == (0, "", "")


def test_a_proxy_on_this_machine_says_who_the_customer_is(tmp_path: Path) -> None:
    """Its word counts for the limits; who says nothing is this machine, and who is elsewhere would not be believed."""
    with running(tmp_path, "serve", "--port", "0", ALMA_CHECKOUT_PAGE_LIMIT="1/hour") as program:
        address = first_line(program).split()[2]
        told = [
            asked(address, "GET", "/pay/co_velvet", None, *headers)[0]
            for headers in (
                [("X-Forwarded-For", "203.0.113.7")],
                [("X-Forwarded-For", "203.0.113.8")],
                [("X-Forwarded-For", "198.51.100.1, 203.0.113.7")],
                [],
                [],
            )
        ]

    assert told == [404, 404, 429, 404, 404]


def test_a_proxy_is_known_by_its_ipv4_address_where_both_kinds_are_listened_at(tmp_path: Path) -> None:
    """Else all customers behind it would be one address, and keep each other out."""
    settings = {"ALMA_CHECKOUT_GATEWAY": "sandbox", "ALMA_CHECKOUT_API_KEYS": "shop:velvet-key"}
    with running(tmp_path, "serve", "--host", "::", "--port", "0", ALMA_CHECKOUT_PAGE_LIMIT="1/hour", **settings) as it:
        address = first_line(it).split()[2].replace("[::]", "127.0.0.1")
        told = [
            asked(address, "GET", "/pay/co_velvet", None, ("X-Forwarded-For", customer))[0]
            for customer in ("203.0.113.7", "203.0.113.8", "203.0.113.7")
        ]

    assert told == [404, 404, 429]


def test_the_worker_sweeps_until_it_is_told_to_stop(tmp_path: Path) -> None:
    """Also where there is no database yet, which it names."""
    with running(tmp_path, "worker") as program:
        assert program.stderr
        said = program.stderr.readline()
        line = first_line(program)
        end = ended(program, signal.SIGTERM)

    assert str(tmp_path / "alma-checkout.db") in said
    assert line == "Sweeping. Stop with Ctrl+C.\n"
    assert end == (0, "", "")


def test_the_server_does_not_start_with_settings_that_cannot_be_used(tmp_path: Path) -> None:
    """Exit code 2, each problem in a sentence, and no database is made."""
    code, out, error = refused(tmp_path, "serve", ALMA_CHECKOUT_OPEN_FOR="an hour", ALMA_CHECKOUT_ALMA_MINIMUM="fifty")

    assert (code, out) == (2, "")
    assert "ALMA_CHECKOUT_OPEN_FOR" in error
    assert "ALMA_CHECKOUT_ALMA_MINIMUM" in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FORWARDED_ALLOW_IPS", "*"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.5,proxy.example"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.5/24"),
        ("PROMETHEUS_MULTIPROC_DIR", "/nowhere/at/all"),
    ],
)
def test_what_the_server_stands_on_is_checked_as_well(tmp_path: Path, name: str, value: str) -> None:
    """A proxy that is not understood would not be believed, and customers behind it would be one address."""
    code, out, error = refused(tmp_path, "serve", **{name: value})

    assert (code, out) == (2, "")
    assert name in error
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


def test_the_sandbox_is_not_shown_to_the_world_by_itself(tmp_path: Path) -> None:
    """It must be said outright, and with keys."""
    code, _, error = refused(tmp_path, "serve", "--host", "0.0.0.0")  # noqa: S104 -- it is refused

    assert code == 2
    assert "ALMA_CHECKOUT_GATEWAY" in error


def test_several_servers_cannot_share_a_memory(tmp_path: Path) -> None:
    """Each would have one of its own."""
    code, _, error = refused(tmp_path, "serve", "--workers", "2", ALMA_CHECKOUT_DATABASE_URL="memory://")

    assert code == 2
    assert "memory://" in error


def test_a_port_that_is_taken_is_said_to_be(tmp_path: Path) -> None:
    """Exit code 2, in a sentence."""
    with running(tmp_path, "serve", "--port", "0") as program:
        port = str(urlsplit(first_line(program).split()[2]).port)
        code, out, error = refused(tmp_path, "serve", "--port", port)

    assert (code, out) == (2, "")
    assert f"127.0.0.1 port {port} cannot be listened at" in error


def test_a_database_of_another_mode_is_refused(tmp_path: Path) -> None:
    """Exit code 2: payments of the sandbox are none of Stripe's."""
    with running(tmp_path, "serve", "--port", "0") as program:
        first_line(program)
    code, _, error = refused(
        tmp_path,
        "serve",
        ALMA_CHECKOUT_GATEWAY="stripe",
        ALMA_CHECKOUT_API_KEYS="velvet-key",
        STRIPE_SECRET_KEY="sk_test_velvet",
        STRIPE_PUBLISHABLE_KEY="pk_test_velvet",
        STRIPE_WEBHOOK_SECRET="whsec_velvet",
    )

    assert code == 2
    assert "belongs to sandbox, not to test" in error
