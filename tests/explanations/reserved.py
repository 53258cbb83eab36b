"""Money that is reserved: long before the end of the time to capture, on its last day, after it, and without one."""

from datetime import timedelta

from domain.payment import Capturable, Method
from tests.explanations.case import Case, Cases, heard
from tests.support.checkouts import A_DAY, A_MINUTE, AN_HOUR, NOON, an_authorized_checkout, an_open_checkout

BY_CARD = Capturable(14_990, Method("pm_card", "card"))

CASES: Cases = {
    "reserved": Case(an_authorized_checkout(), A_DAY),
    "reserved_from_day_six": Case(an_authorized_checkout(), 6 * A_DAY),
    "reserved_until_in_a_moment": Case(an_authorized_checkout(), 7 * A_DAY - timedelta(seconds=1)),
    "reserved_past_the_time_to_capture": Case(
        an_authorized_checkout().put_off(NOON + 7 * A_DAY + A_MINUTE), 7 * A_DAY + AN_HOUR
    ),
    "reserved_by_card": Case(heard(an_open_checkout(), BY_CARD, after=A_MINUTE), A_DAY),
}
