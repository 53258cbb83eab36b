"""Opening a checkout: what the shop asks for, and the checkout it becomes (R12, R20, R21)."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from domain.checkout import Capture, Checkout, Methods, PaymentRef
from domain.errors import InvalidRequest
from domain.order import Order
from domain.payment import ALMA, Payment
from domain.timeline import Details, Entry

LOCALES = ("en", "fr")
"""The languages customers are spoken to in; the first is for everybody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A request to open a checkout, as understood."""

    order: Order
    methods: Methods = Methods.AUTOMATIC
    capture: Capture = Capture.AUTOMATIC
    locale: str | None = None
    return_url: str | None = None

    def fingerprint(self) -> str:
        """Tell requests apart by what they mean, not by how they are written; what is not said leaves no trace."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def checkout(
        self, checkout_id: str, *, alma_excluded: bool, open_for: timedelta, at: datetime, by: str
    ) -> Checkout:
        """Give the checkout that this request opens, still without a payment."""
        opened = Checkout(
            id=checkout_id,
            order=self.order,
            methods=self.methods,
            capture=self.capture,
            locale=self.locale,
            return_url=self.return_url,
            opened_at=at,
            updated_at=at,
            lapses_at=at + open_for,
            alma_excluded=alma_excluded,
        )
        total = self.order.total
        detail: Details = {
            "order": self.order.reference,
            "amount": total.amount,
            "currency": total.currency,
        }
        return opened.changed(at, Entry(at, "opened", by, detail))


def locale_of(text: str | None) -> str | None:
    """Give the language for a BCP 47 tag; an unknown one is English, and none is left to the customer's browser.

    Raises:
        InvalidRequest: longer than 35 characters.
    """
    if text is not None and len(text) > 35:  # noqa: PLR2004 -- the limit of the interface, said in the message
        raise InvalidRequest("locale", "must have at most 35 characters.")
    if text is None:
        return None
    language = text.replace("_", "-").split("-")[0].lower()
    return language if language in LOCALES else LOCALES[0]


def with_payment(checkout: Checkout, payment: Payment, gateway: str, *, at: datetime, by: str) -> Checkout:
    """Write down the payment that was made for a checkout; once (R20)."""
    if checkout.payment is not None:
        return checkout
    return checkout.changed(
        at,
        Entry(at, "payment_created", by, {"payment": payment.id}),
        payment=PaymentRef(gateway, payment.id, payment.created_at),
        alma_offered=ALMA in payment.offered,
    )
