/** Expressions that PostgreSQL writes in another form once they were dumped and restored. */
export const REWRITTEN_SQL = `
create table public.rewritten (
  id int primary key,
  status varchar(20) not null default 'open',
  kind char(3),
  n int,
  m numeric,
  host cidr,
  label public.short_text,
  constraint in_list check (status in ('open', 'it''s "done"', 'a), (b', 'x]')),
  constraint not_in_list check (status not in ('y', 'z')),
  constraint between_and check (n between 1 and 500 and id > 0 and m is not null),
  constraint and_between check (id > 0 and n between 1 and 500),
  constraint deep check ((n between 1 and 5 or n between 7 and 900) and (id > 0 or (n = 1 or m = 2)) and not (n = 3 and m = 4)),
  constraint numbers check (m = any (array[1, 2, 500])),
  constraint columns_in check (status in (status, 'fixed')),
  constraint row_value check ((id, n) <> (0, 1) or id = 3),
  constraint nets check (host in ('10.0.0.0/8', '192.168.0.0/16')),
  constraint short_in check (label in ('a', 'b')),
  constraint nothing check (status <> all (array[]::varchar[])),
  constraint chars check (kind in ('abc', 'def'))
);
insert into public.rewritten select i, 'open', 'abc', i % 500 + 1, 500, '10.0.0.0/8', 'a' from generate_series(7, 400) i
  where i % 500 + 1 not between 3 and 6;
create index rewritten_partial on public.rewritten (id)
  where status in ('open', 'done') and n not between 3 and 4 and (kind is null or kind like 'a%' or n > 0);
create index rewritten_expression on public.rewritten ((status in ('open', 'done') and n between 1 and 2 and id > 0));
create view public.rewritten_view as
  select r.id, r.status in ('p', 'q') as hot, case when r.n between 1 and 2 and r.id > 0 then 'x' else 'y' end as c,
    coalesce(nullif(r.status, 'open'), 'o') as s, array[r.status, 'x'] || array['y'] as a,
    sum(r.n) over (partition by r.kind order by r.id rows between 1 preceding and current row) as w,
    (r.status, r.kind) in (('a', 'b'), ('c', 'd')) as pair
  from public.rewritten r left join public.rewritten q using (id)
  where q.status in ('open', 'done') and q.n between 1 and 400 and q.id is not null or r.id < 0;
create policy rewritten_rows on public.rewritten for all to app_reader
  using (status in ('open', 'done') and n between 1 and 500 and id > 0) with check (n between 2 and 3 and id > 1);
create function public.rewritten_default(a text[] default array['x'::varchar, 'y'::varchar]::text[], b boolean default 1 between 0 and 2 and true)
  returns boolean language sql immutable begin atomic select a[1] in ('q'::varchar, 'r') and 2 between 1 and 3 and b; end;
create rule rewritten_rule as on update to public.rewritten
  where old.status in ('frozen', 'gone') and old.n between 1 and 2 and old.id > 0 do instead nothing;
`;
