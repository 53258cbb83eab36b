"""The tables of the SQLite store, one step for each version. Times are microseconds since 1970, in UTC."""

FIRST = """
CREATE TABLE checkouts (
    id TEXT PRIMARY KEY,
    order_reference TEXT NOT NULL,
    status TEXT NOT NULL,
    payment_id TEXT,
    opened_at INTEGER NOT NULL,
    deadline INTEGER,
    look_again_at INTEGER,
    heard INTEGER NOT NULL,
    document BLOB NOT NULL
) STRICT;
CREATE INDEX newest ON checkouts (opened_at, id);
CREATE INDEX by_status ON checkouts (status, opened_at, id);
CREATE INDEX by_order ON checkouts (order_reference, opened_at, id);
CREATE INDEX by_payment ON checkouts (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX overdue ON checkouts (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX due ON checkouts (look_again_at, id) WHERE look_again_at IS NOT NULL;

CREATE TABLE opening_keys (
    sender TEXT NOT NULL,
    text TEXT NOT NULL,
    request TEXT NOT NULL,
    checkout_id TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (sender, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX oldest_keys ON opening_keys (used_at);

CREATE TABLE hints (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    object_id TEXT NOT NULL,
    payment_id TEXT,
    checkout_id TEXT,
    mode TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    heard_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX oldest_hints ON hints (heard_at);

CREATE TABLE sandbox_payments (
    id TEXT PRIMARY KEY,
    checkout_id TEXT,
    document BLOB NOT NULL
) STRICT;
CREATE INDEX sandbox_payments_by_checkout ON sandbox_payments (checkout_id);

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

AWAITING_NEWEST_FIRST = """
DROP INDEX overdue;
CREATE INDEX awaiting ON checkouts (opened_at, id, deadline) WHERE deadline IS NOT NULL
"""
"""A page of overdue checkouts is found in its order, however many there are."""

FOR_PEOPLE = """
ALTER TABLE checkouts ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE checkouts ADD COLUMN currency TEXT NOT NULL DEFAULT '';
ALTER TABLE checkouts ADD COLUMN amount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE checkouts ADD COLUMN method TEXT;
ALTER TABLE checkouts ADD COLUMN person_from INTEGER;
DROP INDEX newest;
DROP INDEX by_status;
UPDATE checkouts SET
    country = CAST(document AS TEXT) ->> '$.order.country',
    currency = CAST(document AS TEXT) ->> '$.order.total.currency',
    amount = CAST(document AS TEXT) ->> '$.order.total.amount',
    method = CAST(document AS TEXT) ->> '$.state.attempt.method',
    person_from = CASE
        WHEN status IN ('authorized', 'in_review')
            OR CAST(document AS TEXT) ->> '$.state.reason' = 'authorization_expired'
            OR CAST(document AS TEXT) ->> '$.refunds' <> '[]'
            OR CAST(document AS TEXT) ->> '$.disputes' <> '[]' THEN opened_at
    END;
CREATE INDEX newest ON checkouts (opened_at, id, country, currency, method, amount);
CREATE INDEX by_status ON checkouts (status, opened_at, id, country, currency, method, amount);
CREATE INDEX for_a_person ON checkouts (person_from, id) WHERE person_from IS NOT NULL;
CREATE INDEX paid_orders ON checkouts (order_reference) WHERE status = 'paid';

CREATE TABLE orphans (
    payment_id TEXT PRIMARY KEY,
    open INTEGER NOT NULL,
    document BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX open_orphans ON orphans (payment_id) WHERE open
"""
"""What lists are narrowed by, and what needs a person: of old checkouts, those that might, from their opening on."""

OUTGOING = """
CREATE TABLE outgoing (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    try_at INTEGER,
    leased_until INTEGER,
    over_at INTEGER,
    document BLOB NOT NULL
) STRICT;
CREATE INDEX newest_outgoing ON outgoing (happened_at, id);
CREATE INDEX outgoing_by_state ON outgoing (state, happened_at, id);
CREATE INDEX outgoing_due ON outgoing (try_at, id) WHERE try_at IS NOT NULL;
CREATE INDEX outgoing_over ON outgoing (over_at) WHERE over_at IS NOT NULL
"""
"""The events for the shop's own systems."""

STEPS = (FIRST, AWAITING_NEWEST_FIRST, FOR_PEOPLE, OUTGOING)
"""Each brings the tables from the version before it to its own; those that were published are never changed."""
