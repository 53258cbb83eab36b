"""Steps about what a list is narrowed by, and about exports."""

import csv
import json
from io import StringIO

from pytest_bdd import then, when

from tests.acceptance.shop import View
from tests.acceptance.steps.sentences import Price, Sentence, code
from tests.acceptance.story import Story


def rows(text: str, form: str) -> list[View]:
    """Read an export: each checkout's order, and what is said of its payment."""
    if form == "csv":
        return list(csv.DictReader(StringIO(text, newline="")))
    lines = [json.loads(line) for line in text.splitlines()]
    return [{**line, **(line["payment"] or {})} for line in lines]


@when(Sentence("the shop lists what is for customers in {country:Country}"))
def lists_country(story: Story, country: str) -> None:
    story.attempt(story.world.shop.listing, country=country)


@when(Sentence("the shop lists what is in {currency:Currency}"))
def lists_currency(story: Story, currency: str) -> None:
    story.attempt(story.world.shop.listing, currency=currency)


@when(Sentence("the shop lists what was tried with {method}"))
def lists_method(story: Story, method: str) -> None:
    story.attempt(story.world.shop.listing, method=method)


@when(Sentence("the shop lists what costs from {least:Price} to {most:Price}"))
def lists_amounts(story: Story, least: Price, most: Price) -> None:
    listing, currency = story.world.shop.listing, least.currency
    story.attempt(listing, amount_from=least.amount, amount_to=most.amount, currency=currency)


@when(Sentence("the shop lists what was opened from {first:Day} to {last:Day}"))
def lists_days(story: Story, first: str, last: str) -> None:
    story.attempt(story.world.shop.listing, opened_from=first, opened_to=last)


@then(Sentence('the shop is refused: "{refusal:Words}", for the field "{field:Words}"'))
def is_refused_for_a_field(story: Story, refusal: str, field: str) -> None:
    story.refused = story.refusal()
    told = [error["field"] for error in story.told()["errors"]]

    assert (story.refused.code, told) == (code(refusal), [code(field)])


@when(Sentence("the shop exports everything, as {form}"))
def exports(story: Story, form: str) -> None:
    story.kept["form"] = form
    story.attempt(story.world.shop.export, form)


@when(Sentence("the shop exports what is in {currency:Currency}, as {form}"))
def exports_currency(story: Story, currency: str, form: str) -> None:
    story.kept["form"] = form
    story.attempt(story.world.shop.export, form, currency=currency)


@then(Sentence("it is given the orders {orders}"))
def is_given_orders(story: Story, orders: str) -> None:
    story.settle_accounts()

    assert [row["order"] for row in rows(story.answer, story.kept["form"])] == orders.split(", ")


@then(Sentence("{total:Price} of order {order} were captured, in {count:d} instalments that Alma has a name for"))
def is_given_the_plan(story: Story, total: Price, order: str, count: int) -> None:
    [row] = [row for row in rows(story.answer, story.kept["form"]) if row["order"] == order]

    assert (int(row["captured"]), row["currency"], int(row["installment_count"])) == (*total, count)
    assert row["transaction_id"]


@then("the address at Alma is not in it")
def no_address(story: Story) -> None:
    assert story.alma_address
    assert story.alma_address not in story.answer
