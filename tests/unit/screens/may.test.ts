import { describe, expect, test } from 'vitest';
import { koreanInstant, koreanMinute } from '../../../renderer/features/filing/korean-minute.ts';
import { possibleAsks } from '../../../renderer/features/filing/may.ts';
import { withText } from '../../../renderer/features/filing/open-draft.ts';
import { whatOf } from '../../../renderer/features/filings/what.ts';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { customsStates, transportStates } from '../../../shared/filing/states.ts';
import { createTranslate } from '../../../shared/i18n/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { createFakeEngine, type Standing } from '../../support/fake-engine.ts';

const now = epochMs(Date.UTC(2026, 10, 24, 1));
const folder: CallOutput<'gateway.get'> & { is: 'folder' } = {
  is: 'folder',
  folders: {
    sendFolder: 'C:\\send',
    sentFolder: null,
    receiveFolders: ['C:\\receive'],
    fileName: '{code}.xml',
    encoding: 'utf-8',
    everySeconds: 10,
    synchroniseAfterHours: 2,
  },
};

async function detailIn(...standing: Standing): Promise<FilingDetail> {
  const engine = createFakeEngine({ count: 1, standings: [standing], now });
  const [row] = engine.rows();
  if (row === undefined) throw new Error('no row');
  return engine.service.handlers['filings.get']({ id: row.id });
}

describe('what may be asked of a filing', () => {
  test.each(transportStates)(
    'that is %s never includes both an edit and an amendment',
    async (state) => {
      const asks = possibleAsks(await detailIn(state, 'none'), null, now);
      expect(asks.includes('edit') && asks.includes('amend')).toBe(false);
      expect(asks).toContain('print');
      if (['sending', 'unconfirmed', 'processing'].includes(state))
        expect(asks).toEqual(['copy', 'print']);
    },
  );

  test.each(customsStates)(
    'that customs has as %s includes a withdrawal until it has ended',
    async (customs) => {
      const asks = possibleAsks(await detailIn('acknowledged', customs), null, now);
      const ended = customs === 'rejected' || customs === 'withdrawn';
      expect(asks.includes('withdraw')).toBe(!ended);
      expect(asks.includes('amend')).toBe(!ended);
    },
  );

  test('includes that it comes back only where it was filed elsewhere', async () => {
    for (const state of transportStates) {
      const asks = possibleAsks(await detailIn(state, 'none'), null, now);
      expect(asks.includes('restore'), state).toBe(state === 'filed-elsewhere');
    }
  });

  test('includes no amendment of what KCS has no document for', async () => {
    const detail = await detailIn('acknowledged', 'received');
    const list = { ...detail, row: { ...detail.row, kind: 'list-clearance' } as const };
    expect(possibleAsks(list, null, now)).toEqual(['copy', 'print']);
  });

  test('includes nothing about the declaration where it is only a part of one', async () => {
    const detail = await detailIn('queued', 'none');
    const part = { ...detail, row: { ...detail.row, part: { is: 'withdrawal' } as const } };
    expect(possibleAsks(part, null, now)).toEqual(['elsewhere']);
  });

  test('includes to synchronise only through folders, and only after the hours that are set', async () => {
    const detail = await detailIn('unconfirmed', 'none');
    const sentAt = detail.attempts[0]?.startedAt ?? now;
    const soon = epochMs(sentAt + 3_600_000);
    const later = epochMs(sentAt + 2 * 3_600_000);
    expect(possibleAsks(detail, folder, soon)).not.toContain('synchronise');
    expect(possibleAsks(detail, folder, later)).toContain('synchronise');
    expect(possibleAsks(detail, { is: 'http', url: '', hasToken: true }, later)).not.toContain(
      'synchronise',
    );
    const never: typeof folder = {
      ...folder,
      folders: { ...folder.folders, synchroniseAfterHours: 0 },
    };
    expect(possibleAsks(detail, never, later)).not.toContain('synchronise');
    const taken = await detailIn('acknowledged', 'received');
    expect(possibleAsks(taken, folder, later)).not.toContain('synchronise');
  });
});

describe('when it was filed elsewhere', () => {
  test('is Korean time, whatever the computer’s', () => {
    expect(koreanMinute(now)).toBe('2026-11-24T10:00');
    expect(koreanInstant('2026-11-24T10:00')).toBe(now);
    expect(koreanInstant('')).toBeNull();
  });
});

describe('a draft', () => {
  test('takes a new number wherever the old one is a whole value', () => {
    const before = { a: 'P1', b: ['P1', 'P12', { c: 'P1' }], d: null, e: 1 };
    expect(withText(before, 'P1', 'P2')).toEqual({
      a: 'P2',
      b: ['P2', 'P12', { c: 'P2' }],
      d: null,
      e: 1,
    });
  });
});

describe('what a filing is', () => {
  const t = createTranslate('ko');
  test.each([
    ['수입', { kind: 'import', part: { is: 'declaration' } }],
    ['수출', { kind: 'export', part: { is: 'declaration' } }],
    ['목록통관', { kind: 'list-clearance', part: { is: 'declaration' } }],
    ['정정 2', { kind: 'import', part: { is: 'amendment', sequence: 2 } }],
    ['취하', { kind: 'export', part: { is: 'withdrawal' } }],
    ['동기화 1', { kind: 'import', part: { is: 'synchronisation', sequence: 1 } }],
  ] as const)('is %s', (words, filing) => {
    expect(whatOf(filing, t)).toBe(words);
  });
});
