// Finds out which programs of the operating system are missing and installs them where that is possible: on Debian and
// Ubuntu, as root or with a sudo that asks for no password.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LOWEST_POSTGRESQL = 13;
const DEBIAN_POSTGRESQL = '/usr/lib/postgresql';
const POSTGRESQL_PROGRAMS = ['initdb', 'postgres', 'psql', 'pg_dump', 'pg_dumpall', 'pg_restore'];

/** postgresql-common reads every .conf file here when it makes a cluster; see createcluster.conf in /etc/postgresql-common. */
const CLUSTER_CONFIG_DIR = '/etc/postgresql-common/createcluster.d';
const CLUSTER_CONFIG = `${CLUSTER_CONFIG_DIR}/postgres-backup-actions.conf`;

function onPath(program) {
  return (process.env.PATH ?? '').split(':').some((dir) => dir !== '' && existsSync(join(dir, program)));
}

function hasPostgresql() {
  const majors = existsSync(DEBIAN_POSTGRESQL) ? readdirSync(DEBIAN_POSTGRESQL) : [];
  const below = majors.filter((major) => /^\d+$/.test(major) && Number(major) >= LOWEST_POSTGRESQL);
  const complete = (has) => POSTGRESQL_PROGRAMS.every(has);
  return (
    below.some((major) =>
      complete((program) => existsSync(join(DEBIAN_POSTGRESQL, major, 'bin', program))),
    ) || complete(onPath)
  );
}

const NEEDS = {
  postgresql: {
    present: hasPostgresql,
    says: `PostgreSQL ${LOWEST_POSTGRESQL} or later (server, client programs and contrib modules)`,
    packages: ['postgresql'],
  },
  age: { present: () => onPath('age') && onPath('age-keygen'), says: 'age', packages: ['age'] },
  bubblewrap: {
    present: () => onPath('bwrap'),
    says: 'bubblewrap, in which migrations of pull requests are tried',
    packages: ['bubblewrap'],
  },
  ceph: {
    present: () => ['radosgw', 'radosgw-admin', 'ceph-mon', 'ceph-osd', 'ceph-authtool'].every(onPath),
    says: "Ceph's object gateway (radosgw, ceph-mon, ceph-osd, ceph-common), the S3 server of the tests",
    packages: ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'],
  },
  prometheus: {
    present: () =>
      ['prometheus', 'promtool', 'prometheus-pushgateway', 'prometheus-node-exporter'].every(onPath),
    says: 'Prometheus with promtool, its Pushgateway and its node exporter',
    packages: ['prometheus', 'prometheus-pushgateway', 'prometheus-node-exporter'],
  },
  chromium: {
    present: () => onPath('chromium'),
    says: 'Chromium, in which the tests open the report',
    packages: ['chromium'],
  },
  pgbackrest: {
    present: () => onPath('pgbackrest') && onPath('openssl'),
    says: 'pgBackRest, the engine for physical backups and WAL archiving, and openssl, which makes the certificate of its tests',
    packages: ['pgbackrest', 'openssl'],
  },
  docker: {
    present: () =>
      (onPath('dockerd') || existsSync('/usr/sbin/dockerd')) &&
      (onPath('debootstrap') || existsSync('/usr/sbin/debootstrap')),
    says: 'a Docker engine and debootstrap, which makes its image',
    packages: ['docker.io', 'debootstrap'],
  },
};

/** The words to put before a command so that it runs as root; undefined when there is no way to. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return sudo ? ['sudo', '-n'] : undefined;
}

/** Debian asks this program before it starts a service; 101 means no. */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/**
 * Run as root, with the packages as arguments. Installing a server must not leave a running database or monitoring behind that
 * nobody asked for: clusters are not made meanwhile, services are neither started nor enabled. The trap takes the settings
 * back whatever happens. What was installed before is left as it is.
 */
const INSTALL = `
set -e
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update || echo 'apt-get update failed; going on with the package lists that are here.'
policy= fresh=
trap 'rm -f ${CLUSTER_CONFIG} $policy' EXIT
trap 'exit 130' INT TERM HUP
case " $* " in *' postgresql '*)
  if apt-cache show postgresql-contrib >/dev/null 2>&1; then set -- "$@" postgresql-contrib; fi
  mkdir -p ${CLUSTER_CONFIG_DIR}
  echo 'create_main_cluster = false' > ${CLUSTER_CONFIG} ;;
esac
for name in "$@"; do case $name in prometheus*)
  dpkg -s "$name" >/dev/null 2>&1 || fresh="$fresh $name" ;;
esac; done
if [ -n "$fresh" ] && [ ! -e ${SERVICE_POLICY} ]; then
  policy=${SERVICE_POLICY}
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
apt-get -qq -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 install --no-install-recommends "$@"
if [ -n "$fresh" ] && command -v systemctl >/dev/null; then systemctl -q disable $fresh; fi
`;

/**
 * Makes sure that the programs behind `names` (keys of NEEDS) are there, and installs what is missing.
 * @param {readonly string[]} names
 * @returns {string | undefined} why they are not there, in one sentence with what to install; undefined when all are
 */
export function ensureSystemPackages(names) {
  const missing = names.map((name) => NEEDS[name]).filter((need) => !need.present());
  if (missing.length === 0) return undefined;
  const what = missing.map((need) => need.says).join('; ');
  if (!onPath('apt-get')) return `Install this and run the command again: ${what}.`;

  const packages = missing.flatMap((need) => need.packages);
  const list = packages.join(' ');
  const prefix = rootPrefix();
  if (prefix === undefined) {
    return `Install this as root and run the command again: apt-get install ${list}`;
  }
  process.stdout.write(`Installing with apt-get: ${list} …\n`);
  const [file = 'sh', ...args] = [...prefix, 'sh', '-c', INSTALL, 'sh', ...packages];
  const installed = spawnSync(file, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
  if (!installed) return `apt-get could not install ${list}; its messages are above.`;

  const still = missing.filter((need) => !need.present()).map((need) => need.says);
  return still.length === 0
    ? undefined
    : `apt-get installed ${list}, but this is still missing: ${still.join('; ')}.`;
}
