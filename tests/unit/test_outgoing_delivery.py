"""How often and how long an event is tried, and when it waits for a person (R87, R88)."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from domain.orphans import Done
from domain.outgoing import PERIOD, Answer, Delivery, OutgoingEvent, announced, answered, resent, set_aside
from tests.support.checkouts import A_DAY, A_MINUTE, AN_HOUR, a_checkout_at_alma, a_paid_checkout

(PAID,) = announced(a_checkout_at_alma(), a_paid_checkout())
BEGAN = PAID.since
A_SECOND = timedelta(seconds=1)
NO = Answer(500)


def leased(event: OutgoingEvent, until: datetime) -> OutgoingEvent:
    """Have a worker be at an event."""
    return replace(event, leased_until=until, try_at=until)


def tried(event: OutgoingEvent, answer: Answer, at: datetime) -> OutgoingEvent:
    """Have a worker try an event, whose receiver answers at once."""
    lease = at + A_MINUTE
    return answered(leased(event, lease), answer, lease=lease, at=at)


def tried_to_the_end(event: OutgoingEvent, answer: Answer = NO) -> list[datetime]:
    """Give the moments at which an event is tried that is never accepted."""
    moments = []
    while event.try_at:
        moments.append(event.try_at)
        event = tried(event, answer, event.try_at)

    assert event.state == "undelivered"
    return moments


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_success_delivers(status: int) -> None:
    """R87: nobody tries it again."""
    event = tried(PAID, Answer(status), BEGAN)

    assert (event.state, event.try_at, event.leased_until) == ("delivered", None, None)
    assert (event.tries, event.last_tried_at, event.last_answer) == (1, BEGAN, str(status))


@pytest.mark.parametrize("said", [199, 300, 301, 304, 400, 401, 404, 409, 429, 500, 503, "timed_out", "unreachable"])
def test_anything_else_is_tried_again(said: int | str) -> None:
    """R87: a redirect is no delivery, and a receiver that is not ready yet may answer anything."""
    event = tried(PAID, Answer(said), BEGAN)

    assert event.state == "waiting"
    assert event.try_at
    assert event.try_at > BEGAN
    assert (event.tries, event.last_answer) == (1, str(said))


def test_a_receiver_that_is_gone_is_not_asked_again() -> None:
    """R87: 410 ends it at once."""
    event = tried(PAID, Answer(410), BEGAN)

    assert (event.state, event.try_at, event.last_answer) == ("undelivered", None, "410")


def test_it_is_tried_for_three_days_in_growing_pauses() -> None:
    """R87: soon at first, every few hours in the end, and the last time when the three days are over."""
    moments = tried_to_the_end(PAID)
    pauses = [later - earlier for earlier, later in pairwise(moments)]
    growing = pauses[:-1]

    assert moments[0] == BEGAN
    assert moments[-1] == BEGAN + PERIOD == BEGAN + 3 * A_DAY
    assert 5 * A_SECOND <= pauses[0] <= 5.5 * A_SECOND
    assert all(later >= earlier * 0.9 for earlier, later in pairwise(growing))
    assert max(pauses) <= 6.6 * AN_HOUR
    assert 20 <= len(moments) <= 30


def test_events_that_failed_together_do_not_come_back_together() -> None:
    """R87: each pause has a share that is the event's own."""
    others = [replace(PAID, id=f"ev_{name}") for name in ("lamp", "sofa", "table", "rug")]
    again = {tried(event, NO, BEGAN + AN_HOUR).try_at for event in others}

    assert len(again) == 4


def test_a_receiver_that_wants_to_be_left_alone_is() -> None:
    """R87: as long as it says, within the longest pause; a shorter wait than ours changes nothing."""
    ours = tried(PAID, Answer(503), BEGAN).try_at

    assert tried(PAID, Answer(503, wait=10 * A_MINUTE), BEGAN).try_at == BEGAN + 10 * A_MINUTE
    assert tried(PAID, Answer(429, wait=30 * A_DAY), BEGAN).try_at == BEGAN + 6 * AN_HOUR
    assert tried(PAID, Answer(503, wait=A_SECOND), BEGAN).try_at == ours


def test_an_answer_is_taken_in_once() -> None:
    """R87: what is over is not begun again by a failure that comes late."""
    delivered = tried(PAID, Answer(200), BEGAN)
    undelivered = tried(PAID, Answer(410), BEGAN)

    assert tried(delivered, NO, BEGAN + A_MINUTE) == leased(delivered, BEGAN + 2 * A_MINUTE)
    assert answered(undelivered, NO, lease=None, at=BEGAN + A_MINUTE) == undelivered
    assert answered(delivered, Answer(200), lease=None, at=BEGAN + A_MINUTE) == delivered


def test_what_failed_together_is_not_tried_again_together() -> None:
    """R87: up to a tenth is added to each pause."""
    names = (f"evt_{number * 0x9E3779B97F4A7C15 % 2**64:016x}" for number in range(500))
    tries = [tried(replace(PAID, id=name), NO, BEGAN).try_at for name in names]
    pauses = sorted(at - BEGAN for at in tries if at)

    assert 5 * A_SECOND <= pauses[0] < 5.005 * A_SECOND
    assert 5.495 * A_SECOND < pauses[-1] < 5.5 * A_SECOND


def test_a_worker_that_outlived_its_lease_takes_nothing_from_another() -> None:
    """R87: its failure is no news while another is at it; its success is."""
    theirs = leased(PAID, BEGAN + 5 * A_MINUTE)
    ours = BEGAN + A_MINUTE

    assert answered(theirs, NO, lease=ours, at=BEGAN + 2 * A_MINUTE) == theirs
    assert answered(theirs, Answer(200), lease=ours, at=BEGAN + 2 * A_MINUTE).state == "delivered"


def test_a_success_that_is_heard_late_counts() -> None:
    """R87: the receiver has it, whatever was written down meanwhile."""
    given_up = tried(PAID, Answer(410), BEGAN)

    assert answered(given_up, Answer(200), lease=BEGAN, at=BEGAN + A_MINUTE).state == "delivered"


@pytest.mark.parametrize("said", [200, 410])
def test_what_is_sent_again_is_tried_for_three_days_more(said: int) -> None:
    """R88: whether it was delivered or not; its tries are counted on."""
    later = BEGAN + 9 * A_DAY
    again = resent(tried(PAID, Answer(said), BEGAN), at=later)
    moments = tried_to_the_end(again)

    assert (again.state, again.tries, again.id) == ("waiting", 1, PAID.id)
    assert (moments[0], moments[-1]) == (later, later + 3 * A_DAY)


def test_what_somebody_is_at_is_sent_again_once_they_are_done() -> None:
    """R87: one event is delivered by one worker at a time."""
    lease = BEGAN + A_MINUTE
    again = resent(leased(PAID, lease), at=BEGAN + A_SECOND)

    assert (again.try_at, again.leased_until) == (lease, lease)
    assert resent(leased(PAID, lease), at=lease).try_at == lease
    assert resent(leased(PAID, lease), at=lease + A_SECOND).try_at == lease + A_SECOND
    assert answered(again, Answer(200), lease=lease, at=BEGAN + 2 * A_SECOND).state == "delivered"


def test_a_person_sets_aside_what_was_not_delivered() -> None:
    """R88: it is kept with who did it and when; sent again, that is forgotten."""
    undelivered = tried(PAID, Answer(410), BEGAN)
    aside = set_aside(undelivered, Done("ada", BEGAN + A_DAY, "Told them by telephone."))

    assert (aside.state, aside.aside and aside.aside.by) == ("set_aside", "ada")
    assert answered(aside, Answer(200), lease=None, at=BEGAN + 2 * A_DAY) == aside
    assert set_aside(aside, Done("ben", BEGAN + 2 * A_DAY)) == aside
    assert set_aside(PAID, Done("ada", BEGAN)) == PAID
    assert resent(aside, at=BEGAN + 2 * A_DAY).aside is None


def test_only_what_is_over_may_be_forgotten() -> None:
    """R88: what was not delivered is kept until somebody takes care of it."""
    undelivered = tried(PAID, Answer(410), BEGAN)

    assert PAID.over_at is None
    assert undelivered.over_at is None
    assert tried(PAID, Answer(200), BEGAN).over_at == BEGAN
    assert set_aside(undelivered, Done("ada", BEGAN + A_DAY)).over_at == BEGAN + A_DAY
    assert {event.state for event in (PAID, undelivered)} == {Delivery.WAITING, Delivery.UNDELIVERED}
