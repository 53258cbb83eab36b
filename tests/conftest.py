"""What the first lines of a run say of it, and what makes it quick."""

import gc

from tests.contract.stripe_itself import IS_WANTED


def pytest_report_header() -> str:
    """Say which Stripe the gateway's contract is held against."""
    stripes = "its emulator and Stripe itself, in test mode" if IS_WANTED else "its emulator (no test key is set)"
    return f"gateway contract: the sandbox, and Stripe as {stripes}"


def pytest_collection() -> None:
    """Leave what is collected alone: thousands of tests, all of which stay to the end."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over the tests themselves from now on."""
    gc.freeze()
    gc.enable()
