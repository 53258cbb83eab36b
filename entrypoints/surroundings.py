"""Variables of what we serve with, which are not settings of ours."""

import os
from ipaddress import ip_network
from pathlib import Path

from entrypoints.bad_settings import BadSettings

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which processes that serve together count together."""

TRUSTED = "FORWARDED_ALLOW_IPS"
"""Names the proxies that are believed about who calls. With all of them believed, callers would say it themselves."""


def check_surroundings() -> None:
    """Refuse what a server would pass over, or trip over.

    Raises:
        BadSettings: with all problems at once.
    """
    problems = []
    if not Path(os.environ.get(SHARED, ".")).is_dir():
        problems.append(f"{SHARED} must be a folder that is there, or not be set.")
    if not all(map(_is_network, os.environ.get(TRUSTED, "127.0.0.1").split(","))):
        problems.append(f"{TRUSTED} must be addresses or networks of proxies, separated by commas, and not all (*).")
    if problems:
        raise BadSettings(*problems)


def _is_network(text: str) -> bool:
    try:
        ip_network(text.strip())
    except ValueError:
        return False
    return True
