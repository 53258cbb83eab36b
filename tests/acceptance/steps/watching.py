"""Steps about what was missed, and about what needs a person."""

from datetime import timedelta

from pytest_bdd import given, step, then, when

from domain.payment import Succeeded, Voided
from tests.acceptance.steps.sentences import Price, Sentence, code
from tests.acceptance.story import Story


def needing(story: Story) -> list[str]:
    """Name the kinds of what needs a person."""
    story.settle_accounts()
    return [item["kind"] for item in story.world.shop.due()["items"]]


def task(story: Story, name: str) -> str:
    """Give the id of a task of the checkout: its kind, and its number where it has one."""
    kind, _, number = name.rpartition(" ")
    return f"{story.id}.{code(kind)}.{number}" if number.isdigit() else f"{story.id}.{code(name)}"


@step("the shop looks for what it missed")
def looks(story: Story) -> None:
    story.attempt(story.world.shop.reconcile)


@step(Sentence("{time:Time} pass and the shop looks for what it missed"))
def looks_later(story: Story, time: timedelta) -> None:
    story.world.clock.advance(time)
    looks(story)


@given("the customer approves at Alma, and the shop looks for what it missed")
def approves_and_looks(story: Story) -> None:
    story.decide("approve")
    looks(story)


@given(Sentence("{time:Time} later somebody at the provider refunds {amount:Price}"))
def refunds_there_later(story: Story, time: timedelta, amount: Price) -> None:
    story.world.clock.advance(time)
    story.in_person("refund", amount.amount)


@given(Sentence("a paid checkout of {total:Price}, of which a refund of {amount:Price} failed"))
def paid_with_a_failed_refund(story: Story, total: Price, amount: Price) -> None:
    story.begin("paid", total)
    story.world.provider.fail_refunds()
    story.refund(amount.amount)
    story.world.provider.recover()
    story.minutes_pass(10)
    story.rounds()


@given("a payment of ours that no checkout owns")
def stray(story: Story) -> None:
    story.kept["stray"] = story.world.strand(None)


@given("a paid payment of ours that no checkout owns")
def paid_stray(story: Story) -> None:
    stray(story)
    story.world.provider.card(story.kept["stray"], "approve")


@given("a paid payment of another installation")
def stranger(story: Story) -> None:
    story.kept["stray"] = story.world.strand("somebody-else")
    story.world.provider.card(story.kept["stray"], "approve")


@step("somebody gives its money back")
def gives_money_back(story: Story) -> None:
    story.attempt(story.world.shop.give_back, story.kept["stray"])


@when("somebody gives its money back, twice")
def gives_money_back_twice(story: Story) -> None:
    gives_money_back(story)
    gives_money_back(story)


@given("somebody gives its money back, which is going to fail")
def gives_money_back_in_vain(story: Story) -> None:
    story.world.provider.fail_refunds()
    gives_money_back(story)
    story.world.provider.recover()


@given("somebody at the provider gives its money back")
def money_goes_back_there(story: Story) -> None:
    story.world.provider.in_person("refund", story.kept["stray"])


@when("somebody gives the money of an unknown payment back")
def gives_nothing_back(story: Story) -> None:
    story.attempt(story.world.shop.give_back, "pi_unknown")


@given("the same order is paid once more")
@when("the same order is paid once more")
def paid_once_more(story: Story) -> None:
    story.world.clock.advance(timedelta(minutes=5))
    story.begin("paid")


@step(Sentence('somebody says that "{name:Words}" is done'))
def says_done(story: Story, name: str) -> None:
    story.attempt(story.world.shop.done, task(story, name))


@step(Sentence('somebody says that "{name:Words}" is done, with the note "{note:Words}"'))
def says_done_with_note(story: Story, name: str, note: str) -> None:
    story.kept["said"] = story.attempt(story.world.shop.done, task(story, name), note)


@then(Sentence('it is kept who said so, and "{note:Words}"'))
def kept_who_said_so(story: Story, note: str) -> None:
    [entry] = [it for it in story.world.shop.timeline(story.id) if it["event"] == "task_done"]
    said = story.kept["said"]

    assert (said["by"], said["note"]) == ("shop", note)
    assert (entry["by"], entry["detail"]["note"], entry["at"]) == ("shop", note, said["at"])


@then(Sentence("{count:d} checkout had changed"))
@then(Sentence("{count:d} checkouts had changed"))
def had_changed(story: Story, count: int) -> None:
    story.settle_accounts()

    assert len(story.answer["changed"]) == count


@then(Sentence("{count:d} payment belongs to no checkout"))
def belongs_to_none(story: Story, count: int) -> None:
    story.settle_accounts()

    assert story.answer["orphans"] == [story.kept["stray"]] * count


@then(Sentence("{count:d} payments belong to no checkout, and {others:d} to others"))
def belong_to_others(story: Story, count: int, others: int) -> None:
    story.settle_accounts()

    assert (len(story.answer["orphans"]), story.answer["others"]) == (count, others)


@step(Sentence('"{kind:Words}" needs a person'))
def needs_a_person(story: Story, kind: str) -> None:
    assert needing(story) == [code(kind)]


@then(Sentence('"{kind:Words}" needs a person and is late'))
def is_late(story: Story, kind: str) -> None:
    [item] = story.world.shop.due()["items"]

    assert (item["kind"], item["overdue"]) == (code(kind), True)


@then("nothing needs a person")
def needs_nobody(story: Story) -> None:
    assert needing(story) == []


@then("the provider gave back everything of it, once")
def gave_back(story: Story) -> None:
    payment = story.world.provider.see(story.kept["stray"])

    assert isinstance(payment.status, Succeeded)
    assert [refund.amount for refund in payment.refunds] == [payment.status.received]


@then("it is called off at the provider")
def called_off(story: Story) -> None:
    assert isinstance(story.world.provider.see(story.kept["stray"]).status, Voided)


@then("the order's checkout has a payment, and the provider has 1")
def has_its_payment(story: Story) -> None:
    story.find()

    assert [payment.id for payment in story.world.provider.payments()] == [story.payment]
