"""Stripe, kept quiet: at its debug level the SDK would log whole answers, client secrets included (R92)."""

import logging
import os

os.environ.pop("STRIPE_LOG", None)  # the SDK reads it when it is imported, and prints past the log

logging.getLogger("stripe").addFilter(lambda record: record.levelno > logging.DEBUG)
