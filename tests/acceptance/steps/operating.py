"""Steps about refusals, statuses, the history, the list and explanations."""

from collections.abc import Iterator

from pytest_bdd import then, when

from tests.acceptance.steps.sentences import Price, Sentence, code
from tests.acceptance.story import Story

AMOUNTS = frozenset({"amount", "captured", "refunded", "refundable", "unit_amount"})
TIMES = frozenset({"at", "started_at", "deadline", "created_at", "updated_at", "lapses_at", "capture_before"})


def shown(value: object, names: frozenset[str]) -> Iterator[object]:
    """Everything of these names that is shown, however deep."""
    if isinstance(value, list):
        for told in value:
            yield from shown(told, names)
    if isinstance(value, dict):
        for name, told in value.items():
            if name in names and told is not None:
                yield told
            yield from shown(told, names)


@then(Sentence('the shop is refused: "{refusal:Words}"'))
def is_refused(story: Story, refusal: str) -> None:
    story.refused = story.refusal()

    assert story.refused.code == code(refusal).replace("return_address", "return_url")


@then(Sentence('the shop is refused: "{refusal:Words}", because of "{reason:Words}"'))
def is_refused_because(story: Story, refusal: str, reason: str) -> None:
    is_refused(story, refusal)
    data = story.told()
    reasons = [obstacle["code"] for obstacle in data.get("obstacles", [])] or [data.get("reason")]

    assert reasons == [code(reason)]


@then(Sentence('the shop is refused: "{refusal:Words}", since the checkout is {status:Status}'))
def is_refused_since(story: Story, refusal: str, status: str) -> None:
    is_refused(story, refusal)

    assert story.told()["current_status"] == status


@then(Sentence('the shop is refused: "{refusal:Words}", with the provider\'s word "{word:Words}"'))
def is_refused_with(story: Story, refusal: str, word: str) -> None:
    is_refused(story, refusal)

    assert story.told()["provider_code"] == word


@then(Sentence("it is advised to {advice}"))
def is_advised(story: Story, advice: str) -> None:
    assert story.told()["advice"] == {"use euros": "use_eur", "give an address": "give_return_url"}.get(
        advice, code(advice)
    )


@then(Sentence("it is told that {amount:Price} are {what:w}"))
def is_told_an_amount(story: Story, amount: Price, what: str) -> None:
    assert story.told()[what] == amount.amount


@then(Sentence("it is told that {day} was the last day"))
def is_told_the_last_day(story: Story, day: str) -> None:
    assert story.told()["last_day"] == day


@then(Sentence("the checkout is {status:Status}"))
def is_(story: Story, status: str) -> None:
    assert story.view["status"] == status


@then(Sentence('the checkout is {status:Status}, because of "{reason:Words}"'))
@then(Sentence('the checkout it names is {status:Status}, because of "{reason:Words}"'))
def is_because(story: Story, status: str, reason: str) -> None:
    view = story.view
    said = (view["review"] if status == "in_review" else view["cancellation"])["reason"]

    assert (view["status"], said) == (status, code(reason))


@then(Sentence("{expected:Price} were expected and {found:Price} found"))
def expected_and_found(story: Story, expected: Price, found: Price) -> None:
    review = story.view["review"]

    assert (review["expected"], review["found"]) == (expected.amount, found.amount)


@then(Sentence("the order asks for {asked:Price}, and the provider received {received:Price} of {amount:Price}"))
def both_sides(story: Story, asked: Price, received: Price, amount: Price) -> None:
    review = story.view["review"]
    ours, theirs = review["order"], review["provider"]

    assert (ours["amount"], ours["received"]) == (asked.amount, asked.amount)
    assert (theirs["amount"], theirs["received"]) == (amount.amount, received.amount)


@then(Sentence("what differs is: {names}"))
def what_differs(story: Story, names: str) -> None:
    assert story.view["review"]["differs"] == names.split(", ")


@then("the checkout is as it was before")
def as_before(story: Story) -> None:
    assert (story.view, story.events) == story.kept["before"]


@then(Sentence("the history is: {events}"))
def history_is(story: Story, events: str) -> None:
    assert story.events == [code(event) for event in events.split(", ")]


@then(Sentence('"{event:Words}" was brought about by "{by:Words}"'))
def brought_about_by(story: Story, event: str, by: str) -> None:
    story.settle_accounts()

    assert {entry["by"] for entry in story.world.shop.timeline(story.id) if entry["event"] == code(event)} == {by}


@when("the shop looks at it, its history, its explanation and the list")
def looks(story: Story) -> None:
    story.remember()
    story.do("look_up")
    story.do("timeline")
    story.do("explain")
    story.attempt(story.world.shop.listing)


@when("the shop asks for a checkout that never was")
def asks_for_nothing(story: Story) -> None:
    story.attempt(story.world.shop.look_up, "co_that_never_was")


@when("the shop asks for an explanation")
def asks_for_explanation(story: Story) -> None:
    story.do("explain")


@when("the shop asks for an explanation of the order's checkout")
def asks_for_explanation_of_order(story: Story) -> None:
    story.find()
    story.do("explain")


@then(Sentence("it awaits {whom}"))
def awaits(story: Story, whom: str) -> None:
    story.settle_accounts()

    assert whom.strip('"').lower() in (story.answer["waiting_for"] or "nobody").lower()


@then(Sentence("the operator can {verbs}"))
def operator_can(story: Story, verbs: str) -> None:
    assert list(story.answer["operator_can"]) == verbs.split(", ")


@then(Sentence('the explanation tells of "{words:Words}"'))
def explanation_tells(story: Story, words: str) -> None:
    story.settle_accounts()

    assert words in story.answer["summary"]


@then(Sentence('what follows is told with "{words:Words}"'))
def following_is_told(story: Story, words: str) -> None:
    story.settle_accounts()

    assert words in (story.answer["next"] or "")


@when("the shop lists everything")
def lists(story: Story) -> None:
    story.attempt(story.world.shop.listing)


@when(Sentence("the shop lists what is {status:Status}"))
def lists_status(story: Story, status: str) -> None:
    story.attempt(story.world.shop.listing, status=status)


@when(Sentence("the shop lists order {order}"))
def lists_order(story: Story, order: str) -> None:
    story.attempt(story.world.shop.listing, order=order)


@when(Sentence("the shop lists what is {status:Status} of order {order}"))
def lists_status_of_order(story: Story, status: str, order: str) -> None:
    story.attempt(story.world.shop.listing, status=status, order=order)


@when(Sentence("the shop lists everything, {limit:d} at a time"))
def lists_in_parts(story: Story, limit: int) -> None:
    first = story.world.shop.listing(limit=limit)
    story.kept["orders"] = [item["order"] for item in first["items"]]
    story.attempt(story.world.shop.listing, limit=limit, cursor=first["next_cursor"])


@then(Sentence("it sees the orders {orders}"))
def sees_orders(story: Story, orders: str) -> None:
    story.settle_accounts()

    assert [item["order"] for item in story.answer["items"]] == ([] if orders == "none" else orders.split(", "))


@then(Sentence("it sees first the orders {orders}, and then {rest}"))
def sees_orders_in_parts(story: Story, orders: str, rest: str) -> None:
    story.settle_accounts()
    seen = story.kept["orders"], [item["order"] for item in story.answer["items"]], story.answer["next_cursor"]

    assert seen == (orders.split(", "), rest.split(", "), None)


@then(Sentence("{count:d} of the shop's checkouts are overdue"))
def overdue(story: Story, count: int) -> None:
    assert len(story.world.shop.listing(overdue=True)["items"]) == count


@then("every amount shown is a whole number of cents")
def whole_cents(story: Story) -> None:
    amounts = list(shown(story.view, AMOUNTS))

    assert amounts
    assert all(type(amount) is int for amount in amounts)


@then("every time shown is universal")
def universal_times(story: Story) -> None:
    times = list(shown([story.view, *story.world.shop.timeline(story.id)], TIMES))

    assert times
    assert all(str(time).endswith("Z") for time in times)
