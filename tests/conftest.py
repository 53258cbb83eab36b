"""What the first lines of a run say of it."""

from tests.contract.stripe_itself import IS_WANTED


def pytest_report_header() -> str:
    """Say which Stripe the gateway's contract is held against."""
    stripes = "its emulator and Stripe itself, in test mode" if IS_WANTED else "its emulator (no test key is set)"
    return f"gateway contract: the sandbox, and Stripe as {stripes}"
