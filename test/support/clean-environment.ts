/**
 * Runs before every test file. What the caller's shell, a runner or a cloud login left in the environment must not reach the
 * tests: they would pass or fail for a reason that nobody sees.
 */
const FOREIGN = /^(PG|GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_|AWS_|CEPH_|(https?|all|no)_proxy$)/i;

for (const name of Object.keys(process.env)) {
  if (FOREIGN.test(name)) delete process.env[name];
}
