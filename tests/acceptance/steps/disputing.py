"""Steps about disputes, and the evidence with which the shop answers them."""

from datetime import datetime, timedelta

from pytest_bdd import given, step, then, when

from domain.evidence import LARGEST, LONGEST
from domain.payment import ProviderEvidence
from tests.acceptance.shop import Files, View
from tests.acceptance.steps.sentences import Price, Sentence, code
from tests.acceptance.story import Story

PDF = b"%PDF-1.7 "
A_RECEIPT: Files = {"receipt": PDF + b"149.90 EUR, paid with thanks"}
TWO_FILES: Files = {**A_RECEIPT, "shipping_documentation": b"\x89PNG\r\n\x1a\n left at the door"}

UNFIT: dict[str, tuple[Files, str | None]] = {
    "nothing at all": ({}, None),
    "a receipt that is a spreadsheet": ({"receipt": b"PK\x03\x04"}, None),
    "a receipt that is empty": ({"receipt": b""}, None),
    "files of more than 4.5 MB": ({**A_RECEIPT, "refund_policy": PDF.ljust(LARGEST, b"x")}, None),
    "a text of more than 20,000 characters": (A_RECEIPT, "x" * (LONGEST + 1)),
}


def submits(story: Story, files: Files, text: str | None = None, *, dispute: str | None = None) -> None:
    """Have the shop answer a dispute."""
    story.attempt(story.world.shop.submit_evidence, story.id, files, text, dispute=dispute)


def evidence_there(story: Story, dispute: str) -> ProviderEvidence | None:
    """Give what the provider has for a dispute."""
    return next(told.evidence for told in story.world.provider.see(story.payment).disputes if told.id == dispute)


def shown(story: Story) -> View:
    """Give the dispute that the checkout shows."""
    dispute: View = story.view["dispute"]
    return dispute


@given(Sentence("a disputed checkout of {total:Price}"))
def disputed(story: Story, total: Price) -> None:
    story.begin("paid", total)
    story.kept["dispute"] = story.in_person("dispute")
    story.do("settle")


@given("the customer disputes it, which the shop has not heard of")
def disputes_unheard(story: Story) -> None:
    story.kept["dispute"] = story.in_person("dispute")


@given("the dispute is lost, which the shop has not heard of")
def lost_unheard(story: Story) -> None:
    story.in_person("close_dispute", story.kept["dispute"], "lost")


@when("somebody at the provider submits a receipt, and the shop asks")
def submitted_there(story: Story) -> None:
    story.in_person("submit_evidence", story.kept["dispute"], "receipt")
    story.do("settle")


@step("the shop submits a receipt")
def submits_a_receipt(story: Story) -> None:
    submits(story, A_RECEIPT)


@when("the shop submits a receipt, twice")
def submits_a_receipt_twice(story: Story) -> None:
    submits(story, A_RECEIPT)
    submits(story, A_RECEIPT)


@when("the shop submits a receipt and proof of shipping")
def submits_two_files(story: Story) -> None:
    submits(story, TWO_FILES)


@when(Sentence("{time:Time} later the shop submits a receipt and proof of shipping"))
def submits_two_files_later(story: Story, time: timedelta) -> None:
    story.world.clock.advance(time)
    submits(story, TWO_FILES)


@when(Sentence('the shop submits a receipt and writes "{text:Words}"'))
def submits_a_text(story: Story, text: str) -> None:
    submits(story, A_RECEIPT, text)


@when("the shop submits a receipt for the last of them")
def submits_for_the_last(story: Story) -> None:
    submits(story, A_RECEIPT, dispute=story.kept["dispute"])


@when(Sentence("the shop submits {what:Unfit}"))
def submits_what_is_unfit(story: Story, what: str) -> None:
    submits(story, *UNFIT[what])


@given("the shop submits a receipt, and the answer gets lost")
def submits_without_answer(story: Story) -> None:
    story.world.provider.lose_answer("evidence")
    submits(story, A_RECEIPT)

    assert story.refusal().code == "provider_unavailable"


@given("the shop submits a receipt, and it never arrives")
def submits_without_effect(story: Story) -> None:
    story.world.provider.lose_call("evidence")
    submits(story, A_RECEIPT)

    assert story.refusal().code == "provider_unavailable"


@given("the shop submits a receipt in vain")
def submits_in_vain(story: Story) -> None:
    story.world.provider.refuse("evidence", "file_too_long")
    submits(story, A_RECEIPT)

    assert story.refusal().code == "provider_refused"


@when("the shop looks at its disputes")
def looks_at_disputes(story: Story) -> None:
    story.do("disputes")


@then(Sentence("it sees {count:d} dispute that is open, and that the shipment is to be held"))
@then(Sentence("it sees {count:d} disputes that are open, and that the shipment is to be held"))
def sees_disputes(story: Story, count: int) -> None:
    story.settle_accounts()

    assert [item["status"] for item in story.answer["items"]] == ["open"] * count
    assert story.answer["hold_shipment"]


@then(Sentence('there is an open dispute over {amount:Price}, because of "{reason:Words}"'))
def open_dispute(story: Story, amount: Price, reason: str) -> None:
    dispute = shown(story)

    assert (dispute["status"], dispute["amount"], dispute["reason"]) == ("open", amount.amount, code(reason))
    assert dispute["closed_at"] is None


@then(Sentence("the dispute is {status:w}"))
def dispute_is(story: Story, status: str) -> None:
    dispute = shown(story)

    assert (dispute["status"], dispute["closed_at"] is None) == (status, False)


@then("there is no dispute")
def no_dispute(story: Story) -> None:
    assert story.view["dispute"] is None


@then(Sentence("the shop has {time:Time} to answer it"))
def time_to_answer(story: Story, time: timedelta) -> None:
    due, opened = (datetime.fromisoformat(shown(story)[name]) for name in ("evidence_due_at", "opened_at"))

    assert due - opened == time


@then("the shipment is to be held")
def held(story: Story) -> None:
    assert story.view["hold_shipment"] is True


@then("the shipment is not to be held")
def not_held(story: Story) -> None:
    assert story.view["hold_shipment"] is False


@then(Sentence("the provider has a {what:Evidence}"))
def provider_has(story: Story, what: tuple[tuple[str, ...], bool]) -> None:
    shows = shown(story)["evidence"]
    there = evidence_there(story, story.kept["dispute"])

    assert there
    assert (there.files, there.has_text) == what
    assert (shows["status"], tuple(shows["files"]), shows["text"]) == ("submitted", *what)


@then("the provider has a receipt for the last of them alone")
def provider_has_for_the_last(story: Story) -> None:
    answered = [told.id for told in story.world.provider.see(story.payment).disputes if told.evidence]

    assert answered == [story.kept["dispute"]]


@then("the provider has no evidence")
def provider_has_none(story: Story) -> None:
    assert evidence_there(story, story.kept["dispute"]) is None
    assert shown(story)["evidence"] is None


@then(Sentence('"{event:Words}" happened once'))
def happened_once(story: Story, event: str) -> None:
    assert story.events.count(code(event)) == 1
