-- messages :first to :last: twenty for every four tickets, in the order they were written
set search_path = demo_seed, public;
set timezone = 'UTC';

insert into public.messages (id, ticket_id, author_user_id, author_contact_id, sent_at, is_internal, body, metadata) overriding system value
select
  i, ticket, case when by_agent then 1 + pick(ticket, 92, 60) end, case when not by_agent then contact end,
  opened_at(ticket, :tickets) + turn * interval '3 hours' + make_interval(secs => pick(i, 151, 9000)),
  by_agent and pick(i, 152, 12) = 0,
  word(p.opening, i, 153) || ' ' || replace(replace(
      word(p.middle, i, 154) || ' ' || word(p.middle, i, 155)
        || case when pick(i, 156, 3) > 0 then ' ' || word(p.middle, i, 157) else '' end
        || case when pick(i, 158, 4) = 0 then E'\n\n' || word(p.middle, i, 159) || ' ' || word(p.middle, i, 160) else '' end,
      '{product}', word(products.names, ticket, 94)), '{ref}', 'R-' || 100000 + ticket)
    || E'\n\n' || word(p.closing, i, 161) || E'\n' || word(n.given, case when by_agent then -ticket else contact end, 61),
  case when by_agent then jsonb_build_object('macro', pick(i, 162, 5), 'minutes', pick(i, 163, 40) / 4.0)
       when turn = 0 then jsonb_build_object('headers', jsonb_build_object('message-id', '<' || substr(md5(i::text), 1, 20) || '@mail.example>', 'spam', pick(i, 164, 90) / 10.0), 'lang', p.locale)
       else '{}' end
from (select i, ticket, turn, 1 + pick(ticket, 91, :contacts)::bigint as contact, turn % 2 = 1 as by_agent
      from (select i, (i - 1) / 20 * 4 + ('{1,1,1,2,2,2,2,2,2,3,3,3,3,3,3,3,3,4,4,4}'::integer[])[1 + (i - 1) % 20] as ticket,
              ('{0,1,2,0,1,2,3,4,5,0,1,2,3,4,5,6,7,0,1,2}'::integer[])[1 + (i - 1) % 20] as turn
            from generate_series(:first::bigint, :last::bigint) as i) as t) as m
join phrases p on p.locale = locale_of(contact)
join names n on n.locale = p.locale
cross join products;
