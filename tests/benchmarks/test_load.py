"""The load still works; how fast it is means nothing in so short a time."""

from pathlib import Path

from tests.benchmarks.load.play import Played, play
from tests.benchmarks.load.stage import stage
from tests.benchmarks.load.tally import Tally
from tests.benchmarks.load.verdict import broken, rows, sentence
from tests.benchmarks.measuring import run

CALLS = {"come back", "open", "refund", "send to Alma", "settle", "show", "webhook"}


def test_a_load_meets_every_kind_of_call_and_no_error(tmp_path: Path) -> None:
    """Orders are paid, refused and refunded, and events carried, over the emulator."""
    with stage(tmp_path, processes=1) as ours:
        played = run(play(ours, seconds=2.0, connections=8))

    assert played.tally.errors == {}
    assert played.tally.spreads().keys() >= CALLS
    assert played.memory_at_the_end > 0
    assert len(rows(played)) == len(played.tally.spreads())
    assert sentence(played, 1).startswith("1 process, 8 connections, ")


def test_errors_growth_and_slow_calls_break_a_load() -> None:
    """Each is named."""
    tally = Tally(open=True)
    for seconds in [0.010] * 98 + [0.031] * 2:
        tally.took("open", seconds)
        tally.took("emulator: events", 2 * seconds**2)
    tally.errors["settle: 503"] += 2
    memory = [100.0] * 10 + [111.0] * 10

    assert list(broken(Played(tally, 64, 60, memory, {}))) == [
        "2 x settle: 503",
        "open: p99 is 3.1 times p50",
        "memory grew to 1.11 times what it was after a third",
    ]


def test_nothing_breaks_a_load_within_its_limits() -> None:
    """Three times as long, and a tenth more memory, are still within them."""
    tally = Tally(open=True)
    for seconds in [0.010] * 98 + [0.030] * 2:
        tally.took("open", seconds)

    assert list(broken(Played(tally, 64, 60, [100.0] * 10 + [110.0] * 10, {}))) == []
