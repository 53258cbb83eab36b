"""The way in over HTTP: the shop's server, and the customer's browser when it comes back."""

from collections.abc import Callable
from typing import Any

from litestar.testing import TestClient

from tests.acceptance.shop import Files, View, rejection


class Http:
    """A shop that calls over HTTP."""

    def __init__(self, client: TestClient[Any], public_url: str, sweep: Callable[[], object]) -> None:
        self._client = client
        self._public_url = public_url
        self._sweep = sweep

    def open(self, *, key: str | None = None, **asked: Any) -> View:
        return self._post("/checkouts", key, **asked)

    def pay(self, checkout: str, return_url: str | None = None) -> View:
        return self._post(f"/checkouts/{checkout}/alma", return_url=return_url)

    def look_up(self, checkout: str) -> View:
        return self._call("GET", f"/checkouts/{checkout}")

    def settle(self, checkout: str) -> View:
        return self._post(f"/checkouts/{checkout}/settle")

    def change(self, checkout: str, amount: int, lines: list[View] | None = None) -> View:
        return self._call("PATCH", f"/checkouts/{checkout}", json=_said(amount=amount, lines=lines))

    def capture(self, checkout: str, amount: int | None = None) -> View:
        return self._post(f"/checkouts/{checkout}/capture", amount=amount)

    def cancel(self, checkout: str, reason: str | None = None) -> View:
        return self._post(f"/checkouts/{checkout}/cancel", reason=reason)

    def refund(
        self, checkout: str, amount: int | None = None, *, reason: str | None = None, key: str | None = None
    ) -> View:
        return self._post(f"/checkouts/{checkout}/refunds", key, amount=amount, reason=reason)

    def review(self, checkout: str, decision: str) -> View:
        return self._post(f"/checkouts/{checkout}/review", decision=decision)

    def disputes(self, checkout: str) -> View:
        return self._call("GET", f"/checkouts/{checkout}/dispute")

    def submit_evidence(
        self, checkout: str, files: Files, text: str | None = None, *, dispute: str | None = None
    ) -> View:
        fields = {kind: (f"{kind}.pdf", content) for kind, content in files.items()}
        said: dict[str, Any] = {name: (None, told) for name, told in _said(text=text, dispute=dispute).items()}
        sent = fields | said or {"": (None, "")}
        return self._call("POST", f"/checkouts/{checkout}/dispute/evidence", files=sent)

    def timeline(self, checkout: str) -> list[View]:
        items: list[View] = self._call("GET", f"/checkouts/{checkout}/timeline")["items"]
        return items

    def explain(self, checkout: str) -> View:
        return self._call("GET", f"/checkouts/{checkout}/explain")

    def listing(self, *, overdue: bool = False, **wanted: Any) -> View:
        return self._call("GET", "/checkouts", params=_said(overdue="true" if overdue else None, **wanted))

    def reconcile(self) -> View:
        return self._post("/reconcile", since="7d")

    def due(self) -> View:
        return self._call("GET", "/due")

    def done(self, task: str, note: str | None = None) -> View:
        return self._post(f"/due/{task}/done", note=note)

    def give_back(self, payment: str) -> View:
        return self._post(f"/orphans/{payment}/refund")

    def export(self, form: str, **wanted: Any) -> str:
        answer = self._client.get("/checkouts/export", params=_said(format=form, **wanted))
        if answer.status_code >= 400:
            raise rejection(answer.json())
        return answer.text

    def eligibility(self, amount: int, currency: str, country: str) -> View:
        asked = {"amount": amount, "currency": currency, "country": country}
        return self._call("GET", "/eligibility", params=asked)

    def come_back(self, checkout: str, address: str) -> str | None:
        path = address.removeprefix(self._public_url)
        while path.startswith("/"):
            answer = self._client.get(path, follow_redirects=False)
            if answer.status_code == 200:
                return None
            if answer.status_code >= 400:
                raise rejection(answer.json())
            path = answer.headers["location"].removeprefix(self._public_url)
        return path

    def events(self, state: str) -> View:
        return self._call("GET", "/events", params={"state": state})

    def resend(self, event: str | None = None) -> View:
        return self._call("POST", f"/events/{event}/resend" if event else "/events/resend")

    def make_rounds(self) -> None:
        """The server does it by itself; nobody asks it to."""
        self._sweep()

    def _post(self, path: str, key: str | None = None, **asked: Any) -> View:
        headers = {} if key is None else {"Idempotency-Key": key}
        return self._call("POST", path, json=_said(**asked), headers=headers)

    def _call(self, method: str, path: str, **asked: Any) -> View:
        answer = self._client.request(method, path, **asked)
        body: View = answer.json()
        if answer.status_code >= 400:
            raise rejection(body)
        return body


def _said(**asked: Any) -> View:
    return {name: value for name, value in asked.items() if value is not None}
