import { describe, expect, test } from 'vitest';
import { type Handed, judgeResults } from '../../../src/actions/notify/results.ts';

const NONE: Handed = { results: undefined, steps: [], jobStatus: undefined, verdict: undefined };
const judge = (handed: Partial<Handed>) => judgeResults({ ...NONE, ...handed });
const step = (outcome: string, outputs: Record<string, string> = {}) => ({
  outcome,
  conclusion: 'success',
  outputs,
});
const results = (steps: Record<string, unknown>, more: Partial<Handed> = {}) =>
  judge({ results: JSON.stringify(steps), ...more });

const GOOD = step('success', { verdict: 'ok', 'error-code': '', 'set-id': '20261122T030405Z-a1b2c3' });

describe('well is only what was shown', () => {
  test.each([
    ['one step that succeeded', results({ backup: GOOD })],
    ['steps of our own and others', results({ checkout: step('success'), backup: GOOD })],
    [
      'the wanted step, whatever others did',
      results({ backup: GOOD, lint: step('skipped') }, { steps: ['backup'] }),
    ],
    ['a job that another one needs', results({ backup: { result: 'success', outputs: {} } })],
    ['a verdict', judge({ verdict: 'proven' })],
    ['a step and the job', results({ backup: GOOD }, { jobStatus: 'success' })],
    ['nothing was due', results({ backup: step('success', { verdict: 'nothing due', 'error-code': '' }) })],
  ])('%s', (_, verdict) => {
    expect(verdict).toMatchObject({ state: 'well', reasons: [], problem: '', unreadable: undefined });
  });
});

describe('everything else is failing', () => {
  test.each([
    ['nothing at all', judge({}), 'Nothing shows'],
    ['no steps', judge({ results: '{}' }), 'Nothing shows'],
    ['the job alone', judge({ jobStatus: 'success' }), 'Nothing shows'],
    ['nobody wanted', results({ lint: step('skipped') }), 'Step lint was skipped.'],
    ['a failure that continue-on-error hides', results({ backup: step('failure') }), 'Step backup failed.'],
    ['a cancelled step', results({ backup: step('cancelled') }), 'Step backup was cancelled.'],
    [
      'a wanted step that is missing',
      results({ lint: GOOD }, { steps: ['backup'] }),
      'Step backup is not in the results',
    ],
    [
      'a job that failed at a step without id',
      results({ backup: GOOD }, { jobStatus: 'failure' }),
      'The job is failure.',
    ],
    ['a cancelled job', results({ backup: GOOD }, { jobStatus: 'cancelled' }), 'The job is cancelled.'],
    ['a bad verdict', judge({ verdict: 'failed' }), 'The verdict is failed.'],
    [
      'a needed job that failed',
      results({ backup: { result: 'failure', outputs: {} } }),
      'Step backup failed.',
    ],
    [
      'a step that says so itself',
      results({ backup: step('success', { verdict: 'failed', 'error-code': 'PBA-STORE-FULL' }) }),
      'Step backup did not fail, but says failed PBA-STORE-FULL.',
    ],
    [
      'a status that never fails',
      results({
        status: step('success', { verdict: 'ok', 'error-code': '', status: 'broken', findings: '2' }),
      }),
      'Step status says that objectives are broken; findings: 2.',
    ],
  ])('%s', (_, verdict, reason) => {
    expect(verdict.state).toBe('failing');
    expect(verdict.problem).toMatch(/^[0-9a-f]{16}$/);
    expect(verdict.reasons.join(' ')).toContain(reason);
  });

  test('what a code means is said', () => {
    const { reasons } = results({ backup: step('failure', { 'error-code': 'PBA-PG-UNREACHABLE' }) });
    expect(reasons).toEqual([
      'Step backup failed. PBA-PG-UNREACHABLE: The PostgreSQL server cannot be reached.',
    ]);
    const unknown = results({ backup: step('failure', { 'error-code': 'constructor' }) });
    expect(unknown.reasons).toEqual(['Step backup failed.']);
  });
});

test.each([
  ['', 'it is not JSON'],
  ['null', 'it is not an object'],
  ['[]', 'it is not an object'],
  ['{"a":1}', 'a is not an object'],
  ['{"a":{}}', 'a has neither an outcome nor a result'],
  ['{"a":{"outcome":"fine"}}', 'a has neither an outcome nor a result'],
  ['{"a":{"outcome":"success","outputs":[]}}', 'the outputs of a are not texts'],
  ['{"a":{"outcome":"success","outputs":{"x":1}}}', 'the outputs of a are not texts'],
])('%s cannot be read, which is a failure, and the step fails for it', (text, why) => {
  const verdict = judge({ results: text });
  expect(verdict.state).toBe('failing');
  expect(verdict.unreadable).toContain(why);
  expect(judge({ results: text, verdict: 'ok' }).state).toBe('failing');
});

test('a problem is the same whatever figures come with it, and another when the code is another', () => {
  const failed = (code: string, findings: string) =>
    results({ a: step('failure', { 'error-code': code, findings }), b: GOOD }).problem;
  expect(failed('PBA-STATUS', '1')).toBe(failed('PBA-STATUS', '7'));
  expect(failed('PBA-STATUS', '1')).not.toBe(failed('PBA-STORE-AUTH', '1'));
});

test('outputs of our actions become facts, in words', () => {
  const { facts } = results({
    backup: step('success', {
      verdict: 'ok',
      'size-bytes': '3880000',
      rows: '54939',
      locations: '/a\ns3://b',
      other: 'x',
    }),
    test: step('success', { grade: 'full', 'duration-seconds': '61.4' }),
  });
  expect(facts).toEqual([
    { name: 'Stores (backup)', value: '/a, s3://b' },
    { name: 'Size (backup)', value: '3.7 MiB' },
    { name: 'Rows (backup)', value: '54\u202f939' },
    { name: 'Compared (test)', value: 'full' },
    { name: 'Duration (test)', value: '1 min 01 s' },
  ]);
});
