create extension pg_trgm;
create extension btree_gist;

set role ticketz_owner;

create schema support;
create schema crm;
create schema "Archiv 2019";
comment on schema support is 'How the support team works: agents, shifts, audit.';
comment on schema "Archiv 2019" is 'Frozen after the migration from the old system. Names as they were.';

create type ticket_status as enum ('new', 'open', 'waiting for customer', 'solved', 'closed');
create type ticket_priority as enum ('low', 'normal', 'high', 'urgent');
create type ticket_channel as enum ('email', 'chat', 'phone', 'web', 'api');
create type postal_address as (street text, postal_code text, city text, country char(2));
create domain email_address as text
  constraint email_address_shape check (value ~ '^[^@[:space:]]+@[^@[:space:]]+\.[a-z]{2,}$');
create domain support.hourly_rate as numeric(8, 2) default 42.00 check (value >= 0);
comment on type ticket_priority is 'Order matters: SLA targets compare with <.';
comment on domain email_address is 'Just enough of a check to catch typing errors.';

create sequence support.audit_log_id_seq cache 20;
create sequence support.invoice_number_seq as integer start 2025000 increment by 10 maxvalue 2025990 cycle;
create sequence support.countdown_seq increment by -1 minvalue -1000 maxvalue -1;
create sequence crm."Lead Nr" start 7;

create function touch_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := current_timestamp;
  return new;
end
$$;

create function normalised_phone(phone text) returns text
  language sql immutable strict parallel safe
  as $$ select regexp_replace(phone, '[^0-9+]', '', 'g') $$;
comment on function normalised_phone(text) is 'Digits and plus only; an index depends on it.';

create function support.longer_text(text, text) returns text
  language sql immutable parallel safe
  as $$ select case when length($2) > coalesce(length($1), -1) then $2 else $1 end $$;
create aggregate support.longest(text) (sfunc = support.longer_text, stype = text, parallel = safe);

reset role;
