-- A batch of signatures, all or none, in one statement: sealed bytes, an event each, a mail each, the count.
-- Gives the ids that were taken; a missing one had been there before.
create function ledger.collect(
    shard integer,
    new_keys uuid[], new_key_campaigns integer[], new_key_wraps bytea[],
    ids uuid[], campaigns integer[], keys uuid[], holders bytea[], signers bytea[],
    languages text[], countries text[], areas text[], providers text[], signals smallint[],
    mails bytea[], key_day date
) returns setof uuid language sql as $$
    with kept as (
        insert into ledger.data_key (id, campaign, wrapped)
        select * from unnest(new_keys, new_key_campaigns, new_key_wraps)
        on conflict do nothing
    ), sent as (
        select * from unnest(ids, campaigns, keys, holders, signers, languages, countries, areas, providers, signals, mails)
            as sent (id, campaign, data_key, for_holders, for_signer, language, country, area, provider, signals, mail)
    ), taken as (
        insert into ledger.signature
            (id, campaign, data_key, for_holders, for_signer, language, country, area, provider, signals)
        select id, campaign, data_key, for_holders, for_signer, language, country, area, provider, signals from sent
        order by id
        on conflict do nothing
        returning id, campaign, provider
    ), told as (
        insert into ledger.event (campaign, signature, kind) select campaign, id, 'collected' from taken
    ), mailed as (
        insert into ledger.outbox (signature, campaign, provider, sealed, key_day)
        select taken.id, taken.campaign, taken.provider, sent.mail, collect.key_day
        from taken join sent using (id)
    ), counted as (
        insert into ledger.tally (campaign, kind, shard, number)
        select campaign, 'collected', collect.shard, count(*) from taken group by campaign
        on conflict (campaign, kind, shard) do update set number = tally.number + excluded.number
    )
    select id from taken
$$;
