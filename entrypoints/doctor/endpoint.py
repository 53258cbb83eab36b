"""What is said of the endpoint at Stripe that is to send us events."""

from collections.abc import Iterable, Iterator

from domain.subscription import Endpoint, Subscription
from entrypoints.doctor.check import FIX, Check, ok, problem, warning

NAME = "webhook_endpoint"


def of_endpoints(wanted: Subscription, endpoints: Iterable[Endpoint], *, reachable: bool) -> Iterator[Check]:
    """Hold what is there against what we want; Stripe itself sends nothing to an address that is not `reachable`."""
    meant = wanted.meant(endpoints)
    for lost in (one for one in meant if not one.claimed):
        yield problem(NAME, f"Nobody has the secret of endpoint {lost.id}, so nobody can trust its events.", cure=FIX)
    claimed = [one for one in meant if one.claimed]
    if claimed:
        yield from _of_one(wanted, claimed[0])
    elif reachable:
        yield problem(NAME, f"No endpoint at Stripe sends events to {wanted.url}", cure=FIX)
    else:
        yield warning(
            NAME, f"Stripe cannot send events to {wanted.url}", cure=f"stripe listen --forward-to {wanted.url}"
        )
    others = [one.id for one in claimed[1:] if one.enabled]
    if others:
        yield warning(
            NAME,
            f"Events also come from {', '.join(others)}, signed with other secrets.",
            cure="Disable them at https://dashboard.stripe.com/webhooks",
        )


def _of_one(wanted: Subscription, endpoint: Endpoint) -> Iterator[Check]:
    told = f"Endpoint {endpoint.id}"
    if endpoint.url != wanted.url:
        yield problem(NAME, f"{told} sends events to {endpoint.url}, and not to {wanted.url}", cure=FIX)
    if not endpoint.enabled:
        yield problem(NAME, f"{told} is disabled.", cure=FIX)
    if endpoint.version != wanted.version:
        version = f"version {endpoint.version}" if endpoint.version else "the account's own version"
        yield problem(NAME, f"{told} sends events in {version}, and we read {wanted.version}.", cure=FIX)
    if missing := wanted.missing(endpoint):
        yield problem(NAME, f"{told} does not send {', '.join(missing)}.", cure=FIX)
    if superfluous := wanted.superfluous(endpoint):
        every = "every event" if "*" in superfluous else ", ".join(superfluous)
        yield warning(NAME, f"{told} sends more than we read: {every}.", cure=FIX)
    if wanted.is_met_by(endpoint):
        yield ok(NAME, f"{told} sends our events to {wanted.url}")
