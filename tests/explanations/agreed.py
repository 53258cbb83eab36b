"""The texts that were agreed on, one file for each case, as an operator reads them.

After a change, `python -m tests.explanations.agreed` writes them anew: read each one that differs before you keep it.
"""

from pathlib import Path

from domain.explanation import explain
from entrypoints.cli.explain import in_words
from tests.explanations.case import Case
from tests.explanations.table import TABLE

TEXTS = Path(__file__).parent / "texts"


def said(case: Case) -> str:
    """Give what `explain` prints of a case, with the commands to type."""
    return in_words(case.checkout, explain(case.checkout, case.at), case.at) + "\n"


def agreed(name: str) -> str:
    """Give what was agreed on."""
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for text in TEXTS.glob("*.txt"):
        text.unlink()
    for name, case in TABLE.items():
        (TEXTS / f"{name}.txt").write_text(said(case), encoding="utf-8")
