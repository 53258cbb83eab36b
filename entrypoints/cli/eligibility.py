"""`alma-checkout eligibility`: the verdict, from the settings alone, so that it answers at once."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

import click

from domain.eligibility import Obstacle
from domain.installments import Plan, plans
from domain.money import Money, decimal_text
from domain.order import country_code
from entrypoints.cli.answer import as_text
from entrypoints.cli.command import shown, with_json
from entrypoints.cli.shell import Shell
from entrypoints.cli.table import columns, hanging
from entrypoints.cli.words import obstacle


@click.command("eligibility", epilog=shown("alma-checkout eligibility 149.90 EUR --country FR"))
@click.argument("amount")
@click.argument("currency")
@click.option("--country", metavar="CODE", required=True, help="Where the customer is, such as FR.")
@with_json
@click.pass_obj
def eligibility(shell: Shell, *, amount: str, currency: str, country: str, as_json: bool) -> None:
    """Say whether Alma takes an order, and if not, everything that is in the way."""
    total, country = Money.parse(amount, currency), country_code(country)
    obstacles = shell.settings.terms.obstacles(total, country)
    today = shell.now().date()
    if as_json:
        from entrypoints.view import verdict_view

        click.echo(as_text(verdict_view(total, obstacles, today)))
    elif obstacles:
        click.echo(f"Alma is not offered for {total} in {country}.\n")
        click.echo("\n".join(_reasons(obstacles)))
    else:
        click.echo(f"Alma is offered for {total} in {country}.\n")
        click.echo(_preview(plans(total.amount, today), total.currency))
        click.echo("\nIndicative: the plan is chosen with Alma, who may ask for more at first.")


def _reasons(obstacles: tuple[Obstacle, ...]) -> Iterator[str]:
    for found in obstacles:
        yield hanging("- ", f"{obstacle(asdict(found))} ({found.code})")


def _preview(offered: tuple[Plan, ...], currency: str) -> str:
    """Show the plans side by side, a line for each day on which something is due."""
    days = sorted({part.due_on for plan in offered for part in plan.installments})
    header = ("due on", *(f"in {plan.count}, {currency}" for plan in offered))
    rows = [(day.isoformat(), *(_due(plan, day, currency) for plan in offered)) for day in days]
    return columns(header, rows, right=header[1:])


def _due(plan: Plan, day: date, currency: str) -> str:
    return "".join(decimal_text(part.amount, currency) for part in plan.installments if part.due_on == day)
