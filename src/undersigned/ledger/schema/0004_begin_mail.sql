-- Just before a mail goes out: lock it for this session, look whether it may go, count it for its address.
-- Each statement of a volatile function sees what was committed before it began, so the looks come after the lock.
create function ledger.begin_mail(
    lock bigint, mail uuid, its_kind text, lease timestamptz, its_campaign integer,
    blocked_as bytea, confirmed_as bytea, counted_as bytea, today date, most integer
) returns text language plpgsql volatile as $$
begin
    if not pg_try_advisory_lock(lock) then
        return 'not_ours';
    end if;
    if not exists (
        select from ledger.outbox where signature = mail and kind = its_kind and taken_until = lease
    ) then
        perform pg_advisory_unlock(lock);
        return 'not_ours';
    end if;
    if not exists (select from ledger.signature where id = mail and state = 'pending') then
        return 'over';
    end if;
    if exists (select from ledger.blocked where address = blocked_as) then
        return 'blocked';
    end if;
    if its_kind = 'remind' and exists (
        select from ledger.confirmed where campaign = its_campaign and address = confirmed_as
    ) then
        return 'over';
    end if;
    insert into ledger.mails_of_day as old (address, day, number) values (counted_as, today, 1)
    on conflict (address, day) do update set number = old.number + 1 where old.number < most;
    return case when found then 'ready' else 'enough' end;
end $$;
