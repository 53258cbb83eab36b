"""What a browser complains of: errors of a script, breaches of the page's policy, and files from somebody else."""

from playwright.async_api import BrowserContext, ConsoleMessage, Request, WebError

REFUSALS = "Failed to load resource"
"""A refusal that is answered with a status, such as that of a declined card, is no trouble."""


class Trouble:
    """Watches every page of a window; `friends` are the addresses that pages may call."""

    def __init__(self, context: BrowserContext, *friends: str) -> None:
        self.seen: list[str] = []
        self.friends = friends
        context.on("console", self._hear)
        context.on("weberror", self._fail)
        context.on("request", self._load)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(REFUSALS):
            self.seen.append(message.text)

    def _fail(self, error: WebError) -> None:
        self.seen.append(str(error.error))

    def _load(self, request: Request) -> None:
        if not request.url.startswith((*self.friends, "https://shop.example/")):
            self.seen.append(f"{request.url} was asked for")
