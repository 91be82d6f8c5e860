-- The worker takes the oldest of one provider, and asks which providers have mail waiting.
drop index ledger.outbox_oldest_first;
create index outbox_oldest_first on ledger.outbox (provider, due);

-- What became of mails, by day and provider; no mail and no address stands in it.
create table ledger.mail_count (
    day date not null default (now() at time zone 'utc')::date,
    provider text not null,
    outcome text not null,
    number bigint not null,
    primary key (day, provider, outcome)
);

-- When each job that comes again was last done.
create table ledger.chore (
    name text primary key,
    last timestamptz not null
);
