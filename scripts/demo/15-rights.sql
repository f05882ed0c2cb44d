-- The owner of agents may use the schema only by this grant: PostgreSQL checks foreign keys with the rights of
-- the referenced table's owner, and pg_restore grants rights last.
alter table support.agents owner to ticketz_support;
alter table support.shifts owner to ticketz_support;
grant usage on schema support to ticketz_support;

set role ticketz_owner;

grant usage on schema support, crm to ticketz_app, ticketz_readonly;
grant usage on schema support, crm, "Archiv 2019" to ticketz_backup;
grant select, insert, update on companies, users, contacts, messages, attachments, ticket_tags, tags to ticketz_app;
grant select, insert, update (status, priority, assignee_id, solved_at, time_spent, custom, updated_at) on tickets to ticketz_app;
grant select, insert on support.audit_log to ticketz_app;
grant usage on all sequences in schema public to ticketz_app;
grant select on all tables in schema public to ticketz_readonly;
revoke select on users from ticketz_readonly;
grant select (id, company_id, full_name, role, is_active) on users to ticketz_readonly;
grant select on support.monthly_statistics, support.busiest_month to ticketz_readonly with grant option;
grant select on support.audit_log, support.audit_reviews to ticketz_auditor;
grant references (id) on contacts to ticketz_support;
grant select on tickets, users to ticketz_support;
grant all on type postal_address to ticketz_app;
revoke all on procedure support.close_solved_before(date) from public;
grant execute on procedure support.close_solved_before(date) to ticketz_support;
alter default privileges in schema support grant select on tables to ticketz_auditor;
alter default privileges grant usage on sequences to ticketz_app;
alter default privileges revoke execute on functions from public;

reset role;

-- Before PostgreSQL 14 there is no role that reads everything.
select current_setting('server_version_num')::int < 140000 as no_read_all \gset
\if :no_read_all
  grant select on all tables in schema public, support, crm, "Archiv 2019" to ticketz_backup;
  grant select on all sequences in schema public, support, crm, "Archiv 2019" to ticketz_backup;
\endif
