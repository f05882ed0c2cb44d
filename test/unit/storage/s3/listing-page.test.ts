import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readListingPage } from '../../../../src/storage/s3/listing-page.ts';
import { toXml } from '../../../support/strict-s3/xml.ts';

const object = (key: string, size: string | number = 1) =>
  [
    'Contents',
    [
      ['Key', key],
      ['LastModified', '2026-11-28T00:00:00.000Z'],
      ['Size', size],
      ['Owner', [['ID', 'somebody']]],
    ],
  ] as const;
const listing = (...inner: Parameters<typeof toXml>[1]): string => toXml('ListBucketResult', inner);

test('objects, folders and the token of the next page', () => {
  const xml = listing(
    ['Name', 'backups'],
    ['Prefix', 'pg/'],
    ['IsTruncated', 'true'],
    ['NextContinuationToken', 'a&b='],
    object('pg/shop/daily/x', 12),
    object('pg/ & <b> "ü" ', 0),
    ['CommonPrefixes', [['Prefix', 'pg/shop/']]],
  );
  expect(readListingPage(xml)).toEqual({
    objects: [
      { key: 'pg/shop/daily/x', size: 12 },
      { key: 'pg/ & <b> "ü" ', size: 0 },
    ],
    prefixes: ['pg/shop/'],
    truncated: true,
    next: 'a&b=',
  });
});

test('an empty listing, with and without a declaration, spaces and empty elements', () => {
  const nothing = { objects: [], prefixes: [], truncated: false, next: undefined };
  expect(readListingPage('<ListBucketResult/>')).toEqual(nothing);
  const spaced =
    '<?xml version="1.0"?>\n<ListBucketResult xmlns="x">\n  <Prefix/>\n  <IsTruncated>false</IsTruncated>\n</ListBucketResult>\n';
  expect(readListingPage(spaced)).toEqual(nothing);
});

test('whatever the keys are, they come back', () => {
  // XML cannot carry the others.
  const key = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((text) => !/[\p{Cc}\ufffe\uffff]/u.test(text));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 5 }), (keys) => {
      const read = readListingPage(listing(...keys.map((one) => object(one))));
      expect(read?.objects.map((one) => one.key)).toEqual(keys);
    }),
    { numRuns: 50 },
  );
});

test('whatever XML allows around them', () => {
  const xml = listing(object('a'), object('b'), object('c'))
    .replace('<Key>a', '<!-- x --><Key>a')
    .replace('<Key>b', '<Key><![CDATA[b]]>')
    .replace('<Key>c', '<Key x=">">c');
  expect(readListingPage(xml)?.objects.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
});

describe('is left to the SDK', () => {
  test.each([
    ['an error', '<Error><Code>SlowDown</Code></Error>'],
    ['nothing', ''],
    ['text', 'Bad gateway'],
    ['two roots', '<ListBucketResult/><ListBucketResult/>'],
    ['the first half', listing(object('a')).slice(0, -20)],
    ['a namespace prefix', listing(object('a')).replaceAll('Key>', 's3:Key>')],
    ['a wrong end', listing(object('a')).replace('</Key>', '</Size>')],
    ['an object without a key', listing(['Contents', [['Size', 1]]])],
    ['an object without a size', listing(['Contents', [['Key', 'a']]])],
    ['a size in words', listing(object('a', 'many'))],
    ['an unknown entity', listing(object('a')).replace('<Key>a', '<Key>&copy;')],
    ['an entity that does not end', listing(object('a')).replace('<Key>a', '<Key>&a')],
    ['a character that is none', listing(object('a')).replace('<Key>a', '<Key>&#x110000;')],
    ['an element in a key', listing(object('a')).replace('<Key>a', '<Key><b>a</b>')],
    ['an element between the letters of a key', listing(object('ac')).replace('<Key>a', '<Key>a<b/>')],
    ['names that are encoded', listing(['EncodingType', 'url'], object('a'))],
    ['maybe more', listing(['IsTruncated', 'perhaps'])],
  ])('%s', (_, xml) => {
    expect(readListingPage(xml)).toBeUndefined();
  });
});
