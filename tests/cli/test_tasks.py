"""What needs a person, and what was missed, as an operator sees it."""

import asyncio
from datetime import timedelta
from typing import Any

from domain.orphans import Orphan
from tests.cli.conftest import Desk
from tests.support.checkouts import NOON, a_checkout_in_review, a_paid_checkout, an_authorized_checkout

STRAY = Orphan(
    payment_id="pi_stray", amount=14_990, currency="EUR", holds="received", checkout="co_lost", found_at=NOON
)


def with_a_stray(desk: Desk) -> None:
    """Have a payment that nobody owns."""
    asyncio.run(desk.container.orphans().keep(STRAY))


def test_nothing_to_do_is_said(desk: Desk) -> None:
    """With the exit code of what is well."""
    answer = desk.type("due")

    assert (answer.stdout, answer.exit_code) == ("Nothing needs a person.\n", 0)


def test_what_gets_worse_first_comes_first(desk: Desk) -> None:
    """Each with the very commands to type, and an exit code that can be an alarm."""
    desk.keep(an_authorized_checkout("oak-table"))
    desk.keep(a_checkout_in_review("brass-lamp"))
    desk.clock.advance(timedelta(days=6))
    with_a_stray(desk)
    answer = desk.type("due")

    assert answer.exit_code == 1
    assert answer.stdout == (
        "OVERDUE since 2026-11-25 12:00 UTC: No checkout here owns this payment, of which\n"
        "the provider received 149.90 EUR.\n"
        "  alma-checkout orphan pi_stray --refund\n"
        "  alma-checkout done pi_stray.orphan\n"
        "\n"
        "OVERDUE since 2026-11-25 12:02 UTC: Order 1001 is in review: the provider's\n"
        "facts contradict it, and you decide.\n"
        "  alma-checkout review co_brass-lamp\n"
        "\n"
        "by 2026-12-01 12:00 UTC: 149.90 EUR of order 1001 are reserved, and are lost\n"
        "unless captured in time.\n"
        "  alma-checkout capture co_oak-table\n"
        "  alma-checkout cancel co_oak-table\n"
    )


def test_what_has_got_worse_already_can_be_asked_for_alone(desk: Desk) -> None:
    """So that an alarm need not ring for what has time."""
    desk.keep(a_checkout_in_review())
    early = desk.type("due", "--overdue")
    desk.clock.advance(timedelta(days=2))
    late = desk.type("due", "--overdue")

    assert (early.stdout, early.exit_code) == ("Nothing needs a person.\n", 0)
    assert late.exit_code == 1


def test_a_program_reads_tasks_as_a_document(desk: Desk) -> None:
    """The same as over HTTP; the exit code is the same as for people."""
    desk.keep(a_checkout_in_review())
    desk.clock.advance(timedelta(minutes=5))
    answer = desk.type("due", "--json")
    [item] = desk.read("due")["items"]

    assert answer.exit_code == 1
    assert (item["task"], item["kind"], item["overdue"]) == ("co_velvet-armchair.review", "review", False)


def test_who_says_that_a_task_is_done_is_kept(desk: Desk) -> None:
    """With the note, and told in a sentence."""
    with_a_stray(desk)
    answer = desk.type("done", "pi_stray.orphan", "--note", "of the old shop")

    assert answer.stdout == "pi_stray.orphan is done, by marie at 2026-11-24 12:00:00 UTC: of the old shop.\n"
    assert desk.type("due").exit_code == 0


def test_a_note_shows_as_what_it_is(desk: Desk) -> None:
    """No control characters, no novel."""
    with_a_stray(desk)
    refused = [desk.type("done", "pi_stray.orphan", "--note", note) for note in ("", "\x1b[2J", "x" * 201)]

    assert [answer.exit_code for answer in refused] == [2, 2, 2]
    assert all(answer.stderr.startswith("invalid_request: note: ") for answer in refused)
    assert desk.type("due").exit_code == 1


def test_a_task_that_is_none_cannot_be_done(desk: Desk) -> None:
    """Whatever it is called."""
    paid = desk.keep(a_paid_checkout())
    names = ["", ".", "co_nobody.review", f"{paid}.review", f"{paid}.task_done", "pi_nobody.orphan", "\x1b[2J"]
    answers = [desk.type("done", name) for name in names]

    assert [answer.exit_code for answer in answers] == [1] * len(names)
    assert all(answer.stderr.startswith("not_found: There is no task ") for answer in answers)
    assert all(answer.stderr.rstrip("\n").isprintable() for answer in answers)


def test_an_orphan_is_shown(desk: Desk) -> None:
    """What the provider holds, and what was said of it."""
    with_a_stray(desk)
    before = desk.type("orphan", "pi_stray").stdout
    desk.type("done", "pi_stray.orphan", "--note", "kept")

    assert before == (
        "payment         pi_stray\n"
        "made for        co_lost\n"
        "provider holds  149.90 EUR (received)\n"
        "found           2026-11-24 12:00:00 UTC\n"
    )
    assert "done            by marie at 2026-11-24 12:00:00 UTC: kept\n" in desk.type("orphan", "pi_stray").stdout
    assert desk.type("orphan", "pi_nobody").exit_code == 1


def test_looking_for_what_was_missed_says_what_came_of_it(desk: Desk) -> None:
    """How much was looked at, and the ids of what changed."""
    checkout_id = desk.opened()
    desk.type("pay", checkout_id)
    desk.type("sandbox", "approve", checkout_id)
    first, second = desk.type("reconcile"), desk.type("reconcile")

    assert first.stdout == f"1 checkout checked, 1 changed.\n  {checkout_id}\n"
    assert second.stdout == "1 checkout checked, 0 changed.\n"
    assert desk.read("show", checkout_id)["status"] == "paid"


def test_looking_names_who_looked(desk: Desk) -> None:
    """In the history of what changed."""
    checkout_id = desk.opened()
    desk.type("pay", checkout_id)
    desk.type("sandbox", "approve", checkout_id)
    desk.type("reconcile", "--since", "1h")
    items: list[dict[str, Any]] = desk.read("timeline", checkout_id)["items"]

    assert [item["by"] for item in items if item["event"] == "paid"] == ["marie"]


def test_how_far_back_to_look_is_hours_or_days(desk: Desk) -> None:
    """Whatever else is a wrong argument, and names itself."""
    answers = [desk.type("reconcile", "--since", text) for text in ("7", "0d", "-1d", "7w", "3651d", "999999d", "٣d")]

    assert [answer.exit_code for answer in answers] == [2] * len(answers)
    assert all("since: must be hours or days" in answer.stderr for answer in answers)
    assert desk.type("reconcile", "--since", "3650d").exit_code == 0


def test_a_refund_that_failed_is_asked_for_again_with_its_amount(desk: Desk) -> None:
    """What is typed as it stands gives no more back than that."""
    checkout_id = desk.decided("approve")
    desk.type("refund", checkout_id, "--amount", "30")
    desk.type("sandbox", "fail-refund", checkout_id)
    desk.type("settle", checkout_id)

    assert f"  alma-checkout refund {checkout_id} --amount 30.00\n" in desk.type("due").stdout


def test_one_of_several_tasks_is_done_by_itself(desk: Desk) -> None:
    """The others stay."""
    checkout_id = desk.decided("approve")
    for amount in ("30", "20"):
        desk.type("refund", checkout_id, "--amount", amount)
        desk.type("sandbox", "fail-refund", checkout_id)
        desk.type("settle", checkout_id)
    answer = desk.type("done", f"{checkout_id}.refund_failed.2")

    assert answer.exit_code == 0
    assert [item["task"] for item in desk.read("due")["items"]] == [f"{checkout_id}.refund_failed.1"]
