"""The description of the API is whole, and true of what is answered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from litestar import Request
from litestar.testing import RequestFactory

from domain.checkout import Checkout
from domain.disputes import Dispute, Submission
from entrypoints.container import Container
from entrypoints.http import bodies, checkout_shape, shapes, task_shapes
from entrypoints.http.answers import ANSWERS, answers
from entrypoints.http.examples import BODIES
from entrypoints.http.schema import openapi
from tests.http.shop import Shop
from tests.support import checkouts

CALLS = {
    ("post", "/checkouts"),
    ("get", "/checkouts"),
    ("get", "/checkouts/export"),
    ("get", "/checkouts/{checkout_id}"),
    ("patch", "/checkouts/{checkout_id}"),
    ("get", "/checkouts/{checkout_id}/client-secret"),
    ("post", "/checkouts/{checkout_id}/alma"),
    ("post", "/checkouts/{checkout_id}/settle"),
    ("post", "/checkouts/{checkout_id}/capture"),
    ("post", "/checkouts/{checkout_id}/cancel"),
    ("post", "/checkouts/{checkout_id}/refunds"),
    ("post", "/checkouts/{checkout_id}/review"),
    ("get", "/checkouts/{checkout_id}/dispute"),
    ("post", "/checkouts/{checkout_id}/dispute/evidence"),
    ("get", "/checkouts/{checkout_id}/timeline"),
    ("get", "/checkouts/{checkout_id}/explain"),
    ("get", "/events"),
    ("post", "/events/resend"),
    ("post", "/events/{event_id}/resend"),
    ("get", "/eligibility"),
    ("get", "/due"),
    ("post", "/due/{task}/done"),
    ("get", "/orphans/{payment}"),
    ("post", "/orphans/{payment}/refund"),
    ("post", "/reconcile"),
    ("get", "/doctor"),
    ("get", "/pay/{checkout_id}/status"),
    ("get", "/health/live"),
    ("get", "/health/ready"),
}


def a_disputed_checkout() -> Checkout:
    """Give a paid checkout over which there was a dispute, and is another."""
    due = checkouts.NOON + 14 * checkouts.A_DAY
    lost = Dispute("dp_lost", "lost", 100, due, checkouts.NOON, checkouts.NOON)
    receipt = Submission(at=due, by="ada", files=("receipt",), has_text=False, pending=True)
    still_open = Dispute("dp_open", "open", 200, due, checkouts.NOON, reason="fraudulent", submission=receipt)
    return replace(checkouts.a_paid_checkout(), disputes=(lost, still_open))


def a_checkout_without_alma() -> Checkout:
    """Give one for whose payment the provider does not offer Alma."""
    return replace(checkouts.an_open_checkout(), alma_offered=False)


LIVES: list[Callable[[], Checkout]] = [*checkouts.EVERY_STATE, a_disputed_checkout, a_checkout_without_alma]


@pytest.fixture
def schema(shop: Shop) -> dict[str, Any]:
    document: dict[str, Any] = shop.get("/schema/openapi.json").json()
    return document


def references(part: object) -> Iterator[str]:
    """Find every reference in a part of the schema."""
    match part:
        case {"$ref": str(name)}:
            yield name
        case dict():
            for inner in part.values():
                yield from references(inner)
        case list():
            for inner in part:
                yield from references(inner)


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Go through all calls."""
    for path, calls in schema["paths"].items():
        for method, call in calls.items():
            yield method, path, call


def test_the_schema_stands_at_its_address_itself(shop: Shop, schema: dict[str, Any]) -> None:
    """As JSON, and as YAML for those who ask for that."""
    whole, yaml = shop.get("/schema"), shop.get("/schema/openapi.yaml")

    assert whole.headers["content-type"].startswith("application/json")
    assert whole.json() == schema
    assert schema["openapi"].startswith("3.1")
    assert yaml.text.startswith("components:")


def test_the_schema_is_written_once(schema: dict[str, Any]) -> None:
    """Anybody may ask for it at any rate, and writing YAML keeps a server busy for a tenth of a second."""
    _, yaml = openapi().render_plugins
    request: Request[Any, Any, Any] = RequestFactory().get()

    assert yaml.render(request, schema) is yaml.render(request, schema)


def test_the_schema_loads_nothing_from_elsewhere(shop: Shop) -> None:
    """There is no page that would."""
    assert shop.get("/schema/swagger").status_code == 404
    assert "://" not in shop.get("/schema").text.replace("https://shop.example", "").replace(
        "https://alma.example", ""
    ).replace("http://127.0.0.1:8000", "")


def test_every_call_is_described(schema: dict[str, Any]) -> None:
    """Each under the name of its handler, once."""
    names = [call["operationId"] for _, _, call in operations(schema)]

    assert {(method, path) for method, path, _ in operations(schema)} == CALLS
    assert len(set(names)) == len(names)


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    """In the schema's own components."""
    known = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}

    assert set(references(schema)) <= known


def test_every_answer_and_every_body_has_an_example(schema: dict[str, Any]) -> None:
    """So that a reader sees what it looks like."""
    contents = [
        (path, status, content)
        for _, path, call in operations(schema)
        for status, answer in call["responses"].items()
        for content in answer.get("content", {}).values()
    ]
    sent = {reference for _, _, call in operations(schema) for reference in references(call.get("requestBody", {}))}

    assert [(path, status) for path, status, content in contents if not content.get("examples")] == []
    assert len(sent) == 9
    for reference in sent:
        assert schema["components"]["schemas"][reference.rpartition("/")[2]]["examples"]


def test_every_filter_is_described_for_the_list_and_for_the_export(schema: dict[str, Any]) -> None:
    """Each with a word about it; pages are for the list, forms for the export."""
    described = {
        path: {
            parameter["name"] for parameter in schema["paths"][path]["get"]["parameters"] if parameter["description"]
        }
        for path in ("/checkouts", "/checkouts/export")
    }
    filters = {"status", "order", "country", "currency", "method", "overdue"}
    filters |= {"amount_from", "amount_to", "opened_from", "opened_to"}

    assert described["/checkouts"] == filters | {"limit", "cursor"}
    assert described["/checkouts/export"] == filters | {"format"}


def test_every_form_of_an_export_is_described(schema: dict[str, Any]) -> None:
    """As the types that are answered."""
    told = schema["paths"]["/checkouts/export"]["get"]["responses"]

    assert told["200"]["content"].keys() == {"text/csv", "application/jsonl"}
    assert told.keys() == {"200", "400", "401", "429", "503"}


def test_a_key_is_asked_for_where_it_is_needed(schema: dict[str, Any]) -> None:
    """And nowhere else."""
    open_to_all = {path for _, path, call in operations(schema) if not call.get("security")}

    assert open_to_all == {"/pay/{checkout_id}/status", "/health/live", "/health/ready"}


@pytest.mark.parametrize("name", BODIES)
def test_the_example_of_a_body_can_be_sent(name: str) -> None:
    """It is read by the type that reads what is sent."""
    read = msgspec.json.decode(msgspec.json.encode(BODIES[name]), type=getattr(bodies, name))

    assert read


@pytest.mark.parametrize("name", ANSWERS)
def test_the_example_of_an_answer_has_its_shape(name: str) -> None:
    """Every field of the shape, and no other."""
    spec = answers(name)[200]

    assert spec.examples

    assert msgspec.convert(spec.examples[0].value, type=spec.data_container)


@pytest.mark.parametrize("state", LIVES, ids=[life.__name__ for life in LIVES])
def test_every_checkout_has_the_shape_that_is_described(container: Container, state: Callable[[], Checkout]) -> None:
    """In each of its states."""
    shown = container.view()(state(), [checkouts.a_paid_checkout("sofa")])

    assert isinstance(msgspec.convert(shown, type=checkout_shape.CheckoutShape), checkout_shape.CheckoutShape)
    assert list(shown) == list(checkout_shape.CheckoutShape.__struct_fields__)


def test_what_is_answered_has_the_shape_that_is_described(shop: Shop) -> None:
    """Call by call."""
    checkout = shop.paid()
    path = f"/checkouts/{checkout['id']}"
    refund = shop.post(f"{path}/refunds", {"amount": 3_000}).json()
    told = [
        (shop.get("/checkouts?limit=1").json(), shapes.PageShape),
        (shop.get(f"/checkouts/{shop.opened()['id']}/client-secret").json(), shapes.SecretShape),
        (shop.get(f"{path}/timeline").json(), shapes.TimelineShape),
        (shop.get(f"{path}/explain").json(), shapes.ExplanationShape),
        (shop.get(f"/pay/{checkout['id']}/status").json(), shapes.StatusShape),
        (shop.get("/eligibility?amount=1&currency=USD&country=CH").json(), checkout_shape.VerdictShape),
        (shop.get("/doctor").json(), shapes.ExaminationShape),
        (shop.get("/checkouts/co_nothing").json(), shapes.ProblemShape),
        (refund, checkout_shape.RefundShape),
        (shop.get("/due").json(), task_shapes.TasksShape),
        (shop.post("/reconcile").json(), task_shapes.ReconciledShape),
    ]

    for answer, shape in told:
        assert msgspec.convert(answer, type=shape)


def test_a_body_is_required_where_nothing_goes_without_it(schema: dict[str, Any]) -> None:
    """Of the others nothing said is as good as an empty object."""
    required = {
        (method, path) for method, path, call in operations(schema) if call.get("requestBody", {}).get("required")
    }

    assert required == {
        ("post", "/checkouts"),
        ("patch", "/checkouts/{checkout_id}"),
        ("post", "/checkouts/{checkout_id}/review"),
        ("post", "/checkouts/{checkout_id}/dispute/evidence"),
    }
