"""API keys are known by their hashes, and compared so that the time tells nothing."""

import inspect
from dataclasses import dataclass, field
from hashlib import sha256

from entrypoints.api_keys import ApiKey, owner

SHOP = ApiKey("shop", sha256(b"harbour-at-noon").hexdigest())


@dataclass(frozen=True)
class Noting(ApiKey):
    """A key that notes what it was compared with."""

    compared: list[str] = field(default_factory=list)

    def fits(self, key: str) -> bool:
        self.compared.append(self.name)
        return ApiKey.fits(self, key)


def test_every_key_is_compared_whichever_fits() -> None:
    """None is passed over because an earlier one fitted."""
    compared: list[str] = []
    keys = [Noting(name, SHOP.digest, compared=compared) for name in ("shop", "till", "stall")]

    assert owner(keys, "harbour-at-noon") == "shop"
    assert compared == ["shop", "till", "stall"]


def test_the_first_that_fits_names_the_caller_and_none_names_nobody() -> None:
    """The hash of a key is no key."""
    till = ApiKey("till", SHOP.digest)

    assert owner([SHOP, till], "harbour-at-noon") == "shop"
    assert owner([SHOP, till], SHOP.digest) is None
    assert owner([], "harbour-at-noon") is None


def test_digests_are_compared_in_constant_time() -> None:
    """By the standard library's own comparison; a key of any length is hashed first."""
    assert "hmac.compare_digest(" in inspect.getsource(ApiKey.fits)
