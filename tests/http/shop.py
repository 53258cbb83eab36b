"""A shop that calls over HTTP, and its customer in a browser."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dependency_injector import providers
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from domain.ports import Clock
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings

View = dict[str, Any]

ARMCHAIR: View = {"order": "VELVET-ARMCHAIR", "amount": 14_990, "currency": "EUR", "country": "FR"}
THANKS = "https://shop.example/thanks?order=1001#top"


def a_container(clock: Clock, **settings: str) -> Container:
    """Put everything together in memory, with this clock and these settings."""
    environment = {"ALMA_CHECKOUT_DATABASE_URL": "memory://"}
    for name, value in settings.items():
        environment[name.upper() if name.startswith("stripe_") else f"ALMA_CHECKOUT_{name.upper()}"] = value
    return Container(settings=Settings(environment), clock=providers.Object(clock))


def an_app(clock: Clock, **settings: str) -> Litestar:
    """Give an application that does not sweep by itself."""
    return create_app(a_container(clock, **settings), sweeping=False)


@dataclass(frozen=True)
class Shop:
    """The shop's server and its customer, who follow no redirects by themselves."""

    client: TestClient[Litestar]

    def get(self, path: str, **asked: Any) -> Response:
        return self.client.get(path, follow_redirects=False, **asked)

    def post(self, path: str, json: View | None = None, **asked: Any) -> Response:
        return self.client.post(path, json=json, follow_redirects=False, **asked)

    def patch(self, path: str, json: View) -> Response:
        return self.client.patch(path, json=json)

    def opened(self, **wanted: Any) -> View:
        """Open a checkout for an armchair of 149.90 EUR."""
        return self._done(self.post("/checkouts", ARMCHAIR | wanted))

    def at_alma(self, **wanted: Any) -> View:
        """Open a checkout and send its customer to Alma."""
        return self._done(self.post(f"/checkouts/{self.opened(**wanted)['id']}/alma"))

    def decided(self, checkout: View, decision: str) -> str:
        """Have the customer decide on Alma's page; give the address they come back to, without our host."""
        page = urlsplit(checkout["attempt"]["redirect_url"]).path
        answer = self.post(page, data={"decision": decision})
        address = urlsplit(answer.headers["location"])
        return f"{address.path}?{address.query}"

    def settled(self, checkout: View) -> View:
        return self._done(self.post(f"/checkouts/{checkout['id']}/settle"))

    def paid(self, **wanted: Any) -> View:
        """Have a checkout paid, or its money reserved with `capture="manual"`."""
        checkout = self.at_alma(**wanted)
        self.decided(checkout, "approve")
        return self.settled(checkout)

    def seen(self, checkout: View) -> View:
        """Look at a checkout as it is stored."""
        return self._done(self.get(f"/checkouts/{checkout['id']}"))

    def _done(self, answer: Response) -> View:
        view: View = answer.raise_for_status().json()
        return view
