"""The whole table of explanations: every status, and every cause in it."""

from tests.explanations import away, canceled, in_doubt, opened, reserved, reviewed, taken

GROUPS = (opened, away, reserved, taken, canceled, reviewed, in_doubt)
TABLE = {name: case for group in GROUPS for name, case in group.CASES.items()}
"""Every case by its name."""
