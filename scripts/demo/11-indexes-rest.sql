set role ticketz_owner;

alter table companies add primary key (id), add constraint companies_slug_key unique (slug);
alter table users
  add primary key (id),
  add constraint users_company_email_key unique (company_id, email) deferrable initially deferred;
alter table contacts
  add primary key (id),
  -- Old rows break it; new ones must not.
  add constraint contacts_phone_shape check (phone ~ '^\+[0-9 ]+$') not valid;
alter table tickets
  add primary key (id),
  add constraint tickets_number_key unique (number),
  add constraint tickets_solved_after_opened check (solved_at >= opened_at);
alter table attachments add primary key (id);
alter table tags add primary key (id), add unique (name);
alter table ticket_tags add primary key (ticket_id, tag_id);
alter table flyway_schema_history add constraint flyway_schema_history_pk primary key (installed_rank);
alter table support.agents add primary key (id), add unique (user_id);
alter table support.shifts
  add primary key (id),
  add constraint shifts_do_not_overlap exclude using gist (agent_id with =, during with &&);
alter table support.audit_log add primary key (id, occurred_at);
alter table support.audit_reviews add primary key (id);
alter table support.internal_notes add primary key (id);
alter table support.sla_targets add primary key (plan, priority);
alter table support.canned_replies add primary key (id);
alter table support.recordings add primary key (id);
alter table support.sessions add primary key (token);
alter table crm.leads add primary key (id);

create unique index users_active_email on users (lower(email)) where is_active;
create index users_email_hash on users using hash (email);
create index contacts_name_trgm on contacts using gin (full_name gin_trgm_ops);
create index contacts_phone on contacts (normalised_phone(phone)) where phone is not null;
create index contacts_company on contacts (company_id, full_name collate "C");
create index tickets_search on tickets using gin (search);
create index tickets_custom on tickets using gin (custom jsonb_path_ops);
create index tickets_unsolved on tickets (company_id, priority desc, opened_at) where status not in ('solved', 'closed');
create index tickets_contact on tickets (contact_id);
create index attachments_message on attachments (message_id);
create index flyway_schema_history_s_idx on flyway_schema_history (success);
create index audit_log_entity on support.audit_log (entity, entity_id);
create index audit_log_actor on support.audit_log (actor_id, occurred_at desc);
create index audit_log_2026_06_ip on support.audit_log_2026_06 using gist (ip inet_ops);

alter table contacts alter column full_name set statistics 500;
alter table tickets cluster on tickets_pkey;
alter table tickets replica identity using index tickets_number_key;
create statistics tickets_company_status (dependencies, ndistinct) on company_id, status, channel from tickets;
comment on index users_active_email is 'One active account per address, whatever its case.';
comment on constraint shifts_do_not_overlap on support.shifts is 'Nobody works twice at a time.';
reset role;
