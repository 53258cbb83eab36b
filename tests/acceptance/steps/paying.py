"""Steps about the customer at Alma: going there, deciding, coming back, and what becomes of the attempt."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from pytest_bdd import given, step, then, when

from tests.acceptance.steps.sentences import Price, Sentence, code
from tests.acceptance.story import Story


@given(Sentence("a checkout of {total:Price} that is {status:Status}"))
def a_checkout_that_is(story: Story, total: Price, status: str) -> None:
    story.begin(status, total)


@given(Sentence("a {status:Status} checkout of {total:Price}"))
def a_checkout(story: Story, total: Price, status: str) -> None:
    story.begin(status, total)


@given(Sentence("an authorized checkout of {total:Price}"))
def an_authorized_checkout(story: Story, total: Price) -> None:
    story.begin("authorized", total)


@given(Sentence("a checkout of {total:Price} in review, for which {arrived:Price} arrived"))
def in_review(story: Story, total: Price, arrived: Price) -> None:
    story.begin("in_review", total)

    assert story.view["review"]["found"] == arrived.amount


@given(Sentence("a checkout of {total:Price} whose customer is at Alma"))
def at_alma(story: Story, total: Price) -> None:
    story.begin("awaiting_customer", total)


@step("the customer is sent to Alma")
@step("the customer is sent to Alma again")
def is_sent(story: Story) -> None:
    story.pay()


@when(Sentence('the customer is sent to Alma, to come back to "{address:Words}"'))
def is_sent_to_come_back(story: Story, address: str) -> None:
    story.pay(address)


@given("the shop sends the customer to Alma in vain")
def is_sent_in_vain(story: Story) -> None:
    story.pay()

    assert story.refusal().code == "provider_refused"


@given("the shop sends the customer to Alma, and the answer gets lost")
def is_sent_without_answer(story: Story) -> None:
    story.world.provider.lose_answer("redirection")
    story.pay()

    assert story.refusal().code == "provider_unavailable"


@step("the customer approves at Alma")
def approves(story: Story) -> None:
    story.decide("approve")


@step("the customer approves and comes back")
def approves_and_comes_back(story: Story) -> None:
    story.decide("approve")
    story.come_back()


@step("Alma refuses the customer, who comes back")
def refuses_and_comes_back(story: Story) -> None:
    story.decide("refuse")
    story.come_back()


@step("Alma ends the attempt for want of time, and the customer comes back")
def expires_and_comes_back(story: Story) -> None:
    story.decide("let_expire")
    story.come_back()


@step("the customer comes back, claiming success")
@step("the customer comes back without having finished")
def comes_back_unfinished(story: Story) -> None:
    story.decide("leave")
    story.come_back()


@step("the customer comes back")
@step("the customer comes back from the first attempt")
def comes_back(story: Story) -> None:
    story.come_back()


@when("somebody comes back with another secret")
def comes_back_with_another_secret(story: Story) -> None:
    story.decide("leave")
    [secret] = parse_qs(urlsplit(story.way_back).query)["payment_intent_client_secret"]
    story.way_back = story.way_back.replace(secret, f"{secret}x")
    story.come_back()


@step("the customer pays it with Alma")
def pays_with_alma(story: Story) -> None:
    story.pay()
    approves_and_comes_back(story)


@step("the customer is refused by Alma")
def is_refused(story: Story) -> None:
    story.pay()
    refuses_and_comes_back(story)


@when("the customer is refused by Alma two more times")
def is_refused_twice(story: Story) -> None:
    is_refused(story)
    is_refused(story)


@step("the customer goes to Alma on their own")
def goes_alone(story: Story) -> None:
    way_back = f"{story.view['pay_url']}/return"
    story.alma_address = story.world.provider.go_to_alma(story.payment, way_back)


@step("the customer pays by card")
def pays_by_card(story: Story) -> None:
    story.world.provider.card(story.payment, "approve")


@when("the customer's card is refused")
def card_is_refused(story: Story) -> None:
    story.world.provider.card(story.payment, "refuse")


@given("the customer's bank wants to see the customer first")
def bank_asks(story: Story) -> None:
    story.world.provider.card(story.payment, "action")
    story.do("settle")


@then(Sentence("the checkout awaits the customer for {time:Time}"))
def awaits_for(story: Story, time: timedelta) -> None:
    assert (story.view["status"], story.time_left()) == ("awaiting_customer", time)


@then("the checkout awaits the customer")
def awaits(story: Story) -> None:
    assert story.view["status"] == "awaiting_customer"


@then("the customer has an address at Alma")
def has_an_address(story: Story) -> None:
    assert story.view["attempt"]["redirect_url"] == story.alma_address != ""


@then(Sentence("it is attempt {number:d}"))
def is_attempt(story: Story, number: int) -> None:
    assert story.view["attempt"]["number"] == number


@then(Sentence("it is attempt {number:d}, with {time:Time} left"))
def is_attempt_with_time_left(story: Story, number: int, time: timedelta) -> None:
    assert (story.view["attempt"]["number"], story.time_left()) == (number, time)


@then(Sentence("it is attempt {number:d}, with {time:Time} left and the same address"))
def is_the_same_attempt(story: Story, number: int, time: timedelta) -> None:
    is_attempt_with_time_left(story, number, time)
    has_an_address(story)


@then("the customer can approve at Alma")
def can_approve(story: Story) -> None:
    approves_and_comes_back(story)

    assert story.view["status"] == "paid"


@then(Sentence("the last attempt was {reason:w}"))
def last_attempt(story: Story, reason: str) -> None:
    assert story.view["last_failure"]["reason"] == reason


@then(Sentence("the last attempt was {reason:w}, with the advice to {advice}"))
def last_attempt_with_advice(story: Story, reason: str, advice: str) -> None:
    failure = story.view["last_failure"]

    assert (failure["reason"], failure["advice"]) == (reason, code(advice))


@then(Sentence('the last attempt was {reason:w}, with the provider\'s words "{one:Words}" and "{other:Words}"'))
def last_attempt_with_words(story: Story, reason: str, one: str, other: str) -> None:
    failure = story.view["last_failure"]

    assert (failure["reason"], failure["code"], failure["decline_code"]) == (reason, one, other)


@then("nothing is said of an attempt that failed")
def no_failure(story: Story) -> None:
    assert story.view["last_failure"] is None


@then(Sentence('the customer arrives at "{address:Words}"'))
def arrives(story: Story, address: str) -> None:
    story.settle_accounts()

    assert story.arrived_at == address.replace("<id>", story.id)


@then("the customer stays with the checkout")
def stays(story: Story) -> None:
    story.settle_accounts()

    assert story.arrived_at is None


@then("they are told that there is nothing here")
def nothing_here(story: Story) -> None:
    assert story.refusal().code == "not_found"


@then(Sentence('the history tells of "{event:Words}" {count:Times}'))
def history_tells(story: Story, event: str, count: int) -> None:
    assert story.events.count(code(event)) == count


@then(Sentence('the history does not tell of "{event:Words}"'))
def history_does_not_tell(story: Story, event: str) -> None:
    assert code(event) not in story.events


@then(Sentence('"{later:Words}" happened {time:Time} after "{earlier:Words}"'))
def happened_after(story: Story, later: str, time: timedelta, earlier: str) -> None:
    at = {entry["event"]: datetime.fromisoformat(entry["at"]) for entry in story.world.shop.timeline(story.id)}

    assert at[code(later)] - at[code(earlier)] == time


@given(Sentence("Alma refuses the customer after {time:Time}, who tries again"))
def is_refused_and_tries_again(story: Story, time: timedelta) -> None:
    story.world.clock.advance(time)
    refuses_and_comes_back(story)
    story.pay()


@when(Sentence("the customer approves at Alma after {time:Time}"))
def approves_after(story: Story, time: timedelta) -> None:
    story.world.clock.advance(time)
    story.decide("approve")


@given(Sentence("the customer approves at Alma, but the provider receives {amount:Price}"))
def approves_another_amount(story: Story, amount: Price) -> None:
    story.decide("approve")
    story.in_person("alter", received=amount.amount)


@given("the customer goes to Alma on their own, who is refused")
def goes_alone_and_is_refused(story: Story) -> None:
    goes_alone(story)
    story.decide("refuse")


@when("the customer pays by card, and the shop asks the provider")
def pays_by_card_and_settles(story: Story) -> None:
    pays_by_card(story)
    story.do("settle")


@given(Sentence("a checkout of {total:Price} that was paid by card"))
def paid_by_card(story: Story, total: Price) -> None:
    story.begin("open", total)
    pays_by_card_and_settles(story)


@given(Sentence("an authorization of {total:Price} that the shop has not heard of"))
def authorized_unheard(story: Story, total: Price) -> None:
    story.open(amount=total.amount, currency=total.currency, capture="manual")
    story.pay()
    story.decide("approve")


@given(Sentence("an authorization of {total:Price} in review, of which the provider holds {amount:Price}"))
def authorized_in_review(story: Story, total: Price, amount: Price) -> None:
    authorized_unheard(story, total)
    story.in_person("alter", amount=amount.amount)
    story.do("settle")
