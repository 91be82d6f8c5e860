-- A batch of signatures, all or none, in one statement: sealed bytes, an event each, a mail each, the count.
-- Gives the ids that were taken, and those of campaigns that have ended, of which nothing is kept; one that is missing
-- had been there before. Closing takes alone the lock that is shared here, so whatever it does not see comes after it and is
-- refused: the second statement looks only once the lock is there.
create function ledger.collect(
    shard integer,
    new_keys uuid[], new_key_campaigns integer[], new_key_wraps bytea[],
    ids uuid[], campaigns integer[], keys uuid[], holders bytea[], signers bytea[],
    languages text[], countries text[], areas text[], providers text[], signals smallint[],
    mails bytea[], key_hour timestamptz
) returns table (id uuid, ended boolean) language sql volatile as $$
    select pg_advisory_xact_lock_shared(7114008, campaign)
    from (select distinct campaign from unnest(campaigns) as campaign order by campaign) as each;

    with ended as (
        select closed.campaign from ledger.closed where closed.campaign = any (campaigns)
    ), kept as (
        insert into ledger.data_key (id, campaign, wrapped)
        select * from unnest(new_keys, new_key_campaigns, new_key_wraps) as wrapped (id, campaign, wrap)
        where campaign not in (select campaign from ended)
        on conflict do nothing
    ), sent as (
        select * from unnest(ids, campaigns, keys, holders, signers, languages, countries, areas, providers, signals, mails)
            as sent (id, campaign, data_key, for_holders, for_signer, language, country, area, provider, signals, mail)
    ), taken as (
        insert into ledger.signature
            (id, campaign, data_key, for_holders, for_signer, language, country, area, provider, signals)
        select id, campaign, data_key, for_holders, for_signer, language, country, area, provider, signals from sent
        where campaign not in (select campaign from ended)
        order by id
        on conflict do nothing
        returning id, campaign, provider
    ), told as (
        insert into ledger.event (campaign, signature, kind) select campaign, id, 'collected' from taken
    ), mailed as (
        insert into ledger.outbox (signature, campaign, provider, sealed, key_hour)
        select taken.id, taken.campaign, taken.provider, sent.mail, collect.key_hour
        from taken join sent using (id)
    ), counted as (
        insert into ledger.tally (campaign, kind, shard, number)
        select campaign, 'collected', collect.shard, count(*) from taken group by campaign
        on conflict (campaign, kind, shard) do update set number = tally.number + excluded.number
    )
    select id, false from taken
    union all
    select id, true from sent where campaign in (select campaign from ended)
$$;
