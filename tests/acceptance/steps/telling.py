"""Steps about the news that go out to the shop's own system."""

from datetime import timedelta

from pytest_bdd import given, step, then, when

from tests.acceptance.steps.sentences import Price, Sentence
from tests.acceptance.story import Story


@step("the news go out")
def go_out(story: Story) -> None:
    story.settle_accounts()
    story.world.tell()


@step(Sentence("the news go out every {time:Time}, {count:d} times"))
def go_out_again_and_again(story: Story, time: timedelta, count: int) -> None:
    for _ in range(count):
        go_out(story)
        story.world.clock.advance(time)


@given("the shop's system is not ready")
def is_not_ready(story: Story) -> None:
    story.world.system.answer = 503


@given("the shop's system wants no news")
def wants_none(story: Story) -> None:
    story.world.system.answer = 410


@given(Sentence("the shop's system is not ready for {time:Time}"))
def is_not_ready_for(story: Story, time: timedelta) -> None:
    is_not_ready(story)
    go_out_again_and_again(story, time / 20, 20)
    story.world.system.answer = 204


@given("the shop's system wanted no news, and works again")
def wanted_none(story: Story) -> None:
    wants_none(story)
    go_out(story)
    story.world.system.answer = 204


@when("somebody sends again what could not be delivered")
def sends_again(story: Story) -> None:
    story.attempt(story.world.shop.resend)
    go_out(story)


@when("somebody sends the last of the news again")
def sends_one_again(story: Story) -> None:
    story.attempt(story.world.shop.resend, story.world.system.heard[-1].id)
    go_out(story)


@when("somebody sends again what never happened")
def sends_nothing_again(story: Story) -> None:
    story.attempt(story.world.shop.resend, "ev_that_never_was")


@when("somebody says that they took care of what could not be delivered")
def takes_care(story: Story) -> None:
    [event] = story.world.shop.events(state="undelivered")["items"]
    story.attempt(story.world.shop.done, f"{event['id']}.undelivered")


@then(Sentence("the shop's system has heard of: {news}"))
def has_heard_of(story: Story, news: str) -> None:
    heard = [event.type.removeprefix("checkout.").replace("_", " ") for event in story.world.system.heard]

    assert heard == ([] if news == "nothing" else news.split(", "))


@then(Sentence("it was told of {captured:Price} captured and {refundable:Price} refundable, for order {order}"))
def was_told_of(story: Story, captured: Price, refundable: Price, order: str) -> None:
    told = story.world.system.heard[-1].data

    assert (told["captured"], told["refundable"], told["currency"]) == (captured.amount, refundable.amount, "EUR")
    assert (told["checkout"], told["order"]) == (story.id, order)


@then(Sentence("{count:d} of the news could not be delivered"))
def not_delivered(story: Story, count: int) -> None:
    story.settle_accounts()

    assert len(story.world.shop.events(state="undelivered")["items"]) == count
