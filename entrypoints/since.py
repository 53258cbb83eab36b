"""How far back to look: a time span such as `7d`."""

import re
from datetime import datetime, timedelta

from domain.errors import InvalidRequest

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}
MOST = timedelta(days=3_650)


def since(text: str, *, now: datetime) -> datetime:
    """Give the moment that lies so many hours or days back.

    Raises:
        InvalidRequest: it is no such span, or more than ten years.
    """
    found = re.fullmatch(r"([1-9][0-9]{0,5})([hd])", text)
    span = int(found[1]) * _UNITS[found[2]] if found else MOST + _UNITS["h"]
    if span > MOST:
        raise InvalidRequest("since", "must be hours or days such as 12h or 7d, up to 3650d.")
    return now - span
