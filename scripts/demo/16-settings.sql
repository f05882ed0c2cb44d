-- The numbers go on where the rows end.
do $$
declare
  identity record;
  last bigint;
begin
  for identity in
    select format('%I.%I', nspname, relname) as owner, attname as name
    from pg_attribute a join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
    where attidentity <> '' and relkind = 'r'
  loop
    execute format('select max(%I) from %s', identity.name, identity.owner) into last;
    if last is not null then
      perform setval(pg_get_serial_sequence(identity.owner, identity.name), last);
    end if;
  end loop;
end
$$;
select setval('support.audit_log_id_seq', (select max(id) from support.audit_log));
select setval('support.invoice_number_seq', 2025410);

drop schema demo_seed cascade;

revoke connect, temporary on database :"database" from public;
grant connect on database :"database" to ticketz_app, ticketz_readonly, ticketz_support, ticketz_backup;
grant temporary on database :"database" to ticketz_app;
comment on database :"database" is 'Ticketz, the support desk. Demonstration data: nobody in it exists.';

alter database :"database" set search_path = public, support;
alter database :"database" set timezone = 'Europe/Berlin';
alter database :"database" set datestyle = 'German, DMY';
alter database :"database" set lock_timeout = '30s';
alter database :"database" set "ticketz.edition" = 'it''s a demo; --';
alter role chain in database :"database" set statement_timeout = '20s';
alter role grafana in database :"database" set work_mem = '8MB';

analyze;
