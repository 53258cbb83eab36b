"""The emulator as a process of its own: `python -m tests.support.stripe_emulator --port 0` prints its address."""

import argparse
import gc
import signal
import sys

from tests.support.stripe_emulator.clock import ShiftedClock
from tests.support.stripe_emulator.emulator import SECRET_KEY, Emulator
from tests.support.stripe_emulator.server import serve
from tests.support.stripe_emulator.webhooks import SECRET

STOPPING = {signal.SIGINT, signal.SIGTERM}


def main() -> None:
    """Serve until interrupted; fail for what could not be judged."""
    parser = argparse.ArgumentParser(prog="stripe_emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--secret-key", action="append", help=f"a key that is taken; {SECRET_KEY} by default")
    parser.add_argument("--webhook-secret", action="append", help=f"signs what is delivered; {SECRET} by default")
    parser.add_argument("--uncollected", action="store_true", help="never pause to collect garbage: it grows instead")
    asked = parser.parse_args()
    if asked.uncollected:
        gc.disable()
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    emulator = Emulator(ShiftedClock(), *asked.secret_key or ())
    with serve(emulator, *asked.webhook_secret or (), port=asked.port) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        signal.sigwait(STOPPING)


if __name__ == "__main__":
    main()
