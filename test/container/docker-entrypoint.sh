#!/bin/bash
# What this project relies on of the entrypoint of Docker's official image `postgres`, in the same order: the variables
# it reads, the user it becomes, the server it first starts for itself, and that it passes its arguments on. The real one
# cannot be fetched where the tests run. https://github.com/docker-library/postgres/blob/master/docker-entrypoint.sh
set -euo pipefail

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  chmod 3775 /var/run/postgresql
  chown postgres "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "${BASH_SOURCE[0]}" "$@"
fi

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}
if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "${POSTGRES_HOST_AUTH_METHOD:-}" != trust ]; then
  echo 'Error: Database is uninitialized and superuser password is not specified.' >&2
  exit 1
fi

# The variable is a piece of shell, as in the original.
eval "initdb --username=\"\$user\" ${POSTGRES_INITDB_ARGS:-}"
echo "host all all all ${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"

arguments=("${@:2}" -c "listen_addresses=" -p "${PGPORT:-5432}")
PGUSER=$user pg_ctl -D "$PGDATA" -o "$(printf '%q ' "${arguments[@]}")" -w start
sql() { PGHOST='' psql -v ON_ERROR_STOP=1 --username "$user" --no-password --no-psqlrc "$@"; }
exists=$(sql --dbname postgres --set db="$database" --tuples-only <<< "select 1 from pg_database where datname = :'db';")
if [ -z "$exists" ]; then sql --dbname postgres --set db="$database" <<< 'create database :"db";'; fi
for file in /docker-entrypoint-initdb.d/*.sql; do sql --dbname "$database" -f "$file"; done
PGUSER=$user pg_ctl -D "$PGDATA" -m fast -w stop

exec "$@"
