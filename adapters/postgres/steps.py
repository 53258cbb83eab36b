"""The tables of the PostgreSQL store, one step for each version."""

FIRST = """
CREATE TABLE checkouts (
    id text COLLATE "C" PRIMARY KEY,
    order_reference text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    payment_id text COLLATE "C",
    opened_at timestamptz NOT NULL,
    deadline timestamptz,
    look_again_at timestamptz,
    heard integer NOT NULL,
    document bytea NOT NULL
);
CREATE INDEX newest ON checkouts (opened_at, id);
CREATE INDEX by_status ON checkouts (status, opened_at, id);
CREATE INDEX by_order ON checkouts (order_reference, opened_at, id);
CREATE INDEX by_payment ON checkouts (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX awaiting ON checkouts (opened_at, id, deadline) WHERE deadline IS NOT NULL;
CREATE INDEX due ON checkouts (look_again_at, id) WHERE look_again_at IS NOT NULL;

CREATE TABLE opening_keys (
    sender text COLLATE "C",
    text text COLLATE "C",
    request text NOT NULL,
    checkout_id text COLLATE "C" NOT NULL,
    used_at timestamptz NOT NULL,
    PRIMARY KEY (sender, text)
);
CREATE INDEX oldest_keys ON opening_keys (used_at);

CREATE TABLE hints (
    id text COLLATE "C" PRIMARY KEY,
    type text NOT NULL,
    object_id text NOT NULL,
    payment_id text,
    checkout_id text,
    mode text NOT NULL,
    happened_at timestamptz NOT NULL,
    heard_at timestamptz NOT NULL
);
CREATE INDEX oldest_hints ON hints (heard_at);

CREATE TABLE sandbox_payments (
    number bigint GENERATED ALWAYS AS IDENTITY,
    id text COLLATE "C" PRIMARY KEY,
    checkout_id text COLLATE "C",
    document bytea NOT NULL
);
CREATE INDEX sandbox_payments_by_checkout ON sandbox_payments (checkout_id, number);

CREATE TABLE alma_checkout (
    name text PRIMARY KEY,
    value text NOT NULL
)
"""

_TOLD = "convert_from(document, 'UTF8')::jsonb"
FOR_PEOPLE = f"""
ALTER TABLE checkouts ADD COLUMN country text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE checkouts ADD COLUMN currency text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE checkouts ADD COLUMN amount bigint NOT NULL DEFAULT 0;
ALTER TABLE checkouts ADD COLUMN method text COLLATE "C";
ALTER TABLE checkouts ADD COLUMN person_from timestamptz;
DROP INDEX newest;
DROP INDEX by_status;
UPDATE checkouts SET
    country = {_TOLD} #>> '{{order,country}}',
    currency = {_TOLD} #>> '{{order,total,currency}}',
    amount = ({_TOLD} #>> '{{order,total,amount}}')::bigint,
    method = {_TOLD} #>> '{{state,attempt,method}}',
    person_from = CASE
        WHEN status IN ('authorized', 'in_review')
            OR {_TOLD} #>> '{{state,reason}}' = 'authorization_expired'
            OR {_TOLD} ->> 'refunds' <> '[]' OR {_TOLD} ->> 'disputes' <> '[]' THEN opened_at
    END;
CREATE INDEX newest ON checkouts (opened_at, id, country, currency, method, amount);
CREATE INDEX by_status ON checkouts (status, opened_at, id, country, currency, method, amount);
CREATE INDEX for_a_person ON checkouts (person_from, id) WHERE person_from IS NOT NULL;
CREATE INDEX paid_orders ON checkouts (order_reference) WHERE status = 'paid';

CREATE TABLE orphans (
    payment_id text COLLATE "C" PRIMARY KEY,
    open boolean NOT NULL,
    document bytea NOT NULL
);
CREATE INDEX open_orphans ON orphans (payment_id) WHERE open
"""  # noqa: S608 -- our own names
"""What lists are narrowed by, and what needs a person: of old checkouts, those that might, from their opening on."""

OUTGOING = """
CREATE TABLE outgoing (
    id text COLLATE "C" PRIMARY KEY,
    state text COLLATE "C" NOT NULL,
    happened_at timestamptz NOT NULL,
    try_at timestamptz,
    leased_until timestamptz,
    over_at timestamptz,
    document bytea NOT NULL
);
CREATE INDEX newest_outgoing ON outgoing (happened_at, id);
CREATE INDEX outgoing_by_state ON outgoing (state, happened_at, id);
CREATE INDEX outgoing_due ON outgoing (try_at, id) WHERE try_at IS NOT NULL;
CREATE INDEX outgoing_over ON outgoing (over_at) WHERE over_at IS NOT NULL
"""
"""The events for the shop's own systems."""

STEPS = (FIRST, FOR_PEOPLE, OUTGOING)
"""Each brings the tables from the version before it to its own; those that were published are never changed."""
