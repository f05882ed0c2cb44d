-- views, triggers, row-level security, publication
set role ticketz_owner;

create view open_tickets with (security_barrier) as
  select t.id, t.number, c.name as company, t.subject, t.priority, t.opened_at
  from tickets t join companies c on c.id = t.company_id
  where t.status not in ('solved', 'closed');
create view support.agent_workload as
  select u.id, u.full_name, count(o.id) as open_tickets, support.longest(o.subject) as longest_subject
  from users u left join tickets t on t.assignee_id = u.id left join open_tickets o on o.id = t.id
  where u.id <= 60
  group by u.id;
create materialized view support.monthly_statistics as
  select date_trunc('month', opened_at at time zone 'UTC')::date as month, status, priority, count(*) as tickets,
    count(*) filter (where solved_at is not null) as solved
  from tickets group by 1, 2, 3;
create unique index monthly_statistics_key on support.monthly_statistics (month, status, priority);
create view support.busiest_month as
  select month, sum(tickets) as tickets from support.monthly_statistics group by month order by 2 desc, 1 limit 1;
create rule leads_are_kept as on delete to crm.leads where old.score > 100 do instead nothing;
comment on materialized view support.monthly_statistics is 'Refreshed at night.';

create function support.note_ticket_change() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into support.audit_log (occurred_at, action, entity, entity_id, change)
  values (current_timestamp, 'update', 'ticket', new.id, jsonb_build_object('status', jsonb_build_array(old.status, new.status)));
  return null;
end
$$;
create procedure support.close_solved_before(day date) language sql as $$
  update public.tickets set status = 'closed' where status = 'solved' and solved_at < day;
$$;
revoke execute on function support.note_ticket_change() from public;

create trigger users_touch before update on users for each row execute function touch_updated_at();
create trigger tickets_touch before update on tickets for each row execute function touch_updated_at();
create trigger tickets_audit after update of status on tickets
  for each row when (old.status is distinct from new.status) execute function support.note_ticket_change();
create trigger messages_suppress before update on messages
  for each row execute function suppress_redundant_updates_trigger();
alter table messages disable trigger messages_suppress;
alter table tickets enable always trigger tickets_audit;
comment on trigger messages_suppress on messages is 'Off since the import of 2025.';

alter table tickets enable row level security;
create policy tenant on tickets to ticketz_app
  using (company_id = nullif(current_setting('ticketz.company', true), '')::integer)
  with check (company_id = nullif(current_setting('ticketz.company', true), '')::integer);
create policy reporting on tickets for select to ticketz_readonly using (true);
create policy no_closed_changes on tickets as restrictive for update to ticketz_app using (status <> 'closed');
alter table support.internal_notes enable row level security;
alter table support.internal_notes force row level security;
create policy agents_only on support.internal_notes to ticketz_support using (true);
create policy owner_too on support.internal_notes to ticketz_owner using (agent_id > 0);
comment on policy tenant on tickets is 'The application sets ticketz.company for each request.';

create publication reporting for table companies, tickets, messages with (publish = 'insert, update, delete');

reset role;

create function support.guard_audit_log() returns event_trigger language plpgsql as $$
begin
  if exists (select from pg_event_trigger_dropped_objects() where schema_name = 'support' and object_name like 'audit\_log%')
     and not (select rolsuper from pg_roles where rolname = current_user) then
    raise exception 'The audit log may not be dropped.';
  end if;
end
$$;
create event trigger guard_audit_log on sql_drop when tag in ('DROP TABLE', 'DROP SCHEMA', 'ALTER TABLE')
  execute function support.guard_audit_log();
