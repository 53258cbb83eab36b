"""Every route of the application, as it stands: whatever is added is held to the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from httpx import Response
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from entrypoints.http.app import create_app
from tests.http.shop import ARMCHAIR, Shop, View, a_container
from tests.support.manual_clock import ManualClock

KEY = "harbour-at-noon"
WITH_KEY = {"Authorization": f"Bearer {KEY}"}
SANDBOX = {"api_keys": f"shop:{KEY}"}
STRIPE = {
    **SANDBOX,
    "gateway": "stripe",
    "stripe_secret_key": "sk_test_hush",
    "stripe_publishable_key": "pk_test_1",
    "stripe_webhook_secret": "whsec_hush",
    "stripe_api_base": "http://127.0.0.1:1",
}
READING = {"GET", "HEAD"}
AMBIENT = {
    "Cookie": f"session={KEY}; key={KEY}; Authorization=Bearer {KEY}",
    "Origin": "http://127.0.0.1:8000",
    "Referer": "http://127.0.0.1:8000/pay/co_1",
    "Sec-Fetch-Site": "same-origin",
    "X-Api-Key": KEY,
    "X-Forwarded-For": "127.0.0.1",
}
"""What a browser sends by itself, or a proxy adds; it opens nothing."""


@dataclass(frozen=True)
class Call:
    """A method of a route."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def changes(self) -> bool:
        return self.method not in READING

    def to(self, **names: str) -> str:
        """Give its address with these names."""
        path = self.path
        for name, value in names.items():
            path = path.replace(f"{{{name}:str}}", value)
        path = path.replace("{task:str}", "capture:co_1").replace("{payment:str}", "pi_1")
        return path.replace("{path:str}", "nothing").replace("{version:str}", "1").replace("{name:str}", "page.css")


def calls(app: Litestar) -> Iterator[Call]:
    """Go through all of them but OPTIONS, to which the framework answers with the methods that there are."""
    for route in app.routes:
        methods = route.methods if isinstance(route, HTTPRoute) else {"POST"}  # a plain one says itself what it takes
        for method in sorted(methods - {"OPTIONS"}):
            yield Call(method, route.path)


def all_calls(**settings: str) -> list[Call]:
    """Give all calls of an application with these settings."""
    return sorted(calls(create_app(a_container(ManualClock(), **settings), sweeping=False)), key=str)


OF_THE_SANDBOX = all_calls(**SANDBOX)
WITH_STRIPE = all_calls(**STRIPE)


@dataclass
class House:
    """An application with a checkout at Alma, and whoever stands before it without a key."""

    client: TestClient[Litestar]

    def __post_init__(self) -> None:
        self.client.headers.update(WITH_KEY)
        self.checkout: View = Shop(self.client).at_alma()
        del self.client.headers["Authorization"]
        self.names = {"checkout_id": self.checkout["id"], "payment_id": self.checkout["payment"]["id"]}

    def asked(self, call: Call, body: object = None, **headers: str) -> Response:
        """Make a call about this checkout, with all that a browser sends by itself."""
        content = None if call.method in READING else ARMCHAIR if body is None else body
        return self.client.request(
            call.method, call.to(**self.names), headers=AMBIENT | headers, json=content, follow_redirects=False
        )

    def seen(self) -> View:
        """Look at the checkout as it is stored."""
        path = f"/checkouts/{self.checkout['id']}"
        view: View = self.client.get(path, headers=WITH_KEY).json()
        view["timeline"] = self.client.get(f"{path}/timeline", headers=WITH_KEY).json()
        return view

    def count(self) -> int:
        """Count the checkouts there are."""
        return len(self.client.get("/checkouts", headers=WITH_KEY).json()["items"])
