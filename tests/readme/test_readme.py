"""What the README tells is run as it stands."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.free_port import free_port

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text(), re.DOTALL | re.MULTILINE)
SERVER, SHOP, OPERATOR, WITHOUT_MAKE, NOT_PAID, GOODS_BACK = BLOCKS


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give a free port and a fresh database, and nothing else of this machine's environment."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "ARGS": f"--port {port}",
        "ALMA_CHECKOUT_PUBLIC_URL": address,
        "ALMA_CHECKOUT_DATABASE_URL": f"sqlite:///{tmp_path}/shop.db",
        "ALMA_CHECKOUT_OPERATOR": "ada",
    }


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[str]:
    """Run the first block; what it prints when it is ready."""
    running = subprocess.Popen(
        ["sh", "-ec", SERVER], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stdout
    lines = iter(running.stdout.readline, "")
    yield next(line for line in lines if line.startswith("Serving on"))
    os.killpg(running.pid, signal.SIGTERM)
    assert running.wait(20) in {0, -signal.SIGTERM}
    running.stdout.close()


def test_the_first_screen_works_as_it_stands(server: str, environment: dict[str, str]) -> None:
    """A checkout is opened, paid with Alma, followed from the shell, and refunded in part."""
    ran = subprocess.run(
        ["sh", "-ec", f"{SHOP}\n{OPERATOR}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert environment["ALMA_CHECKOUT_PUBLIC_URL"] in server
    assert (ran.returncode, ran.stderr) == (0, "")
    page, status, *rest = ran.stdout.splitlines()
    told = "\n".join(rest)
    assert page.strip() == "<p>The payment has arrived. Thank you!</p>"
    assert status == "paid"
    for words in ("149.90 EUR were paid", "paid by customer", "30.00 EUR is pending", "119.90 EUR can"):
        assert words in " ".join(told.split())


def test_an_operator_finds_out_and_gets_it_paid(tmp_path: Path) -> None:
    """With the command line alone, and no server: explained, paid, refunded, and what needed a person is done."""
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-ec", f"{NOT_PAID}\necho ----\n{GOODS_BACK}"],
        cwd=tmp_path,
        env={"PATH": programs, "HOME": str(tmp_path), "ALMA_CHECKOUT_OPERATOR": "marie"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    paid, back = (" ".join(told.split()) for told in ran.stdout.split("----"))

    assert ran.returncode == 0, ran.stderr
    for words in (
        "2002 awaiting_customer 149.90 EUR",
        "Attempt 1 was refused",
        "Without a payment it lapses",
        "You can: alma-checkout pay co_",
        "149.90 EUR were paid",
        "paid by marie",
    ):
        assert words in paid
    for words in (
        "30.00 EUR is pending",
        "failed: pay the customer another way",
        "Something needs a person.",
        "is done, by ada",
        "hold",
    ):
        assert words in back
    assert back.endswith("Nothing needs a person.")


def test_the_lines_without_make_do_what_make_does() -> None:
    """They name the lock that make uses, and end in the same program."""
    serve, test = WITHOUT_MAKE.strip().splitlines()

    assert serve.endswith(".venv/bin/alma-checkout serve")
    assert test.endswith(".venv/bin/pytest")
    assert "-r requirements/lock.txt" in serve
    assert serve.rsplit("&&", 1)[0] == test.rsplit("&&", 1)[0]
