import { describe, expect, test } from 'vitest';
import { reckon, type Books, type OfficeDocument } from '../../../main/engine/drill/reckon.ts';

const one: OfficeDocument = {
  reference: 'A',
  subject: '1234526000001M',
  transport: 'acknowledged',
  receiptNo: 'P-1',
  digests: ['d1'],
};
const books = (change: Partial<Books> = {}): Books => ({
  saved: ['A'],
  office: [one],
  booked: [{ subject: one.subject, digest: 'd1', receiptNo: 'P-1', state: 'released' }],
  audit: { doubleFilings: 0, findings: [] },
  ...change,
});
const clean = { lost: [], doubled: [] };

describe('the books of both sides', () => {
  test('that agree show nothing', () => {
    expect(reckon(books())).toEqual(clean);
  });
  test('may differ while it is not known whether a document was taken', () => {
    for (const transport of ['sending', 'unconfirmed', 'processing', 'filed-elsewhere'] as const)
      expect(reckon(books({ office: [{ ...one, transport, receiptNo: null }] }))).toEqual(clean);
  });

  test('agree where customs rejected what it had received', () => {
    const office = [{ ...one, transport: 'refused' as const, receiptNo: null }];
    const booked = [{ subject: one.subject, digest: 'd1', receiptNo: 'P-1', state: 'rejected' }];
    expect(reckon(books({ office, booked }))).toEqual(clean);
  });

  test.each([
    ['not-there', { saved: ['A', 'B'] }, 'B'],
    ['never-taken', { booked: [] }, 'A'],
    [
      'never-taken',
      { booked: [{ subject: one.subject, digest: 'd1', receiptNo: null, state: 'refused' }] },
      'A',
    ],
    ['other-receipt', { office: [{ ...one, receiptNo: 'P-2' }] }, 'A'],
    ['taken-unseen', { office: [{ ...one, transport: 'queued', receiptNo: null }] }, 'A'],
    ['taken-unseen', { office: [{ ...one, transport: 'refused', receiptNo: null }] }, 'A'],
  ] as const)('a planted loss is found: %s', (why, change, reference) => {
    expect(reckon(books(change))).toEqual({ lost: [{ reference, why }], doubled: [] });
  });

  test('planted doubles are found', () => {
    const finding = {
      rule: 'doubleFilings' as const,
      subject: one.subject,
      request: 2,
      at: 1,
      detail: '',
    };
    expect(reckon(books({ audit: { doubleFilings: 1, findings: [finding] } })).doubled).toEqual([
      { subject: one.subject, why: 'two-documents' },
    ]);
    // The auditor forgets old findings, but not how many there were.
    expect(reckon(books({ audit: { doubleFilings: 2, findings: [] } })).doubled).toHaveLength(2);
    const stranger = {
      subject: '1234526000009M',
      digest: 'd9',
      receiptNo: 'P-9',
      state: 'received',
    };
    expect(reckon(books({ booked: [...books().booked, stranger] })).doubled).toEqual([
      { subject: stranger.subject, why: 'not-ours' },
    ]);
    expect(reckon(books({ office: [{ ...one, digests: ['d2'] }] })).doubled).toEqual([
      { subject: one.subject, why: 'other-bytes' },
    ]);
  });
});
