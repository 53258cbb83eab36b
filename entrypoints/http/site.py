"""What all pages of this application have in common: their files, their templates, and whose script takes payments."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from entrypoints.http.assets import Assets, assets
from entrypoints.settings import Settings

STRIPE_JS = "https://js.stripe.com/endive/stripe.js"
"""Loaded from Stripe and from nowhere else; its release is the API version's."""
_STAND_IN = "stripe.js"
_SANDBOX_KEY = "pk_sandbox"


@dataclass(frozen=True, slots=True)
class Site:
    """The customer's side of this application. `base` is the path below which it lies, mostly empty."""

    base: str
    assets: Assets
    sandbox: bool
    publishable_key: str

    def file(self, name: str) -> str:
        """Give the address of one of our files."""
        return f"{self.base}{self.assets.path(name)}"

    @property
    def stripe_js(self) -> str:
        """The address of the script that takes payments: Stripe's, or on the sandbox what stands in for it."""
        return self.file(_STAND_IN) if self.sandbox else STRIPE_JS

    def templates(self) -> Environment:
        """Give the pages' templates, which know the site; what they say is escaped."""
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["site"] = self
        return environment


def site_of(settings: Settings) -> Site:
    """Give the site as it is set."""
    sandbox = settings.gateway == "sandbox"
    return Site(
        base=urlsplit(settings.public_url).path,
        assets=assets(sandbox=sandbox),
        sandbox=sandbox,
        publishable_key=settings.publishable_key or _SANDBOX_KEY,
    )
