"""The machine that figures were found on, and how much else it had to do."""

import os
import platform
from datetime import UTC, datetime


def machine() -> str:
    """Describe it in a sentence, before it is put to work."""
    busy = os.getloadavg()[0]
    return (
        f"Found on {datetime.now(UTC):%Y-%m-%d} with Python {platform.python_version()} on {os.cpu_count()} cores, "
        f"which were at work on {busy:.1f} other things at the beginning."
    )
