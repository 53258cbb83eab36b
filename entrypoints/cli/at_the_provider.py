"""What is done at the sandbox, and how we learn of it."""

from domain.errors import NotFound
from entrypoints.cli.answer import Answer
from entrypoints.container import Container


async def payment_of(container: Container, checkout_id: str) -> str:
    """Give the id of a checkout's payment on the sandbox.

    Raises:
        NotFound: it has none there; real customers and providers act by themselves.
    """
    payment = (await container.checkouts().get(checkout_id)).payment
    if container.settings().gateway != "sandbox" or payment is None:
        raise NotFound("There is no payment of this checkout on the sandbox.")
    return payment.id


def what_follows(checkout_id: str, **facts: str) -> Answer:
    """Answer what was done at the provider, and the command with which we learn of it."""
    following = f"alma-checkout settle {checkout_id}"
    view = {"id": checkout_id, **facts, "next": following}
    return Answer(view, f"The provider knows. Next, so that we know:\n  {following}")
