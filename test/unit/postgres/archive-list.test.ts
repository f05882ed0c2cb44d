import { describe, expect, test } from 'vitest';
import { parseArchiveList, splitPostData, tableDataText } from '../../../src/postgres/archive-list.ts';

const listing = `;
; Archive created at 2026-11-22 03:04:05 UTC
;     dbname: ticketz
;
; Selected TOC Entries:
;
3456; 2606 16400 CONSTRAINT public users users_pkey chain
3457; 1259 16401 INDEX public tickets_state_idx chain
3458; 0 0 INDEX ATTACH public audit_log_2026_01_at_idx chain
3459; 2606 16403 FK CONSTRAINT public tickets tickets_company_fkey chain
3460; 2606 16404 CHECK CONSTRAINT public tickets tickets_subject_check chain
3461; 2620 16405 TRIGGER public tickets touch chain
3462; 0 16406 MATERIALIZED VIEW DATA public company_load chain
3463; 2606 16407 FK CONSTRAINT public tickets tickets_company_fkey_2 chain
215; 1259 16408 TABLE DATA public Order "Items"; -- chain
`;

describe('an archive’s table of contents', () => {
  test('is read without its comments', () => {
    const entries = parseArchiveList(listing);
    expect(entries).toHaveLength(9);
    expect(entries[8]?.text.startsWith(tableDataText('public', 'Order "Items"; --'))).toBe(true);
  });

  test('names have their line breaks written as spaces', () => {
    expect(tableDataText('public', 'two\nlines')).toBe('TABLE DATA public two lines ');
  });

  test('only plain indexes and constraints are built side by side', () => {
    const { parallel, serial, leftOut } = splitPostData(parseArchiveList(listing).slice(0, 8), []);
    expect(parallel.map((entry) => entry.text.split(' ')[0])).toEqual(['CONSTRAINT', 'INDEX']);
    expect(serial).toHaveLength(6);
    expect(leftOut).toEqual([]);
  });

  test('a foreign key is left out by its whole name', () => {
    const { serial, leftOut } = splitPostData(parseArchiveList(listing), [
      'public tickets tickets_company_fkey',
    ]);
    expect(leftOut.map((entry) => entry.text)).toEqual([
      'FK CONSTRAINT public tickets tickets_company_fkey chain',
    ]);
    expect(serial.some((entry) => entry.text.includes('tickets_company_fkey_2'))).toBe(true);
  });
});
