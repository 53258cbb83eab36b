"""The commands that are advised can be copied into a shell as they stand, however long their words are (R91)."""

import subprocess

import pytest
from wcwidth import wcswidth

from entrypoints.cli.to_type import in_lines

AWKWARD = [
    "1001",
    "lobby chairs",
    "-1001",
    'it\'s $HOME \\ "`x`" !',
    "W" * 70,
    "W" * 71,
    "W" * 200,
    "W'" * 100,
    "a b " * 50,
    "天鵞絨の肘掛け椅子" * 22,
    "https://shop.example/" + "w" * 2_000,
]


@pytest.mark.parametrize("shell", ["sh", "bash"])
@pytest.mark.parametrize("word", AWKWARD)
def test_a_shell_puts_the_words_together_again(shell: str, word: str) -> None:
    """Each is one word, and just as it was."""
    text = in_lines(("open",), ("--order", word), ("--amount", "149.90"), ("--country", "FR"))
    ran = subprocess.run(
        [shell, "-c", f"alma_checkout() {{ printf '%s\\0' \"$@\"; }}\n{text.replace('alma-', 'alma_', 1)}"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.split("\0") == ["open", "--order", word, "--amount", "149.90", "--country", "FR", ""]
    assert max(map(wcswidth, text.splitlines())) <= 80


def test_a_command_that_fits_is_in_one_line() -> None:
    """Nothing is broken that need not be."""
    assert in_lines(("refund",), ("co_1",), ("--amount", "30.00")) == "  alma-checkout refund co_1 --amount 30.00"


def test_an_option_stays_with_its_value() -> None:
    """A line ends between them only where no line could hold both."""
    text = in_lines(("open",), ("--order", "W" * 50), ("--amount", "149.90"))

    assert text == f"  alma-checkout open \\\n    --order {'W' * 50} --amount 149.90"
