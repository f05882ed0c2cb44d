import { describe, expect, test } from 'vitest';
import { derivedForms, Secrets } from '../../../src/runtime/secrets.ts';

const SECRET = 'p"ä ss/wörd+?=&\\';

describe('derived forms', () => {
  test.each([
    ['itself', SECRET],
    ['base64', Buffer.from(SECRET).toString('base64')],
    ['base64 without padding', Buffer.from(SECRET).toString('base64').replace(/=+$/, '')],
    ['base64url', Buffer.from(SECRET).toString('base64url')],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in a form', new URLSearchParams({ key: SECRET }).toString().slice(4)],
    ['in JSON', JSON.stringify({ key: SECRET }).slice(8, -2)],
  ])('%s', (_, form) => expect(derivedForms(SECRET)).toContain(form));

  test('each line of a long one, but not the whole and no short line', () => {
    const forms = derivedForms('-----BEGIN-----\nabcdefgh\r\n=\n');
    expect(forms).toContain('-----BEGIN-----');
    expect(forms).toContain('abcdefgh');
    expect(forms).not.toContain('=');
    expect(forms.filter((form) => /[\r\n]/.test(form))).toEqual([]);
    expect(forms).toContain('-----BEGIN-----\\nabcdefgh\\r\\n=\\n');
  });

  test('none of a short one', () => {
    expect(derivedForms('abc')).toEqual([]);
    expect(derivedForms('   a   ')).toEqual([]);
    expect(derivedForms('abcd')).toContain('abcd');
  });

  test('the parts of a URL that servers repeat, and not its host and its words', () => {
    const forms = derivedForms('https://me:p%22w+rd@push.example.com/hooks/T0K3N-0123456?key=0123456789ab');
    const parts = ['/hooks/T0K3N-0123456', '/hooks/T0K3N-0123456?key=0123456789ab', 'T0K3N-0123456'];
    expect(forms).toEqual(expect.arrayContaining([...parts, '0123456789ab', 'p%22w+rd', 'p"w+rd']));
    for (const word of ['hooks', 'push.example.com', 'me', '/']) expect(forms).not.toContain(word);
    expect(derivedForms('https://push.example.com/metrics')).not.toContain('/metrics');
    expect(derivedForms('https://me:100%pure@push.example.com/')).toContain('100%pure');
  });

  test('a lone surrogate is no reason to fail', () => {
    expect(derivedForms('\ud800abcdef')).toContain('\ud800abcdef');
  });
});

test('announces each form once and hides the longest first', () => {
  const announced: string[] = [];
  const secrets = new Secrets((form) => announced.push(form));
  secrets.add('hunter22');
  secrets.add('hunter22-and-more');
  secrets.add('hunter22');
  expect(announced).toEqual([...new Set(announced)]);
  expect(announced).toContain('hunter22-and-more');
  expect(secrets.redact('a hunter22-and-more b hunter22')).toBe('a *** b ***');
  expect(new Secrets().redact('hunter22')).toBe('hunter22');
});
