set role ticketz_owner;

alter table users add foreign key (company_id) references companies on delete cascade;
alter table contacts add foreign key (company_id) references companies on delete cascade;
alter table tickets
  add foreign key (company_id) references companies,
  add foreign key (contact_id) references contacts,
  add constraint tickets_assignee_fkey foreign key (assignee_id) references users on delete set null;
alter table messages
  add foreign key (ticket_id) references tickets on delete cascade,
  add foreign key (author_user_id) references users,
  add foreign key (author_contact_id) references contacts;
alter table attachments add foreign key (message_id) references messages on delete cascade;
alter table ticket_tags
  add foreign key (ticket_id) references tickets on delete cascade,
  add foreign key (tag_id) references tags;
alter table support.agents add foreign key (user_id) references users deferrable initially deferred;
alter table support.shifts add foreign key (agent_id) references support.agents;
-- From all partitions to one table, and from one table to all partitions.
alter table support.audit_log add constraint audit_log_actor_fkey foreign key (actor_id) references support.agents;
alter table support.audit_reviews
  add constraint audit_reviews_log_fkey foreign key (log_id, log_at) references support.audit_log (id, occurred_at);
alter table support.internal_notes
  add foreign key (ticket_id) references tickets,
  add foreign key (agent_id) references support.agents;
alter table support.canned_replies add foreign key (parent_id) references support.canned_replies;
alter table support.recordings add foreign key (ticket_id) references tickets not valid;
