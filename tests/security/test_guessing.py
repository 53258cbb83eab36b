"""Nobody gets in by guessing: an id, a payment's secret, a part of a key (R80, R92)."""

from typing import Any

import pytest

from tests.security.every_route import KEY, OF_THE_SANDBOX, Call, House

WANTED: dict[str, dict[str, Any]] = {
    "{checkout_id:str}": {"json": {"amount": 4_000}},
    "review": {"json": {"decision": "accept"}},
    "evidence": {"files": {"text": (None, "It was delivered.")}},
}


@pytest.mark.parametrize(
    ("path", "more"),
    [("/sandbox/stripe/retrieve", {}), ("/sandbox/stripe/confirm", {"type": "alma", "return_url": "{pay_url}"})],
)
def test_a_payment_s_id_is_not_its_secret(house: House, path: str, more: dict[str, str]) -> None:
    """Who guesses the secret changes nothing, and learns the same of a payment that there is and of another."""
    before, told = house.seen(), []
    for payment in (house.names["payment_id"], "pi_nobody"):
        body = {"client_secret": f"{payment}_secret_guessed"}
        body |= {name: text.format(pay_url=house.checkout["pay_url"]) for name, text in more.items()}
        answer = house.client.post(path, json=body)
        told.append((answer.status_code, answer.json()["code"], answer.json()["detail"]))

    assert told[0] == told[1]
    assert told[0][0] >= 400
    assert house.seen() == before


def of_nobody(house: House, call: Call, **headers: str) -> set[tuple[int, str]]:
    """Make a call for checkouts that there are not; give the different answers, but for the id."""
    ids = ["co_" + "a" * 22, "co_" + "Z" * 22, "velvet", "x" * 100, house.names["payment_id"]]
    sent = WANTED.get(call.path.rpartition("/")[2], {"json": {}})
    return {
        (answer.status_code, answer.text.replace(name, ""))
        for name in ids
        for answer in [house.client.request(call.method, call.to(checkout_id=name), headers=headers, **sent)]
    }


@pytest.mark.parametrize("call", [call for call in OF_THE_SANDBOX if "checkout_id" in call.path], ids=str)
def test_ids_that_there_are_not_are_all_the_same(house: House, call: Call) -> None:
    """Whatever they look like: one answer, which has nothing but the id that was asked for."""
    told = of_nobody(house, call, Authorization=f"Bearer {KEY}")

    assert len(told) == 1
    assert {status for status, _ in told} <= {404, 204}


@pytest.mark.parametrize("call", [call for call in OF_THE_SANDBOX if call.path.startswith("/checkouts/")], ids=str)
def test_without_a_key_nobody_learns_which_ids_there_are(house: House, call: Call) -> None:
    """Known and unknown ones are answered alike."""
    known = house.client.request(call.method, call.to(**house.names))

    assert {(known.status_code, known.text)} == of_nobody(house, call)
    assert known.status_code == 401


@pytest.mark.parametrize("call", [call for call in OF_THE_SANDBOX if call.path.startswith("/checkouts")], ids=str)
@pytest.mark.parametrize(
    "said", ["", "Basic aGFyYm91ci1hdC1ub29u", "Bearer ", "Bearer harbour-at-noo", f"Bearer  x{KEY}"]
)
def test_nothing_but_the_whole_key_opens(house: House, call: Call, said: str) -> None:
    """And what is asked is not read before."""
    answer = house.asked(call, Authorization=said)

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
