"""What the doctor says of our own server, as a probe found it."""

import pytest

from domain.ports.probe import Answered, Barrier, NotReached, Probed
from entrypoints.doctor.server import of_probes

URL = "https://pay.shop.example/webhooks/stripe"
TAKEN = Answered(200, "irrelevant")


def test_a_server_that_takes_every_secret_is_one_line() -> None:
    """One or two."""
    for probed in ([TAKEN], [TAKEN, TAKEN]):
        (line,) = of_probes(URL, probed)

        assert (line.name, line.result, line.cure) == ("webhook_secret", "ok", None)


@pytest.mark.parametrize(
    ("probed", "result", "words"),
    [
        (Answered(400, code="invalid_signature"), "problem", "refuses what is signed with secret 1"),
        (Answered(404, code="not_found"), "problem", "has nothing there"),
        (Answered(301), "problem", "leads elsewhere (301)"),
        (Answered(502), "problem", "Nobody works behind"),
        (Answered(200), "problem", "Another program"),
        (Answered(200, "stored"), "problem", "Another program"),
        (Answered(403), "problem", "Another program"),
        (Answered(400, code="invalid_request"), "problem", "Another program"),
        (NotReached(Barrier.HOST_UNKNOWN), "problem", "Nobody knows the host"),
        (NotReached(Barrier.NOT_TRUSTED), "problem", "no certificate that is trusted"),
        (NotReached(Barrier.REFUSED), "warning", "Nobody listens"),
        (NotReached(Barrier.SILENT), "warning", "at least not from here"),
    ],
)
def test_whatever_else_happens_has_a_cure(probed: Probed, result: str, words: str) -> None:
    """What Stripe would meet too is a problem; what may be so from here alone, or may be over soon, a warning."""
    (line,) = of_probes(URL, [probed])

    assert line.result == result
    assert words in line.message
    assert line.cure


def test_of_two_secrets_the_one_that_is_refused_is_named_by_its_place() -> None:
    """Never by itself (R82)."""
    (line,) = of_probes(URL, [TAKEN, Answered(400, code="invalid_signature")])

    assert "secret 2 of STRIPE_WEBHOOK_SECRET" in line.message


def test_what_is_in_the_way_of_both_is_told_once() -> None:
    """It is the same way."""
    assert len(of_probes(URL, [NotReached(Barrier.REFUSED), NotReached(Barrier.REFUSED)])) == 1
