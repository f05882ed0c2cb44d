-- companies, users, contacts and everything small around them
set search_path = demo_seed, public;
set timezone = 'UTC';

insert into public.companies (id, name, slug, plan, address, seats, settings, created_at) overriding system value
select
  i, first || ' ' || second || ' ' || form, lower(first || '-' || second || '-' || i), plan,
  row(street || ' ' || 1 + pick(i, 6, 180), lpad((10000 + pick(i, 7, 89999))::text, 5, '0'), word(n.cities, i, 8),
      upper(case n.locale when 'en' then 'ie' when 'ja' then 'jp' else n.locale end))::postal_address,
  case plan when 'free' then int4range(1, 2) when 'enterprise' then int4range(50, null) else int4range(5, 5 + pick(i, 9, 60) + 1) end,
  jsonb_build_object('locale', n.locale, 'beta', pick(i, 10, 9) = 0, 'hours', jsonb_build_array(8 + pick(i, 11, 2), 17 + pick(i, 12, 3)))
    || case when pick(i, 13, 20) = 0 then '{"note": "key account 🌟", "discount": 12.50}' else '{}' end::jsonb,
  to_timestamp(1609488000 + i * 31104000 / :companies)
from generate_series(1, :companies::bigint) as i
cross join lateral (select
  word('{Alder,Birch,Cobalt,Delta,Ember,Fjord,Granite,Harbour,Iris,Juniper,Kestrel,Lumen,Meridian,Nordic,Opal,Pioneer,Quarry,Rhein,Saffron,Tidal,Umbra,Vector,Willow,Zephyr}', i, 1) as first,
  word('{Analytics,Bakery,Cycles,Dental,Energy,Foods,Garden,Hotels,Instruments,Kliniken,Logistics,Maschinenbau,Optik,Panificação,Robotics,Studios,Textil,Travel}', i, 2) as second,
  word('{GmbH,Ltd,Lda.,SARL,AG,Inc.,"& Söhne",KK}', i, 3) as form,
  word('{free,team,team,team,business,business,enterprise}', i, 4) as plan,
  word('{High Street,Lindenweg,Rua das Flores,Rue de l’Église,Am Hafen,Mill Lane,Avenida Brasil}', i, 5) as street
) as w
join names n on n.locale = locale_of(i);

-- The first sixty work for the first company: they are the support agents.
insert into public.users (id, company_id, email, full_name, role, is_active, password_hash, preferences, last_seen_at, updated_at)
select
  i, company, format('%s%s@%s.example', case when i <= 60 then 'agent' else 'user' end, i, 'company-' || company), first || ' ' || last,
  case when i = 1 then 'owner' when i <= 60 then 'agent' else word('{admin,member,member,member,viewer}', i, 44) end,
  pick(i, 45, 12) > 0,
  case when pick(i, 46, 4) > 0 then 'scrypt$' || encode(sha256(int8send(i)), 'base64') end,
  jsonb_build_object('theme', word('{light,dark,auto}', i, 47), 'signature', format(E'-- \n%s %s', first, last), 'columns', pick(i, 48, 12)),
  case when pick(i, 49, 10) > 0 then to_timestamp(1767225600 + pick(i, 50, 15552000)) end,
  to_timestamp(1735689600 + pick(i, 51, 31536000))
from generate_series(1, :users::bigint) as i
join names n on n.locale = locale_of(i)
cross join lateral (select word(n.given, i, 41) as first, word(n.family, i, 42) as last,
  case when i <= 60 then 1 else 1 + pick(i, 43, :companies) end as company) as w;

insert into public.contacts (id, company_id, full_name, email, phone, locale, city, born, created_at) overriding system value
select
  i, company_of(i, :companies), case when locale = 'ja' then last || ' ' || first else first || ' ' || last end,
  case when pick(i, 63, 15) > 0 then 'contact' || i || '@mail' || pick(i, 64, 40) || '.example' end,
  case pick(i, 65, 8) when 0 then null when 1 then 'ask reception' else format('+%s %s %s', 30 + pick(i, 66, 60), 100 + pick(i, 67, 900), 100000 + pick(i, 68, 900000)) end,
  locale, word(cities, i, 69),
  case when pick(i, 70, 3) = 0 then date '1945-05-08' + pick(i, 71, 22000) end,
  to_timestamp(1609488000 + i * 160000000 / :contacts)
from generate_series(1, :contacts::bigint) as i
join names n on n.locale = locale_of(i)
cross join lateral (select word(n.given, i, 61) as first, word(n.family, i, 62) as last) as w;

insert into support.agents (id, user_id, display_name, team, skills, rate)
select id, id, split_part(full_name, ' ', 1) || ' (' || team || ')', team,
  array[word('{printers,networks,billing}', id, 72), word('{german,portuguese,french,japanese}', id, 73)], 30 + pick(id, 74, 60) + 0.25
from public.users cross join lateral (select word('{first line,second line,billing,hardware,nights}', id, 75) as team) as w
where id <= 60;

insert into support.shifts (agent_id, during)
select agent, tstzrange(start, start + interval '8 hours')
from generate_series(1, 60) as agent, generate_series(0, greatest(1, :contacts / 8000) * 20 - 1) as day
cross join lateral (select timestamptz '2026-06-01 06:00+00' + make_interval(days => day, hours => 8 * (agent % 3)::integer) as start) as w
order by day, agent;

insert into support.sla_targets
select plan, priority, interval '4 hours' * 2 ^ (3 - p), interval '2 days' * (5 - p), 1.0 / p
from unnest('{free,team,business,enterprise}'::text[]) as plan,
  unnest(enum_range(null::ticket_priority)) with ordinality as r (priority, p);

insert into support.canned_replies (id, parent_id, title, body) overriding system value values
  (1, null, 'Welcome', 'Hello {name}, thank you for writing to us.'),
  (2, 1, 'Willkommen', 'Guten Tag {name}, danke für Ihre Nachricht.'),
  (3, 1, 'Boas-vindas', 'Olá {name}, obrigado pela mensagem.'),
  (4, null, 'Refund', E'Your refund is on its way.\n\nIt takes up to five working days.'),
  (5, 4, 'Refund, partly', 'We refund the part that was missing.');

insert into support.sessions
select encode(substr(sha256(int8send(i)), 1, 16), 'hex')::uuid, 1 + pick(i, 76, :users), to_timestamp(1782864000 + pick(i, 77, 86400))
from generate_series(1, greatest(50, :users / 12)) as i;

insert into crm.leads (company, score, created_on)
select word('{Ash,Beech,Cedar,Elm,Fir,Hazel,Larch,Maple}', i, 78) || ' & ' || word('{Brothers,Daughters,Partners}', i, 79),
  case when pick(i, 80, 5) > 0 then pick(i, 81, 1000) / 7.0 end, date '2025-01-01' + pick(i, 82, 500)
from generate_series(1, greatest(40, :users / 10)) as i;
insert into crm.leads_archive (company, score, created_on, archived_on, reason)
select 'Old lead ' || i, 'NaN', date '2019-01-01' + i, date '2020-12-31', word('{won,lost,"no answer"}', i, 83)
from generate_series(1, greatest(20, :users / 30)) as i;

insert into public.tags (id, name, color)
select i, name, '#' || substr(md5(name), 1, 6)
from unnest('{billing,printer,network,login,refund,delivery,firmware,vip,bug,"how to",data protection,Reklamation,spare part,cancellation,"feature wish",API,phone,urgent,translation,outage,training,contract,hardware,software,"can''t reproduce",duplicate,dúvida,escalated,warranty,"100 %"}'::text[]) with ordinality as t (name, i);

insert into public.flyway_schema_history
select i, case when i > 1 then ((i + 4) / 5)::text || '.' || (i - 1) % 5 end,
  case when i = 1 then '<< Flyway Schema Creation >>' else replace(what, '_', ' ') end,
  case when i = 1 then 'SCHEMA' else 'SQL' end,
  case when i = 1 then '"public"' else format('V%s_%s__%s.sql', (i + 4) / 5, (i - 1) % 5, what) end,
  case when i > 1 then hashint8(i) end, 'chain', timestamp '2024-01-02 08:00:00' + (i * i) * interval '9 hours 7 minutes', 12 + pick(i, 84, 900), true
from unnest('{init,create_companies,create_users,create_contacts,create_tickets,create_messages,create_attachments,create_tags,add_ticket_status,add_ticket_channel,create_agents,create_shifts,no_overlapping_shifts,create_audit_log,partition_audit_log,add_audit_reviews,row_level_security,add_search_column,trigram_index_on_contacts,create_recordings,add_sla_targets,create_canned_replies,create_sessions,drop_old_sessions,add_company_address,email_domain,backfill_email_domain,create_leads,leads_archive,monthly_statistics,add_time_spent,publication_for_reporting,guard_audit_log,more_indexes_on_messages,invoice_numbers}'::text[]) with ordinality as t (what, i);

insert into support.internal_notes (ticket_id, agent_id, note)
select 1 + i * (:tickets / :notes), 1 + pick(i, 85, 60), word('{"Customer is friendly but in a hurry.","Third time this month, see older tickets.","Do not promise a date.","Bitte nur schriftlich antworten.","Ask accounting first."}', i, 86)
from generate_series(0, :notes - 1) as i;
