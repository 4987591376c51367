import { describe, expect, test } from 'vitest';
import { groupByConsignee } from '../../../renderer/features/stale/consignees.ts';
import { domesticPhone, massText } from '../../../renderer/features/stale/mass-text.ts';
import { masked, messageTo } from '../../../renderer/features/stale/message.ts';
import type { MismatchRow } from '../../../shared/contract/index.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { TransportState } from '../../../shared/filing/states.ts';
import { epochMs } from '../../../shared/time.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';

const filings = createFakeEngine({ count: 12 }).rows();

function mismatch(
  n: number,
  change: Partial<MismatchRow> & { transport?: TransportState } = {},
): MismatchRow {
  const row = filings[n];
  if (row === undefined) throw new Error(`no row ${n}`);
  const { transport = 'recheck', ...rest } = change;
  const { name = '김하늘', pccc = 'P180012345678', phone = '010-2345-6789' } = rest;
  return {
    row: { ...row, transport },
    person: [name, pccc, phone].join(' '),
    pccc,
    name,
    phone,
    words: ['성명이 일치하지 않습니다.'],
    checkedAt: epochMs(n),
    ...rest,
  };
}

function only(rows: readonly MismatchRow[]) {
  const [consignee] = groupByConsignee(rows);
  if (consignee === undefined) throw new Error('no consignee');
  return consignee;
}

const goods = ({ summary }: FilingRow): string => summary.goods;

describe('consignees', () => {
  test('are one for each name, number and phone, in the order of their first filing', () => {
    const groups = groupByConsignee([
      mismatch(0),
      mismatch(1, { name: '이서준' }),
      mismatch(2),
      mismatch(3, { pccc: 'P190012345678' }),
      mismatch(4, { phone: '010-0000-0000' }),
    ]);
    expect(groups.map(({ name, waiting }) => [name, waiting.length])).toEqual([
      ['김하늘', 2],
      ['이서준', 1],
      ['김하늘', 1],
      ['김하늘', 1],
    ]);
    expect(new Set(groups.map(({ id }) => id)).size).toBe(4);
  });

  test('have their filings by what can be done with them', () => {
    const states = [
      'recheck',
      'held',
      'unconfirmed',
      'processing',
      'sending',
      'acknowledged',
    ] as const;
    const { waiting, unknown, taken } = only(
      states.map((transport, i) => mismatch(i, { transport })),
    );
    expect(waiting.map(({ transport }) => transport)).toEqual(['recheck', 'held']);
    expect(unknown.map(({ transport }) => transport)).toEqual([
      'unconfirmed',
      'processing',
      'sending',
    ]);
    expect(taken.map(({ transport }) => transport)).toEqual(['acknowledged']);
  });

  test('are told what the service said once, and when it last said so', () => {
    const { words, checkedAt } = only([mismatch(1), mismatch(5), mismatch(3)]);
    expect(words).toEqual(['성명이 일치하지 않습니다.']);
    expect(checkedAt).toBe(5);
  });
});

describe('the message', () => {
  test('says who, why, which goods, where to look and what to answer', () => {
    const text = messageTo(only([mismatch(0), mismatch(1)]), '관세법인 나루');
    expect(text).toContain('김하늘 님, 안녕하세요. 수입통관을 맡은 관세법인 나루입니다.');
    expect(text).toContain('신고를 보내지 못하고 있습니다.');
    expect(text).toContain('성명이 일치하지 않습니다.');
    for (const row of filings.slice(0, 2)) {
      expect(text).toContain(goods(row));
      expect(text).toContain(row.summary.billOfLading);
    }
    expect(text).toContain('unipass.customs.go.kr');
    expect(text).toContain('P로 시작하는 13자리');
    expect(text).not.toMatch(/\{\{|stale\.|undefined/);
  });

  test('does not give the old number away', () => {
    const text = messageTo(only([mismatch(0)]), '관세법인 나루');
    expect(text).not.toContain('P180012345678');
    expect(text).toContain('P1800*****678');
    expect(masked('P12')).toBe('P12');
  });

  test('is in English below where the name is in another script', () => {
    const korean = messageTo(only([mismatch(0)]), 'NARU');
    expect(korean).not.toContain('Dear');
    const both = messageTo(only([mismatch(0, { name: 'EMILY CARTER' })]), 'NARU');
    expect(both.indexOf('EMILY CARTER 님')).toBeGreaterThan(-1);
    expect(both.indexOf('Dear EMILY CARTER')).toBeGreaterThan(both.indexOf('EMILY CARTER 님'));
  });

  test('speaks of an amendment where all has been taken', () => {
    const taken = only([mismatch(0, { transport: 'acknowledged' })]);
    expect(messageTo(taken, 'NARU')).toContain('정정해야 합니다.');
    const some = only([mismatch(0, { transport: 'acknowledged' }), mismatch(1)]);
    expect(messageTo(some, 'NARU')).not.toContain('정정해야 합니다.');
  });

  test('names five filings and counts the rest', () => {
    const text = messageTo(only(filings.slice(0, 8).map((_, n) => mismatch(n))), 'NARU');
    expect(text.match(/^· /gm)).toHaveLength(6);
    expect(text).toContain('· 그 밖에 3건');
  });

  test('leaves no empty brackets where there is no B/L', () => {
    const row = mismatch(0);
    const without = {
      ...row,
      row: { ...row.row, summary: { ...row.row.summary, billOfLading: '' } },
    };
    expect(messageTo(only([without]), 'NARU')).not.toContain('B/L');
  });
});

describe('the table for mass texting', () => {
  const headings = ['성명', '전화', '안내문'] as const;

  test('has a row for each consignee, with the message in quotes for its line breaks', () => {
    const text = massText(
      groupByConsignee([mismatch(0), mismatch(1, { name: '"별"명' })]),
      'NARU',
      headings,
    );
    expect(text.startsWith('성명\t전화\t안내문\r\n김하늘\t010-2345-6789\t"[NARU]')).toBe(true);
    expect(text).toContain('\r\n"""별""명"\t');
    expect(text.split('\r\n')).toHaveLength(4);
  });

  test('lets no cell become a formula', () => {
    const text = massText(
      groupByConsignee([mismatch(0, { name: '=1+1', phone: '+1-202-555-0100' })]),
      'NARU',
      headings,
    );
    expect(text).toContain("\r\n'=1+1\t'+1-202-555-0100\t");
    expect(domesticPhone('+82 10-2345-6789')).toBe('010-2345-6789');
    expect(domesticPhone('+82-010-2345-6789')).toBe('010-2345-6789');
  });
});
