-- Recordings of calls: large objects with fixed numbers, so that every run makes the same ones.
set search_path = demo_seed, public;

select lo_from_bytea(oid, noise(oid, blocks))
from (values (750001, 70000), (750002, 48000), (750003, 33000), (750004, 1000), (750005, 17), (750006, 0)) as r (oid, full_blocks)
cross join lateral (select case when full_blocks > 1000 then greatest(1001, full_blocks * :scale)::integer else full_blocks end as blocks) as w;

insert into support.recordings (ticket_id, audio, seconds)
select (oid - 750000) * 3, oid, (oid - 750000) * 61.5 from generate_series(750001, 750006) as oid;

do $$
begin
  for loid in 750001..750006 loop
    execute format('alter large object %s owner to ticketz_owner', loid);
    execute format('grant select on large object %s to ticketz_backup, ticketz_support', loid);
  end loop;
end
$$;
comment on large object 750001 is 'Call of 3 June, with the customer''s consent.';
