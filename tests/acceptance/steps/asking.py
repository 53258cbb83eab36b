"""Steps about whether Alma is offered, and what paying with it would look like."""

from datetime import UTC, date, datetime, time

from pytest_bdd import given, then, when

from domain.payment import ALMA
from tests.acceptance.shop import View
from tests.acceptance.steps.sentences import Price, Sentence, code
from tests.acceptance.story import Story


def obstacles(verdict: View) -> list[str]:
    """The codes of what keeps Alma from being offered."""
    return [obstacle["code"] for obstacle in verdict["obstacles"]]


def plan(verdict: View, count: int) -> list[View]:
    """The parts of the plan in `count`."""
    return next(plan["installments"] for plan in verdict["plans"] if plan["count"] == count)


def cents(text: str) -> list[int]:
    """Read `75.00, 75.00`."""
    return [int(part.replace(".", "")) for part in text.split(", ")]


@given(Sentence("today is {today}"))
def today_is(story: Story, today: str) -> None:
    story.world.clock.set(datetime.combine(date.fromisoformat(today), time(12), UTC))


@when(Sentence("the shop asks about {total:Price} for a customer in {country:Country}"))
def shop_asks(story: Story, total: Price, country: str) -> None:
    story.attempt(story.world.shop.eligibility, *total, country)


@then("Alma is offered")
def alma_is_offered(story: Story) -> None:
    assert story.answer["eligible"]


@then("Alma is not offered")
def alma_is_not_offered(story: Story) -> None:
    assert not story.answer["eligible"]


@then(Sentence('the only obstacle is "{obstacle:Words}"'))
def the_only_obstacle(story: Story, obstacle: str) -> None:
    assert obstacles(story.answer) == [code(obstacle)]


@then(Sentence('the obstacles are "{one:Words}" and "{other:Words}"'))
def the_obstacles(story: Story, one: str, other: str) -> None:
    assert obstacles(story.answer) == [code(one), code(other)]


@then(Sentence("{minimum:Price} is the minimum and {missing:Price} is missing"))
def what_is_missing(story: Story, minimum: Price, missing: Price) -> None:
    [obstacle] = story.answer["obstacles"]

    assert (obstacle["minimum"], obstacle["missing"]) == (minimum.amount, missing.amount)


@then(Sentence("{maximum:Price} is the maximum and {excess:Price} is too much"))
def what_is_too_much(story: Story, maximum: Price, excess: Price) -> None:
    [obstacle] = story.answer["obstacles"]

    assert (obstacle["maximum"], obstacle["excess"]) == (maximum.amount, excess.amount)


@then("FR, IT, ES, NL, BE and LU are served")
def who_is_served(story: Story) -> None:
    [obstacle] = story.answer["obstacles"]

    assert list(obstacle["served"]) == ["FR", "IT", "ES", "NL", "BE", "LU"]


@then("each obstacle has a sentence in English and in French")
def sentences_for_the_customer(story: Story) -> None:
    messages = [obstacle["message"] for obstacle in story.answer["obstacles"]]

    assert all(message["en"] and message["fr"] and message["en"] != message["fr"] for message in messages)


@then(Sentence("paying in {count:d} would be {parts}"))
def paying_in_parts(story: Story, count: int, parts: str) -> None:
    assert [part["amount"] for part in plan(story.answer, count)] == cents(parts)


@then("there are plans in 2, 3 and 4 parts, all indicative")
def all_plans(story: Story) -> None:
    assert [(plan["count"], plan["indicative"]) for plan in story.answer["plans"]] == [(2, True), (3, True), (4, True)]


@then("there are no plans")
def no_plans(story: Story) -> None:
    assert story.answer["plans"] == []


@then(Sentence("the {count:d} parts would be due on {days}"))
def due_on(story: Story, count: int, days: str) -> None:
    assert [part["due_on"] for part in plan(story.answer, count)] == days.split(", ")


@then(Sentence("the {count:d} parts of the checkout would be due on {days}"))
def checkout_due_on(story: Story, count: int, days: str) -> None:
    assert [part["due_on"] for part in plan(story.view["alma"], count)] == days.split(", ")


@then("Alma is offered for it")
def offered_for_it(story: Story) -> None:
    assert story.view["alma"]["eligible"]


@then(Sentence('Alma is not offered for it, because of "{obstacle:Words}"'))
def not_offered_for_it(story: Story, obstacle: str) -> None:
    alma = story.view["alma"]

    assert (alma["eligible"], obstacles(alma), alma["plans"]) == (False, [code(obstacle)], [])


@then("the provider offers the customer everything but Alma")
def provider_offers_the_rest(story: Story) -> None:
    assert story.world.provider.see(story.payment).offered == {"card"}


@then("the provider offers the customer Alma too")
def provider_offers_alma(story: Story) -> None:
    assert story.world.provider.see(story.payment).offered == {ALMA, "card"}
