"""Every status and every cause has its words: what happened, is awaited, comes next, and can be done (R91)."""

from typing import get_args

import pytest

from domain.comparing import REASONS as CONTRADICTIONS
from domain.eligibility import AlmaTerms, Obstacle
from domain.explanation import called_off, explain, failures, reviewed
from domain.failure import ADVICE, failure_of
from domain.payment import PaymentError
from domain.reasons import Asked, Heard, Ours
from domain.states import STATUSES, Canceled, InReview
from tests.explanations.agreed import TEXTS, agreed, said
from tests.explanations.case import Case
from tests.explanations.table import TABLE
from tests.support.checkouts import NOON

PROVIDERS = ("automatic", "expired", "failed_invoice", "void_invoice")
"""What the provider's own documents list beside what somebody may say."""
CHECKOUTS = [case.checkout for case in TABLE.values()]


@pytest.mark.parametrize("name", TABLE)
def test_it_is_said_in_the_words_that_were_agreed_on(name: str) -> None:
    """R91: as `explain` prints it, in 80 columns."""
    told = said(TABLE[name])

    assert told == agreed(name)
    assert max(map(len, told.splitlines())) <= 80


def test_no_text_is_left_of_a_case_that_is_gone() -> None:
    """The files are the table, and nothing else."""
    assert {path.stem for path in TEXTS.iterdir()} == TABLE.keys()


def test_every_status_is_in_the_table() -> None:
    """R91: a status without a case has words that nobody has read."""
    assert {checkout.status for checkout in CHECKOUTS} == set(STATUSES)


def test_every_advice_has_words_and_a_case() -> None:
    """R30, R33: whatever a failure may advise, by its code or by the clock."""
    errors = [None, *map(PaymentError, ADVICE)]
    advised = {failure_of(error, overdue=overdue, at=NOON).advice for error in errors for overdue in (False, True)}

    assert advised == failures.ADVICE.keys()
    assert advised == {checkout.last_failure.advice for checkout in CHECKOUTS if checkout.last_failure}


def test_every_reason_of_a_cancellation_has_words_and_a_case() -> None:
    """R16, R21, R45, R50, R52: ours, those of whoever cancels, and the provider's."""
    told = {checkout.state.reason for checkout in CHECKOUTS if isinstance(checkout.state, Canceled)}
    known = {reason for reasons in (Asked, Ours, Heard) for reason in get_args(reasons)}

    assert called_off.REASONS.keys() >= known | set(PROVIDERS)
    assert told > called_off.REASONS.keys()


def test_every_reason_of_a_review_has_words_and_a_case() -> None:
    """R5, R7: whatever may differ."""
    told = {checkout.state.reason for checkout in CHECKOUTS if isinstance(checkout.state, InReview)}

    assert told == set(CONTRADICTIONS.values()) == reviewed.REASONS.keys()


def test_every_obstacle_to_alma_has_a_case() -> None:
    """R11, R16: each is told with its figures."""
    found = {
        type(obstacle)
        for checkout in CHECKOUTS
        for obstacle in AlmaTerms().obstacles(
            checkout.order.total, checkout.order.country, offered=checkout.alma_offered
        )
    }

    assert found == set(get_args(Obstacle))


def test_other_terms_make_other_obstacles() -> None:
    """R10: limits and countries are settings."""
    case = TABLE["opened_untouched"]
    told = explain(case.checkout, case.at, AlmaTerms(minimum=20_000))

    assert "the order is 50.10 EUR below the 200.00 EUR that it takes at least" in told.summary
    assert "pay" not in told.operator_can


@pytest.mark.parametrize("name", TABLE)
def test_what_can_be_done_is_a_command(name: str) -> None:
    """R91: of those that there are, so that none is advised that nobody can type."""
    from entrypoints.cli.main import COMMANDS

    case: Case = TABLE[name]

    assert set(explain(case.checkout, case.at).operator_can) <= COMMANDS.keys()
