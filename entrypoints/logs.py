"""Logs: one pipe for all that is said, by us, the server and every library; JSON by lines, or readable on a terminal.

Only `serve` and `worker` set it up. What is said is said through `logging`; what goes with it, such as the request's
id, lies in structlog's context and is taken along.
"""

import json
import logging
import logging.config
import os
import re
import sys
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter

from entrypoints import settings as from_settings
from entrypoints.known_secrets import known_secrets
from entrypoints.redaction import Redactor, knowing
from entrypoints.settings import Settings

_log = logging.getLogger(__name__)

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""What steers a terminal, or ends a line for some readers: nobody who is quoted may do that."""


def logging_config(settings: Settings) -> dict[str, Any]:
    """Give what the server sets `logging` up with, in each of its processes."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": line}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": settings.log_level, "handlers": ["stderr"]},
    }


def set_up(settings: Settings) -> None:
    """Set `logging` up in this process; what nobody catches is told there too, and not past the redactor."""
    logging.config.dictConfig(logging_config(settings))
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught


def line() -> ProcessorFormatter:
    """Give the formatter of this process: for people on a terminal, else for machines."""
    return formatter(redactor(), terminal=sys.stderr.isatty(), colors="NO_COLOR" not in os.environ)


def formatter(redact: Redactor, *, terminal: bool, colors: bool) -> ProcessorFormatter:
    """Give a formatter of lines, the last but one of whose steps takes the secrets out."""
    people = structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=structlog.dev.plain_traceback)
    machines = structlog.processors.JSONRenderer(_json, ensure_ascii=False)
    return ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            redact,
            *((_harmless, people) if terminal else (machines,)),
        ],
    )


def _harmless(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Show what steers a terminal as text, and what is said on one line; a traceback keeps its own."""
    for name in ("event", "exception", "stack"):
        if name in event:
            event[name] = _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], str(event[name]))
    event["event"] = event["event"].replace("\n", "\\n")
    return event


def _json(event: object, **options: Any) -> str:
    """Write an event as JSON that is one line for every reader."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(event, **options))


def redactor() -> Redactor:
    """Give the redactor that knows what is set in this process's environment."""
    return knowing(known_secrets(from_settings.from_environment(os.environ).environment))


def _uncaught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, where)
        return
    _log.critical("Stopped by a bug", exc_info=(kind, error, where))
