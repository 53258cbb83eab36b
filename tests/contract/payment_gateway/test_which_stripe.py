"""With a test key the contract is held against Stripe itself too, and the run says so at its beginning."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("key", "said", "itself"),
    [
        ("", "no test key is set", False),
        ("sk_test_velvet", "Stripe itself, in test mode", True),
        ("sk_live_velvet", "no test key is set", False),
    ],
)
def test_a_test_key_brings_stripe_itself_in(key: str, said: str, itself: bool) -> None:
    """A live key never does."""
    collected = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider", "tests/contract/payment_gateway"],
        cwd=Path(__file__).parents[3],
        env={"PATH": os.environ["PATH"], "STRIPE_SECRET_KEY": key},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said in collected
    assert ("stripe-itself" in collected) is itself
