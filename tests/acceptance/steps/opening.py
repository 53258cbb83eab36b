"""Steps about opening checkouts, and finding those that are."""

from typing import Any

from pytest_bdd import given, step, then, when

from tests.acceptance.shop import View
from tests.acceptance.steps.sentences import Price, Sentence, code, price
from tests.acceptance.story import Story

Table = list[list[str]]

ADDRESSES = {
    "an address without a host": "/thanks",
    "an address that is not protected": "http://shop.example/thanks",
    "an address with a user's name": "https://armchair@shop.example/thanks",
    "an address that carries a status": "https://shop.example/thanks?status=paid",
    "an address that carries a checkout": "https://shop.example/thanks?checkout=1001",
    "an address with the provider's words": "https://shop.example/thanks?redirect_status=succeeded",
    "an address of 2048 characters": "https://shop.example/".ljust(2048, "x"),
    "an address of 2049 characters": "https://shop.example/".ljust(2049, "x"),
}


def euros(text: str) -> int:
    """Read `129.90` as cents."""
    return int(text.replace(".", ""))


def lines(table: Table) -> list[View]:
    """Read order lines from a table."""
    return [{"name": name, "quantity": int(quantity), "unit_amount": euros(each)} for name, quantity, each in table[1:]]


def opened(story: Story, total: Price, **asked: Any) -> None:
    """Open a checkout."""
    story.open(amount=total.amount, currency=total.currency, **asked)


@step(Sentence("the shop opens a checkout of {total:Price}"))
@given(Sentence("an open checkout of {total:Price}"))
def opens(story: Story, total: Price) -> None:
    opened(story, total)


@step(Sentence('the shop opens a checkout of {total:Price} with the key "{key:Words}"'))
@given(Sentence('an open checkout of {total:Price} with the key "{key:Words}"'))
def opens_with_key(story: Story, total: Price, key: str) -> None:
    opened(story, total, key=key)


@when(Sentence("the shop opens a checkout of {total:Price} for order {order}"))
@given(Sentence("an open checkout of {total:Price} for order {order}"))
def opens_for_order(story: Story, total: Price, order: str) -> None:
    opened(story, total, order=order)


@when(Sentence("the shop opens a checkout of {total:Price} for Alma alone"))
@given(Sentence("an open checkout of {total:Price} for Alma alone"))
def opens_for_alma(story: Story, total: Price) -> None:
    opened(story, total, methods="alma")


@when(Sentence("the shop opens a checkout of {total:Price} for Alma alone and a customer in {country:Country}"))
def opens_for_alma_in(story: Story, total: Price, country: str) -> None:
    opened(story, total, methods="alma", country=country)


@when(Sentence('the shop opens a checkout of {total:Price} for Alma alone with the key "{key:Words}"'))
def opens_for_alma_with_key(story: Story, total: Price, key: str) -> None:
    opened(story, total, methods="alma", key=key)


@given(Sentence("an open checkout of {total:Price} to be captured later"))
def opens_to_be_captured(story: Story, total: Price) -> None:
    opened(story, total, capture="manual")


@given(Sentence("an open checkout of {total:Price} with these lines"))
def opens_with_lines(story: Story, total: Price, datatable: Table) -> None:
    opened(story, total, lines=lines(datatable))


@given(Sentence('an open checkout of {total:Price} to come back from to "{address:Words}"'))
def opens_with_address(story: Story, total: Price, address: str) -> None:
    opened(story, total, return_url=address)


@when(Sentence("the shop opens a checkout of {total:Price} to come back from to {address}"))
def opens_with_kind_of_address(story: Story, total: Price, address: str) -> None:
    opened(story, total, return_url=ADDRESSES[address])


@given(Sentence('the shop asked in vain for a checkout of {total:Price} with the key "{key:Words}"'))
def opening_in_vain(story: Story, total: Price, key: str) -> None:
    opened(story, total, key=key)

    assert story.refusal().code == "provider_unavailable"


@given(Sentence('the shop was refused a checkout of {total:Price} with the key "{key:Words}"'))
def opening_refused(story: Story, total: Price, key: str) -> None:
    opened(story, total, key=key)

    assert story.refusal().code == "provider_refused"


@given(Sentence('the shop was refused a checkout of {total:Price} for Alma alone with the key "{key:Words}"'))
def opening_for_alma_refused(story: Story, total: Price, key: str) -> None:
    opened(story, total, methods="alma", key=key)

    assert story.refusal().code == "alma_not_offered"


@when(Sentence('somebody types "{text:Words}" as the amount in EUR'))
def types_amount(story: Story, text: str) -> None:
    story.attempt(story.world.shop.type_amount, text)  # type: ignore[attr-defined]  # the command line alone has this


@given("these checkouts")
def these_checkouts(story: Story, datatable: Table) -> None:
    for order, status in datatable[1:]:
        story.minutes_pass(1)
        story.begin(status, order=order)


@given("these checkouts, each a day after the one before")
def these_checkouts_day_by_day(story: Story, datatable: Table) -> None:
    for order, total, country, status in datatable[1:]:
        story.minutes_pass(24 * 60)
        story.begin(status, price(total), order=order, country=country)


@then("there is no checkout, and no payment at the provider")
def nothing_is_left(story: Story) -> None:
    assert (story.world.shop.listing()["items"], story.world.provider.payments()) == ([], [])


@then("no payment was made at the provider")
def no_payment(story: Story) -> None:
    assert story.world.provider.payments() == []


@then(Sentence("exactly one payment was made at the provider, of {total:Price}"))
def one_payment(story: Story, total: Price) -> None:
    story.settle_accounts()

    assert [(payment.amount, payment.currency) for payment in story.world.provider.payments()] == [total]


@then("there is one checkout for the order")
def one_checkout(story: Story) -> None:
    assert len(story.world.shop.listing(order="1001")["items"]) == 1


@then("the checkout of the order has its payment")
def has_its_payment(story: Story) -> None:
    story.find()

    assert story.view["payment"]["id"] == story.world.provider.payments()[0].id


@then(Sentence('the checkout of the order is canceled, because of "{reason:Words}"'))
def found_canceled(story: Story, reason: str) -> None:
    story.find()

    assert story.view["cancellation"]["reason"] == code(reason)


@then(Sentence("it is told of {count:d} other checkout of the order, which is {status:Status}"))
def others(story: Story, count: int, status: str) -> None:
    assert [other["status"] for other in story.answer["others"]] == [status] * count


@then("it is told of no other checkout of the order")
def no_others(story: Story) -> None:
    assert story.answer["others"] == []


@then("it is the same checkout")
def the_same(story: Story) -> None:
    assert story.opened[-1]["id"] == story.opened[0]["id"]


@then("it is another checkout")
def another(story: Story) -> None:
    assert story.opened[-1]["id"] != story.opened[0]["id"]


@then(Sentence("the shop is shown that it is {status:Status}"))
def shown_as(story: Story, status: str) -> None:
    assert story.answer["status"] == status


@then(Sentence("its amount is {total:Price}"))
def amount_is(story: Story, total: Price) -> None:
    assert (story.view["amount"], story.view["currency"]) == total
