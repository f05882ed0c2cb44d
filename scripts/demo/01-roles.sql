-- Roles belong to the cluster, so a second demo database finds them here already.
do $$
declare
  role record;
begin
  for role in
    select * from (values
      ('ticketz_owner', 'nologin'),
      ('ticketz_support', 'nologin'),
      ('ticketz_app', 'nologin'),
      ('ticketz_readonly', 'nologin'),
      ('ticketz_auditor', 'nologin'),
      ('chain', 'login password ''ticketz-demo'' connection limit 40 in role ticketz_app'),
      ('grafana', 'login connection limit 5 in role ticketz_readonly'),
      ('ticketz_backup', 'login bypassrls'),
      ('dba-Jörg', 'login createrole valid until ''2031-12-31 23:59:59+00''')
    ) as r (name, options)
  loop
    if not exists (select from pg_roles where rolname = role.name) then
      execute format('create role %I %s', role.name, role.options);
    end if;
  end loop;
end
$$;

grant ticketz_owner to "dba-Jörg" with admin option;
grant ticketz_readonly to ticketz_auditor;
alter role grafana set default_transaction_read_only = on;
comment on role chain is 'The Ticketz application.';
comment on role ticketz_backup is 'Reads everything, owns nothing: backups run as this role.';

select current_setting('server_version_num')::int >= 140000 as has_read_all \gset
\if :has_read_all
  grant pg_read_all_data to ticketz_backup;
\endif
