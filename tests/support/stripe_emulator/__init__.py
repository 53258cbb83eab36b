"""A strict emulator of Stripe's API, for tests: what Stripe refuses it refuses, and what it does not know as well.

Where Stripe's own behaviour is not documented, a line says "Not confirmed"; nothing may be built on that.
"""
