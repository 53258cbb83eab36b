"""Variables that look like settings and are none: the default holds in the place of what is meant, without a word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from entrypoints import event_settings, stripe_settings
from entrypoints.settings import PREFIX

_OURS = tuple(
    PREFIX + name
    for name in (
        "ALMA_COUNTRIES",
        "ALMA_MAXIMUM",
        "ALMA_MINIMUM",
        "API_KEYS",
        "ATTEMPT_LIMIT",
        "DATABASE_URL",
        "GATEWAY",
        "LOG_LEVEL",
        "OPEN_FOR",
        "OPERATOR",
        "PAGE_LIMIT",
        "PUBLIC_URL",
        "RATE_LIMIT",
    )
)
_STRIPES = (stripe_settings.SECRET, stripe_settings.PUBLISHABLE, stripe_settings.WEBHOOK, stripe_settings.BASE)
KNOWN = (*_OURS, event_settings.URL, event_settings.SECRET, *_STRIPES)
"""Every variable that is read as a setting."""
_ALIKE = 0.85
"""How much alike two names are that may be meant for each other, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Misspelled:
    """A variable that nothing reads, and the setting that may be meant."""

    name: str
    meant: str | None

    @property
    def cure(self) -> str:
        """Say what to do about it."""
        return f"Call it {self.meant}, or remove it." if self.meant else "Remove it; the README names the settings."

    def __str__(self) -> str:
        """Say what is wrong with it."""
        return f"{self.name} is no setting: nothing reads it."


def misspelled(environment: Mapping[str, str]) -> Iterator[Misspelled]:
    """Find what begins as our settings do, or is almost one of those for Stripe, which other programs have too."""
    for name in sorted(environment.keys() - set(KNOWN)):
        meant = next(iter(get_close_matches(name, KNOWN, n=1, cutoff=_ALIKE)), None)
        if name.startswith(PREFIX) or (name.startswith("STRIPE_") and meant):
            yield Misspelled(name, meant)
