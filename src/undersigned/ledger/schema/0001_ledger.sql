-- The ledger. In clear stand: what a signer asked to have published, once confirmed; coarse place; a label for the
-- large mail providers; signs of a machine. Everything else about a person is sealed, and erasing empties it.

create type ledger.event_kind as enum
    ('collected', 'confirmed', 'withdrawn', 'invalidated', 'reinstated', 'paper', 'imported');
create type ledger.state as enum ('pending', 'confirmed', 'withdrawn', 'invalidated');

-- One line a change, in the order in which it was written, with its day and no hour: an hour could be laid beside a mail provider's log.
create table ledger.event (
    seq bigint generated always as identity primary key,
    campaign integer not null,
    signature uuid,                        -- none for paper and imported, which come as a number
    kind ledger.event_kind not null,
    number integer not null default 1,
    day date not null default (now() at time zone 'utc')::date,
    note text not null default '',         -- why an organiser invalidated, where the paper lies; never about a person
    check ((signature is null) = (kind in ('paper', 'imported'))),
    check (signature is null or number = 1)
);
create index event_of_signature on ledger.event (signature) where kind <> 'collected';

create function ledger.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'Events of the ledger are never changed or removed.';
end $$;
create trigger event_is_append_only before update or delete or truncate on ledger.event
    for each statement execute function ledger.refuse();

-- A data key a worker, campaign and minute, wrapped for the campaign's key holders; it lies nowhere in clear.
create table ledger.data_key (
    id uuid primary key,
    campaign integer not null,
    wrapped bytea not null
);

-- The side table that erasing empties. The id is a hash of the secret in the signer's own link.
create table ledger.signature (
    id uuid primary key,
    campaign integer not null,
    state ledger.state not null default 'pending',
    data_key uuid,
    for_holders bytea,                     -- sealed under the data key
    for_signer bytea,                      -- sealed under the secret in the signer's link
    language text not null,
    country text not null default '',
    area text not null default '',         -- a coarse part of the country
    provider text not null default '',     -- one of the large mail providers, or nothing
    signals smallint not null default 0,   -- signs of a machine, as bits
    arrived date not null default (now() at time zone 'utc')::date  -- as its first event says, which has no index
) with (fillfactor = 90);
create index signature_of_campaign on ledger.signature (campaign, state) where state <> 'pending';

-- Campaigns of which no signature is taken any more: once one stands here, none is committed that nobody would destroy.
create table ledger.closed (
    campaign integer primary key
);

-- One confirmed signature per address and campaign.
create table ledger.confirmed (
    campaign integer not null,
    address bytea not null,                -- keyed hash of the canonical address; the key lies apart
    signature uuid not null unique,
    primary key (campaign, address)
);

-- What signers asked to have shown. A name waits for its batch, and stands in it in no order of signing.
create table ledger.public_signer (
    signature uuid primary key,
    campaign integer not null,
    name text not null,
    affiliation text not null default '',
    batch integer,
    place_in_batch integer
);
create index public_signer_in_batches on ledger.public_signer (campaign, batch, place_in_batch);

-- How many of each kind, kept beside the events by whoever appends, in a row of its own: no two processes wait for each other.
create table ledger.tally (
    campaign integer not null,
    kind text not null,                    -- an event's kind, or 'standing': confirmed now
    shard integer not null,
    number bigint not null,
    primary key (campaign, kind, shard)
) with (fillfactor = 50);

-- Mails that wait. Sealed: the address, the link's secret; deleted when the last mail is gone, or after 72 hours. Deleted rows
-- still lie in files; what ends them is that the key of their hour is destroyed once none of its mails waits.
create table ledger.outbox (
    signature uuid primary key,
    campaign integer not null,
    kind text not null default 'confirm',  -- confirm, then remind
    provider text not null default '',
    sealed bytea not null,
    key_hour timestamptz not null,         -- which hour's outbox key opens it
    due timestamptz not null default now(),
    expires timestamptz not null default now() + interval '72 hours',
    tries smallint not null default 0,
    taken_until timestamptz
) with (fillfactor = 80);
create index outbox_oldest_first on ledger.outbox (due);

-- Addresses whose owners want no mail from here.
create table ledger.blocked (
    address bytea primary key,             -- keyed hash; the key lies apart
    since date not null default (now() at time zone 'utc')::date
);

-- Counts against floods, under keys of a day. Those of networks are lost when the database is killed, and that is well;
-- those of mails are not, or a kill would let an address have its mails of the day once more.
create unlogged table ledger.network (
    network bytea not null,
    hour timestamptz not null,
    number integer not null,
    primary key (network, hour)
);
create table ledger.mails_of_day (
    address bytea not null,
    day date not null,
    number smallint not null,
    primary key (address, day)
);

-- What a recount found amiss.
create table ledger.alarm (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    campaign integer,
    what text not null,
    settled timestamptz
);
