"""The browser of these tests: the machine's own Chromium, else the one that playwright has fetched."""

import shutil
from pathlib import Path

from playwright.async_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "The browser tests need Chromium: install it (Debian: apt-get install chromium), "
    "or have playwright fetch its own (.venv/bin/playwright install chromium)."
)


def executable(playwright: Playwright) -> str | None:
    """Give the path of a Chromium, if there is one."""
    ours = next(filter(None, map(shutil.which, NAMES)), None)
    fetched = playwright.chromium.executable_path
    return ours or (fetched if Path(fetched).exists() else None)
