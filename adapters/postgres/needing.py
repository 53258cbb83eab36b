"""What needs a person: checkouts by the time from which they do, orders paid twice, and payments nobody knows."""

from adapters.postgres.rows import FIELDS

FROM_THEN = f"{FIELDS} WHERE person_from <= %s ORDER BY person_from, id"
PAID_TWICE = f"""
{FIELDS} WHERE status = 'paid' AND order_reference IN (
    SELECT order_reference FROM checkouts WHERE status = 'paid' GROUP BY order_reference HAVING count(*) > 1
) ORDER BY order_reference, opened_at, id
"""  # noqa: S608 -- our own names
UNKNOWN = """
SELECT DISTINCT payment_id COLLATE "C" AS payment FROM hints
WHERE payment_id IS NOT NULL AND NOT EXISTS (SELECT FROM checkouts WHERE checkouts.payment_id = hints.payment_id)
ORDER BY payment
"""
