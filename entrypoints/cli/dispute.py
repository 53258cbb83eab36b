"""`alma-checkout dispute`."""

from datetime import datetime

import click

from domain.checkout import Checkout
from domain.errors import InvalidRequest, NotFound
from domain.evidence import KINDS
from domain.explanation.times import exactly
from domain.money import money_text
from domain.representations import of_dispute
from domain.use_cases.submit_evidence import Submitted
from entrypoints.cli.answer import Answer
from entrypoints.cli.command import checkout_id, command
from entrypoints.cli.evidence import evidence_of
from entrypoints.cli.table import fields, hanging
from entrypoints.cli.words import contents, evidence, time, words
from entrypoints.container import Container
from entrypoints.view import View, disputes_view


@command("dispute", example="alma-checkout dispute co_0a1b2c3d --evidence receipt=invoice.pdf", acts=True)
@checkout_id
@click.option(
    "--evidence",
    "first",
    metavar="[KIND=]FILE...",
    multiple=True,
    help=f"A PDF, JPEG or PNG that speaks for you. KIND is one of {', '.join(KINDS)}; the last where none is said.",
)
@click.argument("more", metavar="", nargs=-1)
@click.option("--text", help="What you have to say.")
@click.option("--dispute", "dispute_id", metavar="DISPUTE", help="Which dispute, where there are several.")
async def dispute(
    container: Container,
    *,
    checkout_id: str,
    by: str,
    first: tuple[str, ...],
    more: tuple[str, ...],
    text: str | None,
    dispute_id: str | None,
) -> Answer:
    """Show what is disputed and until when to answer; with --evidence or --text, answer it, once."""
    if more and not first:
        raise InvalidRequest("arguments", f"There is nothing to do with {more[0]}: evidence comes after --evidence.")
    if not first and text is None:
        return _shown(container, await container.checkouts().get(checkout_id), dispute_id)
    submitted = await container.submit_evidence()(
        checkout_id, evidence_of(first + more, text), by=by, dispute_id=dispute_id
    )
    aside = "It was submitted before." if submitted.replayed else ""
    return Answer(of_dispute(submitted.dispute), _told(submitted), aside)


def _shown(container: Container, checkout: Checkout, dispute_id: str | None) -> Answer:
    view, now = disputes_view(checkout), container.clock().now()
    if dispute_id is not None:
        view["items"] = [item for item in view["items"] if item["id"] == dispute_id]
        if not view["items"]:
            raise NotFound("There is no such dispute over this checkout.")
    items = sorted(view["items"], key=lambda item: (item["status"] != "open", item["evidence_due_at"]))
    blocks = [_block(item, checkout, now) for item in items] or [f"Nothing about {checkout.id} is disputed."]
    return Answer(view, "\n\n".join(blocks))


def _block(item: View, checkout: Checkout, now: datetime) -> str:
    due, is_open = item["evidence_due_at"], item["status"] == "open"
    return fields(
        [
            ("dispute", item["id"]),
            ("status", item["status"]),
            ("amount", money_text(item["amount"], checkout.order.total.currency)),
            ("reason", words(item["reason"])),
            ("opened", time(item["opened_at"])),
            ("closed", time(item["closed_at"]) if item["closed_at"] else None),
            ("evidence until", exactly(datetime.fromisoformat(due), now) if is_open else None),
            ("shipment", "hold what is not sent yet" if is_open else None),
            ("evidence", evidence(item["evidence"]) if item["evidence"] else "none yet" if is_open else "none"),
        ]
    )


def _told(submitted: Submitted) -> str:
    dispute = of_dispute(submitted.dispute)
    what = contents(dispute["evidence"])
    return hanging(
        "",
        f"The provider has your evidence for {dispute['id']}: {what}. It decides now; until then nothing can be "
        "refunded, and what is not sent yet is to be held.",
    )
