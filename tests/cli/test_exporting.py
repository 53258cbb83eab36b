"""Exports, as an operator makes them: to a pipe, to a file, on a terminal (R92)."""

import csv
import json
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from dependency_injector import providers

from domain.errors import StoreUnavailable
from domain.ports import Page, Search
from tests.cli.conftest import ORDER_1001, Desk
from tests.support import checkouts
from tests.support.checkouts import NOON
from tests.support.command_line import ALMA_CHECKOUT, started
from tests.support.many_checkouts import ManyCheckouts
from tests.support.terminal import on_a_terminal


@dataclass(frozen=True, slots=True)
class BreaksOff(ManyCheckouts):
    """A store that gives no answer any more after the first page."""

    async def search(self, search: Search) -> Page:
        if search.after:
            raise StoreUnavailable
        return await ManyCheckouts.search(self, search)


@dataclass(frozen=True, slots=True)
class SlowerThanAnother(ManyCheckouts):
    """A store during whose answer somebody else writes a file."""

    theirs: Path = Path()

    async def search(self, search: Search) -> Page:
        self.theirs.write_text("of somebody else")
        return await ManyCheckouts.search(self, search)


WITHOUT_END = """
import sys
from dependency_injector import providers
from entrypoints.cli.main import main
from entrypoints.cli.shell import Shell
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.support.many_checkouts import ManyCheckouts
container = Container(settings=Settings({"ALMA_CHECKOUT_DATABASE_URL": "memory://"}))
container.checkouts.override(providers.Object(ManyCheckouts(size=10**9)))
main.main(sys.argv[1:], obj=Shell.around(container))
"""
"""The command line, over more checkouts than anybody waits for."""


def rows(text: str) -> list[dict[str, str]]:
    """Read a CSV."""
    return list(csv.DictReader(StringIO(text, newline="")))


def test_an_export_has_a_row_for_each_checkout_newest_first(desk: Desk) -> None:
    """With a header, and nothing beside it."""
    desk.keep(checkouts.a_paid_checkout("lamp"))
    desk.keep(checkouts.an_open_checkout("table", at=NOON + timedelta(hours=1)))
    exported = desk.type("export")

    assert [(row["id"], row["status"]) for row in rows(exported.stdout)] == [("co_table", "open"), ("co_lamp", "paid")]
    assert (exported.exit_code, exported.stderr) == (0, "")


def test_an_export_of_nothing_is_a_header(desk: Desk) -> None:
    """So that what reads it finds its columns; a program gets no line."""
    header, lines = desk.type("export").stdout, desk.type("export", "--format", "jsonl").stdout

    assert header.startswith("id,order,status,amount,decimal_amount,")
    assert header.count("\n") == 1
    assert lines == ""


def test_an_export_is_narrowed_like_the_list(desk: Desk) -> None:
    """By the same options."""
    desk.keep(checkouts.a_paid_checkout("lamp"))
    desk.keep(checkouts.an_open_checkout("table", opening=checkouts.an_opening(country="IT")))
    options = ("--country", "FR", "--status", "paid", "--method", "alma", "--amount-from", "149.90")

    assert [row["id"] for row in rows(desk.type("export", *options).stdout)] == ["co_lamp"]


def test_lines_are_what_show_shows(desk: Desk) -> None:
    """One document in a line; the plan is in it, and the address at Alma is not."""
    paid, sent = desk.keep(checkouts.a_paid_checkout("lamp")), desk.keep(checkouts.a_checkout_at_alma("table"))
    shown = {checkout_id: desk.read("show", checkout_id) for checkout_id in (paid, sent)}
    address = shown[sent]["attempt"].pop("redirect_url")
    lines = [json.loads(line) for line in desk.type("export", "--format", "jsonl").stdout.splitlines()]

    assert {line["id"]: line for line in lines} == shown | {
        sent: {**shown[sent], "attempt": {**shown[sent]["attempt"], "redirect_url": None}}
    }
    assert address == "https://alma.example/table"
    assert address not in desk.type("export").stdout


def test_an_export_may_go_to_a_file(desk: Desk, tmp_path: Path) -> None:
    """It is told how many there are; the file is in UTF-8 whatever the terminal is."""
    desk.keep(checkouts.a_paid_checkout(opening=checkouts.an_opening(order="椅子")))
    path = tmp_path / "paid.csv"
    told = desk.type("export", "--output", str(path))

    assert told.stdout == f"1 checkout in {path}.\n"
    assert [row["order"] for row in rows(path.read_text("utf-8"))] == ["椅子"]
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_exported_is_told_as_json_where_there_is_a_file(desk: Desk, tmp_path: Path) -> None:
    """To standard output go the checkouts themselves, and nothing else."""
    path = tmp_path / "all.jsonl"
    refused = desk.type("export", "--json")

    assert desk.read("export", "--format", "jsonl", "--output", str(path)) == {
        "output": str(path),
        "format": "jsonl",
        "checkouts": 0,
    }
    assert (refused.exit_code, json.loads(refused.stdout)["errors"][0]["field"]) == (2, "json")


def test_a_file_that_is_there_is_replaced_only_on_request(desk: Desk, tmp_path: Path) -> None:
    """And refused before anything is looked for."""
    path = tmp_path / "all.csv"
    path.write_text("of yesterday")
    refused = desk.type("export", "--output", str(path))
    kept = path.read_text()
    replaced = desk.type("export", "--output", str(path), "--overwrite")

    assert (refused.exit_code, kept) == (2, "of yesterday")
    assert refused.stderr == f"invalid_request: output: {path} is there already; --overwrite replaces it.\n"
    assert (replaced.exit_code, path.read_text()[:9]) == (0, "id,order,")


def test_a_file_that_came_meanwhile_is_not_replaced_either(desk: Desk, tmp_path: Path) -> None:
    """Of two exports to one place, the second to end is refused."""
    path = tmp_path / "all.csv"
    desk.container.checkouts.override(providers.Object(SlowerThanAnother(size=1, theirs=path)))
    refused = desk.type("export", "--output", str(path))

    assert (refused.exit_code, path.read_text()) == (2, "of somebody else")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("where", "why"), [("nowhere/all.csv", "No such file or directory"), ("x" * 300, "too long")])
def test_a_file_that_cannot_be_written_is_refused(desk: Desk, tmp_path: Path, where: str, why: str) -> None:
    """With what the system says of it."""
    refused = desk.type("export", "--output", str(tmp_path / where))

    assert refused.exit_code == 2
    assert refused.stderr.startswith("invalid_request: output: cannot be written: ")
    assert why in refused.stderr


def test_a_dash_is_standard_output(desk: Desk) -> None:
    """As elsewhere."""
    assert desk.type("export", "--output", "-").stdout.startswith("id,order,")


@pytest.mark.parametrize("before", ["", "of yesterday"])
def test_an_export_that_breaks_off_leaves_no_file(desk: Desk, tmp_path: Path, before: str) -> None:
    """Nothing that looks whole, and nothing else; what was there before stays."""
    path = tmp_path / "all.csv"
    if before:
        path.write_text(before)
    desk.container.checkouts.override(providers.Object(BreaksOff(size=1_000)))
    broken = desk.type("export", "--output", str(path), "--overwrite")

    assert (broken.exit_code, broken.stderr.partition(":")[0]) == (3, "store_unavailable")
    assert [(file, file.read_text()) for file in tmp_path.iterdir()] == ([(path, before)] if before else [])


def test_an_export_is_as_long_as_the_list(desk: Desk) -> None:
    """Page by page, each checkout once."""
    desk.container.checkouts.override(providers.Object(ManyCheckouts(size=1_234)))
    ids = [row["id"] for row in rows(desk.type("export").stdout)]

    assert ids == [f"co_{number}" for number in range(1_234)]


@contextmanager
def in_a_process(folder: Path, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Export without end, in a process of its own."""
    with subprocess.Popen([sys.executable, "-c", WITHOUT_END, *words], cwd=folder, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(("number", "code", "left"), [(signal.SIGINT, 130, 0), (signal.SIGKILL, -9, 1)])
def test_an_export_that_is_interrupted_leaves_nothing_that_looks_whole(
    tmp_path: Path, number: int, code: int, left: int
) -> None:
    """Ctrl+C cleans up and says nothing; where nobody can, what is left has another name."""
    with in_a_process(tmp_path, "export", "--output", "all.csv") as exporting:
        while exporting.poll() is None and not any(it.stat().st_size for it in tmp_path.glob(".all.csv.*.part")):
            time.sleep(0.05)
        exporting.send_signal(number)
        _, told = exporting.communicate(timeout=30)

    assert (exporting.returncode, told.strip()) == (code, b"")
    assert not (tmp_path / "all.csv").exists()
    assert len(list(tmp_path.iterdir())) == left


@pytest.mark.parametrize("reader", ["true", "head -1", "head -200"])
def test_a_reader_that_has_enough_ends_an_export_quietly(tmp_path: Path, reader: str) -> None:
    """With the exit code of a program that nobody reads any more, and without a word."""
    program = shlex.join([sys.executable, "-c", WITHOUT_END, "export", "--format", "jsonl"])
    result = started(tmp_path, "bash", "-c", f"{program} | {reader} | wc -l; echo ${{PIPESTATUS[0]}}")
    lines = {"true": 0, "head -1": 1, "head -200": 200}[reader]

    assert [int(word) for word in result.stdout.split()] == [lines, 141]
    assert result.stderr == ""


@pytest.mark.parametrize("output", ["standard output", "a file"])
def test_what_was_left_to_write_is_not_complained_of(tmp_path: Path, output: str) -> None:
    """A short export whose reader is gone before it begins ends like a long one."""
    started(tmp_path, ALMA_CHECKOUT, "open", *ORDER_1001)
    options = "--output all.csv" if output == "a file" else ""
    program = f"(sleep 1; {ALMA_CHECKOUT} export {options})"
    result = started(tmp_path, "bash", "-c", f"{program} | true; echo ${{PIPESTATUS[0]}}")

    assert (result.stdout, result.stderr) == ("141\n" if output == "standard output" else "1\n", "")


def test_a_terminal_shows_how_many_there_were_so_far(tmp_path: Path) -> None:
    """Unless it shows the checkouts themselves; a pipe gets nothing of it."""
    started(tmp_path, ALMA_CHECKOUT, "open", *ORDER_1001)
    to_a_file = on_a_terminal(tmp_path, "export", "--output", "all.csv")
    piped = on_a_terminal(tmp_path, "export", output=subprocess.DEVNULL)
    shown = on_a_terminal(tmp_path, "export")
    nobody = started(tmp_path, ALMA_CHECKOUT, "export")

    assert re.search(r"Exporting.*\b1\b", to_a_file)
    assert "1 checkout in all.csv." in to_a_file
    assert re.search(r"Exporting.*\b1\b", piped)
    assert "id,order" in shown
    assert "Exporting" not in shown + nobody.stdout + nobody.stderr
