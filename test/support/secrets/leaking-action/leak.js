import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const secret = process.env.INPUT_SECRET;
const url = `postgresql://postgres:${encodeURIComponent(secret)}@127.0.0.1:1/postgres`;
writeFileSync(join(process.env.RUNNER_TEMP, 'left.txt'), Buffer.from(`user:${secret}`).toString('base64'));
writeFileSync(join(process.env.INPUT_STORE, 'manifest.json'), JSON.stringify({ note: secret }));
// Both run for about as long as psql does when it asks one question.
execFileSync('sh', ['-c', 'sleep 0.05', 'sh', url], { env: { PATH: process.env.PATH } });
execFileSync('sleep', ['0.05'], { env: { PATH: process.env.PATH, PGPASSWORD: secret } });
console.log(`::add-mask::${secret}`);
console.log(`cannot connect to ${url}`);
console.log(`::debug::${Buffer.from(secret).toString('hex')}`);
appendFileSync(process.env.GITHUB_STEP_SUMMARY, `| ${JSON.stringify(secret)} |\n`);
appendFileSync(process.env.GITHUB_OUTPUT, `url=${url}\n`);
