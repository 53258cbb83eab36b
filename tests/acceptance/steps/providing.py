"""Steps about time, the rounds, and what goes on at the provider."""

from datetime import timedelta

from pytest_bdd import given, step, then, when

from domain.payment import Voided
from tests.acceptance.steps.sentences import Price, Sentence, code
from tests.acceptance.story import Story


@step(Sentence("{time:Time} pass"))
def time_passes(story: Story, time: timedelta) -> None:
    story.world.clock.advance(time)


@step(Sentence("{time:Time} pass and the shop makes its rounds"))
@step(Sentence("{time:Time} passes and the shop makes its rounds"))
def time_passes_and_rounds(story: Story, time: timedelta) -> None:
    story.world.clock.advance(time)
    story.rounds()


@when(Sentence("the shop makes its rounds every {time:Time}, {count:d} times"))
def rounds_again_and_again(story: Story, time: timedelta, count: int) -> None:
    for _ in range(count):
        time_passes_and_rounds(story, time)


@step("the shop asks the provider")
def asks(story: Story) -> None:
    story.do("settle")


@step("the shop asks the provider twice")
def asks_twice(story: Story) -> None:
    story.remember()
    story.do("settle")
    story.do("settle")


@step("the provider cannot be reached")
def disconnects(story: Story) -> None:
    story.world.provider.disconnect()


@step("everything works again at the provider")
def recovers(story: Story) -> None:
    story.world.provider.recover()


@given("the provider does not offer Alma")
@when("the provider stops offering Alma")
def withdraws_alma(story: Story) -> None:
    story.world.provider.withdraw_alma()


@given("Alma is late to end attempts")
def is_late(story: Story) -> None:
    story.world.provider.be_late()


@given(Sentence("the provider cannot be reached for {time:Time}"))
def disconnects_for(story: Story, time: timedelta) -> None:
    story.world.provider.disconnect()
    time_passes_and_rounds(story, time)
    story.world.provider.recover()


@given(Sentence("Alma is late to end the attempt, and the shop asks after {time:Time}"))
def is_late_once(story: Story, time: timedelta) -> None:
    story.world.provider.be_late()
    time_passes_and_rounds(story, time)
    story.world.provider.recover()


@given(Sentence("the next {call:w} never arrives at the provider"))
def loses_call(story: Story, call: str) -> None:
    story.world.provider.lose_call(call)


@given(Sentence("the answer to the next {call:w} gets lost"))
def loses_answer(story: Story, call: str) -> None:
    story.world.provider.lose_answer(call)


@given(Sentence("the provider refuses the next {call:w}"))
def refuses(story: Story, call: str) -> None:
    story.world.provider.refuse(call, "amount_too_small")


@given(Sentence('the provider refuses the next {call:w} with the words "{words:Words}"'))
def refuses_with(story: Story, call: str, words: str) -> None:
    story.world.provider.refuse(call, words)


@step(Sentence('the provider says "{status:Words}" of its payment'))
def says(story: Story, status: str) -> None:
    story.in_person("put", status)


@when("the provider ends the attempt without a word")
def ends_without_a_word(story: Story) -> None:
    story.in_person("put", "requires_payment_method")


@given(Sentence("the provider has received {amount:Price}"))
def has_received(story: Story, amount: Price) -> None:
    story.in_person("alter", received=amount.amount)


@given(Sentence("the provider's payment is of {amount:Price}"))
def is_of(story: Story, amount: Price) -> None:
    story.in_person("alter", amount=amount.amount)


@given("the provider's payment is in GBP")
def is_in_pounds(story: Story) -> None:
    story.in_person("alter", currency="GBP")


@given("the provider's payment names another checkout")
def names_another(story: Story) -> None:
    story.in_person("alter", metadata={"checkout": "co_of_somebody_else"})


@step(Sentence("somebody at the provider captures {amount:Price}"))
def captures_there(story: Story, amount: Price) -> None:
    story.in_person("capture", amount.amount)


@given(Sentence('somebody at the provider calls it off as "{reason:Words}"'))
def cancels_there(story: Story, reason: str) -> None:
    story.in_person("cancel", code(reason))


@given(Sentence("somebody at the provider refunds {amount:Price}"))
def refunds_there(story: Story, amount: Price) -> None:
    story.in_person("refund", amount.amount)


@given(Sentence("somebody at the provider refunds {amount:Price}, twice"))
def refunds_there_twice(story: Story, amount: Price) -> None:
    story.in_person("refund", amount.amount)
    story.in_person("refund", amount.amount)


@when("the refund fails at the provider, and the shop asks")
def refund_fails(story: Story) -> None:
    [refund] = story.world.provider.see(story.payment).refunds
    story.in_person("fail_refund", refund.id)
    story.do("settle")


@step("the customer disputes it")
def disputes(story: Story) -> None:
    story.kept["dispute"] = story.in_person("dispute")
    story.do("settle")


@step(Sentence("the customer disputes {amount:Price} of it"))
def disputes_a_part(story: Story, amount: Price) -> None:
    story.kept["dispute"] = story.in_person("dispute", amount.amount)
    story.do("settle")


@step(Sentence('the dispute ends as "{end:Words}"'))
def dispute_ends(story: Story, end: str) -> None:
    story.in_person("close_dispute", story.kept["dispute"], end)
    story.do("settle")


@then("its payment is called off at the provider")
def is_called_off(story: Story) -> None:
    story.settle_accounts()

    assert isinstance(story.world.provider.payments()[-1].status, Voided)


@then("its payment is not called off at the provider")
def is_not_called_off(story: Story) -> None:
    assert not isinstance(story.world.provider.see(story.payment).status, Voided)
