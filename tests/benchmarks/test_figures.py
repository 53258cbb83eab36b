"""Figures are held against what is promised, and written where people read them."""

import pytest

from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.table import DOCUMENT, markdown, written


@pytest.mark.parametrize(
    ("promise", "verdict"),
    [
        (Promise(), ""),
        (Promise(least=0.5), "kept"),
        (Promise(least=0.51), "MISSED"),
        (Promise(most=0.5), "kept"),
        (Promise(most=0.49), "MISSED"),
    ],
)
def test_a_promise_is_about_the_median_of_the_ratios(promise: Promise, verdict: str) -> None:
    """Each round has one, so that noise in one of them does not count."""
    figure = Figure("open", "bare", "/s", (50, 1, 60), (100, 100, 100), promise)

    assert (figure.held, figure.verdict) == (0.5, verdict)


def test_a_figure_without_a_limit_is_held_to_by_itself() -> None:
    """Such as megabytes."""
    figure = Figure("memory", "", "MB", (80, 91, 100), promise=Promise(most=90))

    assert (figure.held, figure.kept) == (91, False)
    assert figure.row() == ("memory", "91.0 MB", "", "", "at most 90", "MISSED")


def test_a_row_tells_both_sides_and_how_far_the_ratios_spread() -> None:
    """So that whoever reads it sees the noise."""
    figure = Figure("show", "bare", "/s", (5_000, 6_000), (10_000, 10_000))

    assert figure.row() == ("show", "5,500 /s", "bare: 10,000 /s", "0.55 (0.50 to 0.60)", "", "")


def test_a_table_is_written_between_its_markers_alone() -> None:
    """The words around it stay."""
    document = "Before.\n<!-- it: written by a command, from here -->\nold\n<!-- it: to here -->\nAfter.\n"
    told = written(document, "it", markdown(("a", "b"), [("1", "2")]))

    assert told == document.replace("old", "| a | b |\n| --- | --- |\n| 1 | 2 |")
    with pytest.raises(ValueError, match="markers of another"):
        written(document, "another", [])


@pytest.mark.parametrize("command", ["make bench", "make load"])
def test_the_document_has_a_place_for_each_table(command: str) -> None:
    """Otherwise minutes of measuring would be lost at their end."""
    assert written(DOCUMENT.read_text(), command, [])
