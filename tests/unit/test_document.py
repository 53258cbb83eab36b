"""A checkout as a document: written and read again, it is the same checkout."""

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.document import VERSION, decode, encode
from domain.checkout import AmountChange, Capture, Checkout, Methods, PaymentRef
from domain.disputes import Dispute, Submission
from domain.failure import Failure
from domain.money import LARGEST, Money
from domain.order import Line, Order
from domain.refunds import Refund, RefundKey
from domain.states import (
    STATUSES,
    Attempt,
    Authorized,
    AwaitingCustomer,
    Canceled,
    Facts,
    InReview,
    Open,
    Paid,
    Processing,
)
from domain.timeline import Entry
from tests.support.checkouts import (
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_paid_checkout,
    a_processing_checkout,
    an_authorized_checkout,
    an_open_checkout,
)

ONE_OF_EACH = (
    an_open_checkout(),
    a_checkout_at_alma(),
    a_processing_checkout(),
    an_authorized_checkout(),
    a_paid_checkout(),
    a_canceled_checkout(),
    a_checkout_in_review(),
)

times = st.datetimes(datetime(1970, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- Hypothesis takes bounds without a zone
texts = st.text(max_size=9)
counts = st.integers(0, 2**31)
amounts = st.integers(1, LARGEST)
words, moments = st.none() | texts, st.none() | times
names = st.from_regex(r"[A-Za-zÀ-ÿ0-9 .-]{0,8}[a-z]", fullmatch=True)

lines = st.builds(Line, names, st.integers(1, 9_999), st.integers(-LARGEST, LARGEST))
attempts = st.builds(Attempt, counts, texts, words, times, words, st.booleans())


def several(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """Give none, one or a few."""
    return st.lists(of, max_size=2).map(tuple)


failures = st.builds(Failure, texts, words, words, words, texts, times)
one_line = amounts.map(lambda it: Order("1001", Money(it, "EUR"), "FR", (Line("Chair", 1, it),)))
orders = one_line | st.builds(Order, names, st.builds(Money, amounts, st.sampled_from(["EUR", "JPY"])), st.just("FR"))
facts_found = st.builds(Facts, amounts, texts, words, st.none() | amounts)
states = st.one_of(
    st.builds(Open, st.none() | failures),
    st.builds(AwaitingCustomer, attempts),
    st.builds(Processing, times, st.none() | attempts),
    st.builds(Authorized, amounts, moments, st.none() | attempts),
    st.builds(Paid, amounts, times, st.none() | attempts, st.none() | counts, words),
    st.builds(Canceled, texts, texts, times, words, words),
    st.builds(InReview, texts, texts | counts, texts | counts | st.none(), times, st.none() | facts_found),
)
refunds = st.builds(
    Refund,
    id=texts,
    amount=amounts,
    status=texts,
    created_at=times,
    reason=words,
    failure=words,
    adopted=st.booleans(),
    provider_id=words,
    key=st.none() | st.builds(RefundKey, texts, texts, st.none() | amounts),
    by=texts,
)
submissions = st.builds(
    Submission,
    at=times,
    by=texts,
    files=several(texts),
    has_text=st.booleans(),
    id=words,
    fingerprint=words,
    pending=st.booleans(),
)
facts = st.dictionaries(texts, st.none() | texts | st.integers(-(2**63), 2**63 - 1), max_size=3)


checkouts = st.builds(
    Checkout,
    id=texts,
    order=orders,
    methods=st.sampled_from(Methods),
    capture=st.sampled_from(Capture),
    locale=texts,
    return_url=words,
    opened_at=times,
    updated_at=times,
    lapses_at=times,
    alma_excluded=st.booleans(),
    state=states,
    payment=st.none() | st.builds(PaymentRef, texts, texts, times),
    alma_offered=st.none() | st.booleans(),
    ended_methods=several(texts),
    change=st.none() | st.builds(AmountChange, counts, amounts, several(lines), st.booleans(), times, texts),
    refunds=several(refunds),
    disputes=several(st.builds(Dispute, texts, texts, amounts, times, times, moments, words, st.none() | submissions)),
    timeline=several(st.builds(Entry, times, texts, texts, facts)),
    revision=counts,
    heard=counts,
    secret_given_at=moments,
    look_again_at=moments,
)


@given(checkout=checkouts)
def test_what_is_written_is_read_again(checkout: Checkout) -> None:
    """Nothing is lost or rounded, in any state."""
    document = encode(checkout)
    read = decode(document, look_again_at=checkout.look_again_at, heard=checkout.heard)

    assert read == checkout
    assert type(read.state) is type(checkout.state)


def test_every_state_has_its_document() -> None:
    """No status was forgotten, and each document says its own."""
    documents = [msgspec.json.decode(encode(checkout)) for checkout in ONE_OF_EACH]

    assert [(it["version"], it["status"]) for it in documents] == [(VERSION, status) for status in STATUSES]


@pytest.mark.parametrize("checkout", ONE_OF_EACH, ids=STATUSES)
def test_the_columns_are_the_truth(checkout: Checkout) -> None:
    """When to look again and how often a hint came are not in the document."""
    read = decode(encode(checkout), look_again_at=NOON, heard=7)

    assert (read.look_again_at, read.heard) == (NOON, 7)
    assert not msgspec.json.decode(encode(checkout)).keys() & {"look_again_at", "heard"}


def test_a_document_from_before_a_field_has_its_default() -> None:
    """A checkout stored by an earlier version is read by a later one."""
    earlier = msgspec.json.decode(encode(an_open_checkout()))
    del earlier["secret_given_at"], earlier["ended_methods"]
    read = decode(msgspec.json.encode(earlier), look_again_at=None, heard=0)

    assert (read.secret_given_at, read.ended_methods) == (None, ())


def test_a_review_from_before_all_facts_were_kept_is_read() -> None:
    """R7: settling brings the facts, and deciding does not need them."""
    earlier = msgspec.json.decode(encode(a_checkout_in_review()))
    del earlier["state"]["facts"]
    read = decode(msgspec.json.encode(earlier), look_again_at=None, heard=0)

    assert isinstance(read.state, InReview)
    assert (read.state.found, read.state.facts) == (14_890, None)


def test_a_document_of_the_first_version_keeps_the_count_of_used_keys() -> None:
    """What was renamed since is not lost: a provider key that is used up is never used again."""
    first = msgspec.json.decode(encode(replace(an_open_checkout(), used_keys=3))) | {"version": 1}
    first["calls"] = first.pop("used_keys")
    read = decode(msgspec.json.encode(first), look_again_at=an_open_checkout().look_again_at, heard=0)

    assert read == replace(an_open_checkout(), used_keys=3)


@pytest.mark.parametrize("damage", [{"version": VERSION + 1}, {"id": None}, {"state": 5}])
def test_a_document_that_cannot_be_read_is_refused(damage: dict[str, object]) -> None:
    """A later version is not guessed at, and a broken document is no checkout."""
    document = msgspec.json.encode(msgspec.json.decode(encode(an_open_checkout())) | damage)

    with pytest.raises(ValueError, match=rf"version {VERSION + 1}|Expected"):
        decode(document, look_again_at=None, heard=0)
