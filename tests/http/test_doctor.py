"""The doctor over HTTP: the words and the shape of the command line, and nothing that changes anything."""

from tests.http.shop import Shop


def test_it_is_told_as_on_the_command_line(shop: Shop) -> None:
    """On the sandbox in memory, with a warning that it is one; 200 whatever is found, and kept by nobody."""
    answer = shop.get("/doctor")
    document = answer.json()

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert document["healthy"] is True
    assert [(check["name"], check["result"]) for check in document["checks"]] == [
        ("settings", "ok"),
        ("stripe_account", "ok"),
        ("database", "warning"),
    ]
    assert "memory://" in document["checks"][2]["message"]
    assert document["checks"][2]["cure"]


def test_nothing_is_fixed_over_http(shop: Shop) -> None:
    """A new secret would have to travel."""
    assert shop.post("/doctor").status_code == 405
    assert shop.get("/doctor?fix_webhook=true").status_code == 400
