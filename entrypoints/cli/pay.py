"""`alma-checkout pay`."""

from entrypoints.cli.answer import Answer
from entrypoints.cli.command import checkout_id, command
from entrypoints.cli.words import time
from entrypoints.container import Container
from entrypoints.view import View


@command("pay", example="alma-checkout pay co_0a1b2c3d", acts=True)
@checkout_id
async def pay(container: Container, *, checkout_id: str, by: str) -> Answer:
    """Send the customer to Alma: print the address to open, and nothing else on standard output."""
    checkout = await container.send_to_alma()(checkout_id, by=by)
    view = container.view()(checkout)
    return Answer(view, view["attempt"]["redirect_url"], _next_steps(view))


def _next_steps(view: View) -> str:
    """Say what comes next; on the sandbox, who plays the customer."""
    steps = [f"The customer has until {time(view['attempt']['deadline'])}. Next:"]
    if view["payment"]["gateway"] == "sandbox":
        steps.append(f"  alma-checkout sandbox approve {view['id']} (or refuse, expire)")
    return "\n".join([*steps, f"  alma-checkout settle {view['id']}"])
