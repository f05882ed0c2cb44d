-- tickets, their tags, the audit log and attachments
set search_path = demo_seed, public;
set timezone = 'UTC';

insert into public.tickets (id, company_id, contact_id, assignee_id, subject, status, priority, channel, opened_at, solved_at, time_spent, custom, updated_at) overriding system value
select
  i, company_of(contact, :companies), contact, case when status <> 'new' then 1 + pick(i, 92, 60) end,
  replace(replace(word(p.subject, i, 93), '{product}', word(products.names, i, 94)), '{ref}', 'R-' || 100000 + i),
  status, word('{low,normal,normal,normal,normal,high,high,urgent}', i, 95)::ticket_priority, word('{email,email,email,web,web,chat,phone,api}', i, 96)::ticket_channel,
  opened_at(i, :tickets), case when status in ('solved', 'closed') then solved_at(i, :tickets) end,
  case when pick(i, 97, 5) > 0 then make_interval(mins => 2 + pick(i, 98, 400), secs => pick(i, 99, 60000) / 1000.0) end,
  case pick(i, 100, 4)
    when 0 then jsonb_build_object('order', 'R-' || 100000 + i, 'amount', round(pick(i, 101, 500000) / 100.0, 2))
    when 1 then jsonb_build_object('browser', word('{Firefox,Chrome,Safari,Edge}', i, 102), 'screen', jsonb_build_array(1280 + pick(i, 103, 3) * 320, 800))
    else '{}' end,
  opened_at(i, :tickets) + interval '1 hour'
from (select i, 1 + pick(i, 91, :contacts)::bigint as contact,
        -- The old ones are closed, the newest are new.
        case when i < :tickets * 0.9::numeric then case when pick(i, 104, 50) = 0 then 'solved' else 'closed' end
             else word('{new,open,open,"waiting for customer",solved,solved,closed}', i, 105) end::ticket_status as status
      from generate_series(1, :tickets::bigint) as i) as t
join phrases p on p.locale = locale_of(contact)
cross join products;

-- One, two or three different tags: the steps between them are smaller than the number of tags.
insert into public.ticket_tags (ticket_id, tag_id, added_at)
select i, 1 + (pick(i, 111, 30) + n * 7) % 30, opened_at(i, :tickets) + n * interval '11 minutes'
from generate_series(1, :tickets::bigint) as i, generate_series(0, 2) as n
where n <= i % 4;

insert into support.audit_log (id, occurred_at, actor_id, action, entity, entity_id, ip, change)
select
  i, at, case when pick(i, 121, 9) > 0 then 1 + pick(i, 122, 60) end, action, entity, 1 + pick(i, 124, :tickets),
  case when pick(i, 125, 6) = 0 then ('2001:db8::' || to_hex(pick(i, 126, 65536)))::inet else '10.20.0.0'::inet + pick(i, 127, 4096) end,
  case action when 'update' then jsonb_build_object('status', jsonb_build_array(word('{new,open}', i, 128), word('{solved,closed}', i, 129)))
              when 'view' then null
              else jsonb_build_object('reason', word('{requested,automatic,"data protection",import}', i, 130), 'seconds', pick(i, 131, 5000) / 10.0) end
from (select i,
        -- Eighteen months of partitions; a few rows before and after them.
        to_timestamp(case when i % 2000 = 0 then 1704067200 + i when i % 2001 = 0 then 1782950400 + i else 1735689600 + i::bigint * 47174400 / :audit end) as at,
        word('{view,view,view,update,update,create,assign,merge}', i, 132) as action, word('{ticket,ticket,ticket,contact,attachment}', i, 133) as entity
      from generate_series(1, :audit::bigint) as i) as a;

insert into support.audit_reviews (log_id, log_at, reviewer, verdict)
select id, occurred_at, word('{Orla Quirke,Jörg Voß,Inês Sá}', id, 141), word('{fine,fine,fine,odd,"ask again"}', id, 142)
from support.audit_log where id % 150 = 0 order by id;

insert into public.attachments (id, message_id, file_name, content_type, content) overriding system value
select
  i, 1 + (i - 1)::bigint * (:messages / :attachments),
  case kind when 0 then 'device-' || i || '.log' when 1 then 'Foto ' || i || '.png' else 'Rechnung_Nr' || i || '.pdf' end,
  case kind when 0 then 'text/plain' when 1 then 'image/png' else 'application/pdf' end,
  case kind
    when 0 then (select convert_to(string_agg(format(E'2026-06-%s %s:%s:%s %s %s\n', lpad((1 + pick(i, line, 28))::text, 2, '0'), lpad((line % 24)::text, 2, '0'), 10 + pick(i, line + 100, 49), 10 + pick(i, line + 200, 49),
                   word('{INFO,INFO,INFO,WARN,ERROR}', i, line + 300), word('{"link up","link down, retrying","firmware 4.2.1 loaded","paper low","device not found","temperature −3 °C","queue empty"}', i, line + 400)), '' order by line), 'UTF8')
                 from generate_series(1, 12 + pick(i, 143, 20)) as line)
    when 1 then '\x89504e470d0a1a0a'::bytea || noise(i, 8 + pick(i, 144, 48))
    else convert_to(E'%PDF-1.7\n%âãÏÓ\n', 'LATIN1') || noise(i, 4 + pick(i, 145, 24))
  end
from (select i, pick(i, 146, 3) as kind from generate_series(1, :attachments::bigint) as i) as a;
