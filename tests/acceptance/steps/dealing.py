"""Steps about what the shop does with a checkout: change, capture, cancel, refund, decide."""

from datetime import datetime, timedelta

from pytest_bdd import given, step, then, when

from domain.payment import Succeeded
from tests.acceptance.steps.opening import Table, lines
from tests.acceptance.steps.sentences import Price, Sentence, code
from tests.acceptance.story import Story


@step(Sentence("the shop changes the amount to {total:Price}"))
def changes(story: Story, total: Price) -> None:
    story.do("change", total.amount)


@when(Sentence("the shop changes the amount to {total:Price}, with these lines"))
def changes_with_lines(story: Story, total: Price, datatable: Table) -> None:
    story.do("change", total.amount, lines(datatable))


@given(Sentence("the shop changes the amount to {total:Price}, and the answer gets lost"))
def changes_without_answer(story: Story, total: Price) -> None:
    story.world.provider.lose_answer("change")
    story.do("change", total.amount)

    assert story.refusal().code == "provider_unavailable"


@given(Sentence("the shop changes the amount to {total:Price}, and it never arrives"))
def changes_without_effect(story: Story, total: Price) -> None:
    story.world.provider.lose_call("change")
    story.do("change", total.amount)

    assert story.refusal().code == "provider_unavailable"


@then(Sentence('its lines are "{one:Words}" and "{other:Words}"'))
def lines_are(story: Story, one: str, other: str) -> None:
    assert [line["name"] for line in story.view["lines"]] == [one, other]


@step("the shop captures everything")
def captures_everything(story: Story) -> None:
    story.do("capture")


@given(Sentence("the shop captures everything after {time:Time}"))
def captures_after(story: Story, time: timedelta) -> None:
    story.world.clock.advance(time)
    story.do("capture")


@step(Sentence("the shop captures {amount:Price}"))
def captures(story: Story, amount: Price) -> None:
    story.do("capture", amount.amount)


@given(Sentence("the shop captures {amount:Price}, and the answer gets lost"))
def captures_without_answer(story: Story, amount: Price) -> None:
    story.world.provider.lose_answer("capture")
    story.do("capture", amount.amount)

    assert story.refusal().code == "provider_unavailable"


@step("the shop cancels it")
def cancels(story: Story) -> None:
    story.do("cancel")


@step(Sentence('the shop cancels it as "{reason:Words}"'))
def cancels_as(story: Story, reason: str) -> None:
    story.do("cancel", code(reason))


@given("the shop cancels it, and the answer gets lost")
def cancels_without_answer(story: Story) -> None:
    story.world.provider.lose_answer("cancellation")
    story.do("cancel")

    assert story.refusal().code == "provider_unavailable"


@step("the shop refunds everything")
def refunds_everything(story: Story) -> None:
    story.refund()


@step(Sentence('the shop refunds everything with the key "{key:Words}"'))
def refunds_everything_with_key(story: Story, key: str) -> None:
    story.refund(key=key)


@step(Sentence("the shop refunds {amount:Price}"))
def refunds(story: Story, amount: Price) -> None:
    story.refund(amount.amount)


@step(Sentence('the shop refunds {amount:Price} with the key "{key:Words}"'))
def refunds_with_key(story: Story, amount: Price, key: str) -> None:
    story.refund(amount.amount, key=key)


@step(Sentence("the shop refunds {amount:Price}, and the answer gets lost"))
def refunds_without_answer(story: Story, amount: Price) -> None:
    story.world.provider.lose_answer("refund")
    story.refund(amount.amount)


@given(Sentence('the shop refunds {amount:Price} with the key "{key:Words}", and the answer gets lost'))
def refunds_with_key_without_answer(story: Story, amount: Price, key: str) -> None:
    story.world.provider.lose_answer("refund")
    story.refund(amount.amount, key=key)


@given(Sentence("the shop refunds {amount:Price}, and it never arrives"))
def refunds_without_effect(story: Story, amount: Price) -> None:
    story.world.provider.lose_call("refund")
    story.refund(amount.amount)


@given(Sentence("the shop refunds {amount:Price}, which is going to fail"))
def refunds_what_fails(story: Story, amount: Price) -> None:
    story.world.provider.fail_refunds()
    story.refund(amount.amount)
    story.world.provider.recover()


@given("the shop refunds everything, which is going to fail")
def refunds_everything_which_fails(story: Story) -> None:
    story.world.provider.fail_refunds()
    story.refund()
    story.world.provider.recover()


@given(Sentence("a refund of {amount:Price} that arrived"))
def refund_that_arrived(story: Story, amount: Price) -> None:
    story.refund(amount.amount)
    story.minutes_pass(10)
    story.rounds()


@when(Sentence('{time:Time} later the shop refunds {amount:Price} with the key "{key:Words}"'))
def refunds_with_key_later(story: Story, time: timedelta, amount: Price, key: str) -> None:
    story.world.clock.advance(time)
    story.refund(amount.amount, key=key)


@when(Sentence('the shop refunds {amount:Price} as "{reason:Words}"'))
def refunds_as(story: Story, amount: Price, reason: str) -> None:
    story.refund(amount.amount, reason=code(reason))


@given(Sentence("the shop refunds {amount:Price} in vain"))
def refunds_in_vain(story: Story, amount: Price) -> None:
    story.refund(amount.amount)

    assert story.refusal().code == "provider_refused"


@when("somebody decides to accept what arrived")
def accepts(story: Story) -> None:
    story.do("review", "accept")


@when("somebody decides to give everything back")
def gives_back(story: Story) -> None:
    story.do("review", "refund")


@given("somebody decides to give everything back, and the answer gets lost")
def gives_back_in_vain(story: Story) -> None:
    story.world.provider.lose_answer("refund")
    story.do("review", "refund")

    assert story.refusal().code == "provider_unavailable"


@then("nothing was captured")
def nothing_captured(story: Story) -> None:
    assert story.view["captured"] == 0


@then(Sentence("{amount:Price} were captured"))
def captured(story: Story, amount: Price) -> None:
    assert story.view["captured"] == amount.amount


@then(Sentence("the provider received {amount:Price}"))
def received(story: Story, amount: Price) -> None:
    status = story.world.provider.see(story.payment).status

    assert isinstance(status, Succeeded)
    assert status.received == amount.amount


@then(Sentence("it is to be captured within {time:Time}"))
def captured_within(story: Story, time: timedelta) -> None:
    assert datetime.fromisoformat(story.view["capture_before"]) - story.world.clock.now() == time


@then("nothing is said of how long it may be captured")
def no_time_to_capture(story: Story) -> None:
    assert story.view["capture_before"] is None


@then(Sentence("at most {amount:Price} may be refunded"))
def refundable(story: Story, amount: Price) -> None:
    assert story.view["refundable"] == amount.amount


@then(Sentence("{amount:Price} went back"))
def went_back(story: Story, amount: Price) -> None:
    assert story.view["refunded"] == amount.amount


@then(Sentence("the refund of {amount:Price} is {status:w}"))
def refund_is(story: Story, amount: Price, status: str) -> None:
    last = story.view["refunds"][-1]

    assert (last["amount"], last["adopted" if status == "adopted" else "status"]) == (
        amount.amount,
        status == "adopted" or status,
    )


@then(Sentence('the refund of {amount:Price} is failed, because of "{failure:Words}"'))
def refund_failed(story: Story, amount: Price, failure: str) -> None:
    last = story.view["refunds"][-1]

    assert (last["amount"], last["status"], last["failure"]) == (amount.amount, "failed", failure)


@then(Sentence("the shop is shown that the same refund is {status:w}"))
def same_refund_is(story: Story, status: str) -> None:
    story.settle_accounts()

    assert (story.refunds[-1]["id"], story.refunds[-1]["status"]) == (story.refunds[0]["id"], status)


@then("it is the same refund")
def same_refund(story: Story) -> None:
    story.settle_accounts()

    assert story.refunds[-1]["id"] == story.refunds[0]["id"]


@then(Sentence("there is {count:d} refund at the provider, of {total:Price} in all"))
@then(Sentence("there are {count:d} refunds at the provider, of {total:Price} in all"))
def refunds_there(story: Story, count: int, total: Price) -> None:
    made = story.world.provider.see(story.payment).refunds

    assert (len(made), sum(refund.amount for refund in made)) == (count, total.amount)
