"""What is told of settings that cannot be used."""


class BadSettings(Exception):
    """Settings that cannot be used: one sentence for each, with the variable's name and never its value."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
