// AWS and GitHub's OIDC provider cannot be reached here: the keys of a role come from a file.
const { appendFileSync, readFileSync } = require('node:fs');

const role = process.env['INPUT_ROLE-TO-ASSUME'];
const keys = JSON.parse(readFileSync(process.env.STAND_IN_ROLES, 'utf8'))[role];
if (keys === undefined) {
  console.log(`::error::Not authorised to assume the role "${role}".`);
  process.exit(1);
}
console.log(`::add-mask::${keys.secretAccessKey}`);
appendFileSync(
  process.env.GITHUB_ENV,
  `AWS_ACCESS_KEY_ID=${keys.accessKeyId}\nAWS_SECRET_ACCESS_KEY=${keys.secretAccessKey}\nAWS_REGION=${process.env['INPUT_AWS-REGION']}\n`,
);
