"""Metadata and its limits."""

from tests.support.stripe_emulator.refusals import Invalid

MOST, KEY, VALUE = 50, 40, 500
"""How many keys there may be, and how many characters keys and values may have."""


def merged(kept: dict[str, str], given: dict[str, str] | str) -> dict[str, str]:
    """Give the metadata after a change: an empty value unsets its key, an empty text all."""
    if isinstance(given, str):
        return {}
    for key, value in given.items():
        if len(key) > KEY or set(key) & set("[]"):
            raise Invalid(None, f"Metadata keys have up to {KEY} characters.", "metadata")
        if len(value) > VALUE:
            raise Invalid(None, f"Metadata values have up to {VALUE} characters.", f"metadata[{key}]")
    after = {key: value for key, value in {**kept, **given}.items() if value}
    if len(after) > MOST:
        raise Invalid(None, f"Metadata has up to {MOST} keys.", "metadata")
    return after
