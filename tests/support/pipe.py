"""The pipe that all lines of the log go through, with an end that a test can look at."""

import io
import json
import logging
from typing import Any

from entrypoints.logs import formatter
from entrypoints.redaction import knowing


class Pipe:
    """A logger whose lines end in a text; its `handler` may be hung on others."""

    def __init__(self, *known: str, terminal: bool = False, colors: bool = False) -> None:
        self.written = io.StringIO()
        self.handler = logging.StreamHandler(self.written)
        self.handler.setFormatter(formatter(knowing(known), terminal=terminal, colors=colors))
        self.log = logging.Logger("entrypoints.velvet")  # noqa: LOG001 -- one of its own, which no other test knows
        self.log.addHandler(self.handler)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.written.getvalue().splitlines()]
