"""What a load is held to, and how it is told."""

from collections.abc import Iterator

from tests.benchmarks.load.play import Played

SLOWEST = 3.0
"""How many times as long as half of the calls the slow ones may take, of each kind: p99 of p50."""
GROWTH = 1.1
"""How much more memory there may be at the end than after a third."""

ROW = ("call", "calls", "p50", "p99", "p99 / p50", "")


def broken(played: Played) -> Iterator[str]:
    """Name what is not kept."""
    for what, times in played.tally.errors.most_common():
        yield f"{times} x {what}"
    for kind, spread in played.tally.spreads().items():
        if _ours(kind) and spread.ratio > SLOWEST:
            yield f"{kind}: p99 is {spread.ratio:.1f} times p50"
    if _growth(played) > GROWTH:
        yield f"memory grew to {_growth(played):.2f} times what it was after a third"


def rows(played: Played) -> list[tuple[str, ...]]:
    """Give a row for each kind of call."""
    return [
        (
            kind,
            f"{spread.calls:,}",
            f"{spread.p50:.1f} ms",
            f"{spread.p99:.1f} ms",
            f"{spread.ratio:.1f}",
            ("kept" if spread.ratio <= SLOWEST else "MISSED") if _ours(kind) else "",
        )
        for kind, spread in played.tally.spreads().items()
    ]


def sentence(played: Played, processes: int) -> str:
    """Tell in a sentence what went on besides."""
    spreads = played.tally.spreads()
    ours = sum(spread.calls for kind, spread in spreads.items() if _ours(kind))
    busy = ", ".join(f"{name} {share:.0%}" for name, share in played.busy.items())
    return (
        f"{processes} {'process' if processes == 1 else 'processes'}, {played.connections} connections, "
        f"{played.seconds:.0f} seconds: {ours / played.seconds:,.0f} calls a second, "
        f"{sum(played.tally.errors.values())} errors; memory {played.memory_after_a_third:.0f} MB after a third and "
        f"{played.memory_at_the_end:.0f} MB at the end ({_growth(played):.2f} of it); of a core each took: {busy}."
    )


def _growth(played: Played) -> float:
    return played.memory_at_the_end / played.memory_after_a_third


def _ours(kind: str) -> bool:
    """Say whether it is our server that answers calls of a kind."""
    return not kind.startswith("emulator")
