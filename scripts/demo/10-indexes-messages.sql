set role ticketz_owner;

alter table messages
  add constraint messages_pkey primary key (id),
  add constraint messages_one_author check (num_nonnulls(author_user_id, author_contact_id) = 1);
create index messages_ticket_sent on messages (ticket_id, sent_at desc nulls last) include (is_internal);
create index messages_sent_brin on messages using brin (sent_at) with (pages_per_range = 32);
create index messages_macro on messages ((metadata ->> 'macro')) where metadata ? 'macro';
analyze messages;
