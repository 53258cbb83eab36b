"""An operator looks at a dispute, answers it, and practises all that on the sandbox (R70)."""

from datetime import timedelta
from pathlib import Path

import pytest

from domain.evidence import LARGEST
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.cli.conftest import SETTINGS, Desk
from tests.support.checkouts import a_paid_checkout

PDF = b"%PDF-1.7 149.90 EUR"
PRACTICE = [["dispute"], ["close-dispute", "--won"], ["fail-refund"], ["alter", "--received", "148.90"]]


@pytest.fixture
def receipt(tmp_path: Path) -> str:
    """A receipt in a folder."""
    path = tmp_path / "receipt.pdf"
    path.write_bytes(PDF)
    return str(path)


def disputed(desk: Desk, *options: str) -> str:
    """Have a paid checkout disputed, and know of it; give its id."""
    checkout_id = desk.decided("approve")
    desk.type("sandbox", "dispute", checkout_id, *options)
    desk.type("settle", checkout_id)
    return checkout_id


def in_a_line(text: str) -> str:
    return " ".join(text.split())


def test_a_dispute_is_shown_in_words(desk: Desk) -> None:
    """What is at stake and why, until when and how far that is, and what to do with the goods."""
    checkout_id = disputed(desk, "--amount", "50.00")
    desk.clock.advance(timedelta(days=1, minutes=1))
    shown = desk.type("dispute", checkout_id).stdout
    [dispute] = desk.read("dispute", checkout_id)["items"]

    assert shown.splitlines() == [
        f"dispute         {dispute['id']}",
        "status          open",
        "amount          50.00 EUR",
        "reason          product not received",
        "opened          2026-11-24 12:00:00 UTC",
        "evidence until  2026-12-08 12:00:00 UTC (in 12 days)",
        "shipment        hold what is not sent yet",
        "evidence        none yet",
    ]


@pytest.mark.parametrize(
    ("time", "told"),
    [
        (timedelta(days=14), "12:00:00 UTC (just now)"),
        (timedelta(days=13, hours=23, minutes=59, seconds=1), "12:00:00 UTC (within a minute)"),
        (timedelta(days=13, hours=22, minutes=58), "12:00:00 UTC (in 62 minutes)"),
        (timedelta(days=15, minutes=5), "12:00:00 UTC (24 hours ago)"),
    ],
)
def test_how_far_the_date_is_is_said_as_explain_says_it(desk: Desk, time: timedelta, told: str) -> None:
    """Before and after it."""
    checkout_id = disputed(desk)
    desk.clock.advance(time)

    assert told in desk.type("dispute", checkout_id).stdout


def test_a_checkout_without_a_dispute_says_so(desk: Desk) -> None:
    """That is an answer: exit code 0."""
    checkout_id = desk.decided("approve")
    result = desk.type("dispute", checkout_id)

    assert (result.exit_code, result.stdout) == (0, f"Nothing about {checkout_id} is disputed.\n")
    assert desk.read("dispute", checkout_id) == {"items": [], "hold_shipment": False}


def test_evidence_is_submitted_and_shown(desk: Desk, receipt: str) -> None:
    """With its kinds, when and by whom; the same again changes nothing."""
    checkout_id = disputed(desk)
    typed = ["--evidence", f"receipt={receipt}", "--evidence", receipt, "--text", "It was delivered."]
    first, again = (desk.type("dispute", checkout_id, *typed) for _ in range(2))
    shown = in_a_line(desk.type("dispute", checkout_id).stdout)

    assert first.exit_code == 0
    assert "The provider has your evidence for dp_" in first.stdout
    assert ": receipt, uncategorized file and a text. It decides now;" in in_a_line(first.stdout)
    assert (first.stderr, again.stderr) == ("", "It was submitted before.\n")
    assert "evidence receipt, uncategorized file and a text, submitted at 2026-11-24 12:00:00 UTC by marie" in shown
    assert "submitted at 2026-11-24 12:00:00 UTC by marie" in in_a_line(desk.type("show", checkout_id).stdout)
    told = in_a_line(desk.type("timeline", checkout_id).stdout)

    assert "evidence submitted by marie: dispute dp_" in told
    assert told.endswith(", 2 files")


def test_several_files_may_follow_the_option(desk: Desk, receipt: str) -> None:
    """As a shell writes them out; as JSON it is the dispute."""
    answer = desk.read("dispute", disputed(desk), "--evidence", f"receipt={receipt}", f"refund_policy={receipt}")

    assert answer["evidence"]["files"] == ["receipt", "refund_policy"]
    assert (answer["status"], answer["evidence"]["by"]) == ("open", "marie")


def test_files_that_follow_nothing_are_wrong_usage(desk: Desk, receipt: str) -> None:
    """Nothing is submitted by mistake."""
    checkout_id = disputed(desk)
    result = desk.type("dispute", checkout_id, receipt)

    assert result.exit_code == 2
    assert "evidence comes after --evidence" in result.stderr
    assert desk.read("dispute", checkout_id)["items"][0]["evidence"] is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["missing.pdf"], "uncategorized_file: {folder}/missing.pdf is not there."),
        (["receipt=missing.pdf"], "receipt: {folder}/missing.pdf is not there."),
        (["receipt=."], "receipt: {folder} is no file."),
        (["receipt=sealed.pdf"], "receipt: {folder}/sealed.pdf cannot be read: "),
        (["receipt=letter.docx"], "receipt: letter.docx is neither a PDF nor a JPEG nor a PNG."),
        (["receipt=empty.pdf"], "receipt: empty.pdf is empty."),
        (["receipt=huge.pdf"], "receipt: {folder}/huge.pdf has 4.6 MB, and 4.5 MB are taken in all."),
        (
            ["receipt=large.pdf", "refund_policy=large.pdf"],
            "refund_policy: large.pdf makes it 4.6 MB in all, and 4.5 MB are taken.",
        ),
        (
            ["receipt=good.pdf", "receipt=large.pdf"],
            "receipt: large.pdf is a second file of this kind, and there may be one.",
        ),
        (["receipt=" + 300 * "x"], "receipt: {folder}/" + 300 * "x" + " cannot be read: "),
        ([f"invoice={5_000 * 'x'}"], "invoice: is no kind of evidence; there are cancellation_policy, "),
        (["invoice=good.pdf"], "invoice: is no kind of evidence; there are cancellation_policy, "),
    ],
)
def test_files_that_are_no_evidence_are_refused_by_name(
    desk: Desk, tmp_path: Path, typed: list[str], sentence: str
) -> None:
    """Before anything is sent; exit code 2."""
    for name, content in {
        "good.pdf": PDF,
        "letter.docx": b"PK",
        "empty.pdf": b"",
        "huge.pdf": PDF.ljust(LARGEST + 1, b"x"),
        "large.pdf": PDF.ljust(LARGEST // 2 + 1, b"x"),
    }.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "sealed.pdf").symlink_to("sealed.pdf")  # whoever runs the tests, nobody reads it
    checkout_id = disputed(desk)
    words = []
    for word in typed:
        kind, equals, name = word.rpartition("=")
        words += ["--evidence", f"{kind}{equals}{tmp_path / name}"]
    result = desk.type("dispute", checkout_id, *words)

    assert result.exit_code == 2
    assert result.stderr.startswith(f"invalid_request: {sentence.format(folder=tmp_path)}")
    assert desk.read("dispute", checkout_id)["items"][0]["evidence"] is None


def test_a_file_whose_name_looks_like_a_kind_is_found(desk: Desk, tmp_path: Path) -> None:
    """What is there under the whole name is that file."""
    path = tmp_path / "colour=red.pdf"
    path.write_bytes(PDF)

    assert desk.read("dispute", disputed(desk), "--evidence", str(path))["evidence"]["files"] == ["uncategorized_file"]


def test_without_an_open_dispute_evidence_is_refused(desk: Desk) -> None:
    """Exit code 1, and the reason beside the code."""
    checkout_id = desk.decided("approve")
    result = desk.type("dispute", checkout_id, "--text", "It was delivered.")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "not_allowed_now: No dispute over this checkout is open.\n"
    assert desk.read("dispute", checkout_id, "--text", "x")["reason"] == "no_open_dispute"


def test_without_an_answer_it_is_said_to_submit_the_same_again(desk: Desk) -> None:
    """Exit code 3; the dispute remembers what was sent, and by whom."""
    checkout_id = disputed(desk)
    desk.container.faults().lose_answer("submit_evidence")
    result = desk.type("dispute", checkout_id, "--text", "It was delivered.")
    shown = in_a_line(desk.type("dispute", checkout_id).stdout)
    desk.type("settle", checkout_id)

    assert (result.exit_code, result.stderr.endswith("Try again.\n")) == (3, True)
    assert "a text, sent at 2026-11-24 12:00:00 UTC by marie, without an answer yet: submit the same again" in shown
    assert "a text, submitted at" in desk.type("dispute", checkout_id).stdout


def test_several_disputes_are_shown_and_one_is_named(desk: Desk) -> None:
    """Those that are open come first; one that is not there is not found."""
    checkout_id = disputed(desk, "--amount", "10.00")
    desk.type("sandbox", "close-dispute", checkout_id, "--lost")
    desk.type("sandbox", "dispute", checkout_id, "--amount", "20.00")
    desk.type("settle", checkout_id)
    lost, still_open = (item["id"] for item in desk.read("dispute", checkout_id)["items"])
    shown = desk.type("dispute", checkout_id).stdout
    alone = desk.type("dispute", checkout_id, "--dispute", lost).stdout
    missing = desk.type("dispute", checkout_id, "--dispute", "dp_nobody")

    assert shown.index(still_open) < shown.index(lost)
    assert "closed    2026-11-24 12:00:00 UTC" in alone
    assert "evidence  none" in alone
    assert still_open not in alone
    assert (missing.exit_code, missing.stderr.startswith("not_found: ")) == (1, True)


def test_explain_says_to_answer_and_then_to_wait(desk: Desk) -> None:
    """R91: with the command to type."""
    checkout_id = disputed(desk)
    before = desk.type("explain", checkout_id).stdout
    desk.type("dispute", checkout_id, "--text", "It was delivered.")
    after = desk.type("explain", checkout_id).stdout
    told = " ".join(after.split())

    assert "waiting for  Your evidence, until 2026-12-08 12:00:00 UTC (in 14 days).\n" in before
    assert f"  alma-checkout dispute {checkout_id} --evidence FILE\n" in before
    assert "The provider, to decide the dispute, since the evidence was submitted at 2026-11-24 12:00:00 UTC." in told
    assert "alma-checkout dispute" not in after


@pytest.mark.parametrize(("end", "refundable"), [("won", 14_990), ("lost", 9_990)])
def test_a_dispute_is_practised_to_its_end(desk: Desk, end: str, refundable: int) -> None:
    """Each deed says what comes next; it is known after that."""
    checkout_id = desk.decided("approve")
    opened = desk.read("sandbox", "dispute", checkout_id, "--amount", "50.00")
    before = desk.read("show", checkout_id)["dispute"]
    settled = desk.read("settle", checkout_id)
    closed = desk.type("sandbox", "close-dispute", checkout_id, f"--{end}", "--dispute", opened["dispute"])
    after = desk.read("settle", checkout_id)

    assert opened == {
        "id": checkout_id,
        "payment": settled["payment"]["id"],
        "dispute": settled["dispute"]["id"],
        "next": f"alma-checkout settle {checkout_id}",
    }
    assert (before, settled["hold_shipment"], settled["refundable"]) == (None, True, 0)
    assert f"alma-checkout settle {checkout_id}" in closed.stdout
    assert (after["dispute"]["status"], after["hold_shipment"], after["refundable"]) == (end, False, refundable)


def test_a_dispute_may_be_decided_before_anybody_heard_of_it(desk: Desk) -> None:
    """The history has both."""
    checkout_id = desk.decided("approve")
    desk.type("sandbox", "dispute", checkout_id)
    closed = desk.read("sandbox", "close-dispute", checkout_id, "--lost")
    desk.type("settle", checkout_id)
    happened = [item["event"] for item in desk.read("timeline", checkout_id)["items"]]

    assert closed["end"] == "lost"
    assert happened[-2:] == ["dispute_opened", "dispute_lost"]


def test_a_refund_is_made_to_fail(desk: Desk) -> None:
    """Its amount is free again, and somebody's task."""
    checkout_id = desk.decided("approve")
    desk.type("refund", checkout_id, "--amount", "30.00")
    failed = desk.read("sandbox", "fail-refund", checkout_id)
    before, after = desk.read("show", checkout_id), desk.read("settle", checkout_id)

    assert failed["refund"].startswith("re_")
    assert (before["refunds"][0]["status"], before["refundable"]) == ("pending", 11_990)
    assert (after["refunds"][0]["status"], after["refunds"][0]["failure"]) == ("failed", "insufficient_funds")
    assert after["refundable"] == 14_990


def test_another_amount_received_brings_a_checkout_into_review(desk: Desk) -> None:
    """R5: what was expected and what was found are told."""
    checkout_id = desk.opened()
    desk.type("pay", checkout_id)
    early = desk.type("sandbox", "alter", checkout_id, "--received", "148.90")
    desk.type("sandbox", "approve", checkout_id)
    altered = desk.type("sandbox", "alter", checkout_id, "--received", "148.90")
    settled = desk.read("settle", checkout_id)

    assert (early.exit_code, early.stderr.startswith("provider_refused: ")) == (1, True)
    assert f"alma-checkout settle {checkout_id}" in altered.stdout
    assert (settled["status"], settled["review"]["found"]) == ("in_review", 14_890)


def test_what_is_paid_here_is_not_altered_any_more(desk: Desk) -> None:
    """R2: it would lead to nothing."""
    result = desk.type("sandbox", "alter", desk.decided("approve"), "--received", "148.90")

    assert (result.exit_code, result.stderr.startswith("not_allowed_now: ")) == (1, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["close-dispute"], 2),
        (["close-dispute", "--won"], 1),
        (["close-dispute", "--won", "--dispute", "dp_nobody"], 1),
        (["dispute", "--amount", "1.001"], 2),
        (["fail-refund"], 1),
        (["alter"], 2),
        (["alter", "--received", "much"], 1),
    ],
)
def test_what_cannot_be_provoked_is_refused(desk: Desk, words: list[str], code: int) -> None:
    """There is nothing to decide or to fail, or it is not said what."""
    verb, *options = words

    assert desk.type("sandbox", verb, desk.decided("approve"), *options).exit_code == code


@pytest.mark.parametrize("words", PRACTICE, ids=[words[0] for words in PRACTICE])
def test_with_stripe_nobody_acts_for_the_provider(desk: Desk, words: list[str]) -> None:
    """It acts by itself there, as the customer does."""
    settings = {**SETTINGS, "ALMA_CHECKOUT_GATEWAY": "stripe", "STRIPE_SECRET_KEY": "sk_test_1"}
    with_stripe = Desk(Container(settings=Settings(settings)), desk.clock)
    verb, *options = words
    result = with_stripe.type("sandbox", verb, with_stripe.keep(a_paid_checkout()), *options)

    assert (result.exit_code, result.stderr.startswith("not_found: ")) == (1, True)
