import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { isPersonal, maskField, maskShown } from '../../../shared/privacy/mask-shown.ts';
import { cutoffOf } from '../../../shared/privacy/retention.ts';
import { civilDate, epochMs, koreanDate } from '../../../shared/time.ts';

/** Every text of a value with its path. */
function leaves(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    leaves(inner, path === '' ? key : `${path}.${key}`),
  );
}

const at = (day: string) => epochMs(Date.parse(`${day}T12:00:00+09:00`));

describe('what a screen is given', () => {
  test.each([
    ['summary.importer', '홍길동', '홍**'],
    ['summary.importer', '한결무역(주)', '한결무역(주)'],
    ['lines[3].consigneeName', 'HONG GILDONG', 'H*** *******'],
    ['lines[3].consigneeId', 'P123456789012', 'P1*********12'],
    ['lines[3].consigneePhone', '010-1234-5678', '01*********78'],
    ['lines[3].consigneeAddress', '서울특별시 종로구 세종대로 1, 201호', '서울특별시 종로구 ***'],
    ['payerId', '9001011234567', '90*********67'],
    ['payerId', '1234567890', '1234567890'],
    ['payerPerson', '김나루', '김**'],
    ['lines[0].goodsName', 'TABLE LAMPS', 'TABLE LAMPS'],
    ['reference', '9001011234567', '9001011234567'],
  ])('of %s %s is %s', (field, value, masked) => {
    expect(maskField(field, value)).toBe(masked);
    expect(isPersonal(field, value)).toBe(masked !== value);
  });

  test('holds nothing personal of any practice declaration, wherever it is repeated', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const [filing] = practiceFilings({ count: 1, seed, today: civilDate('2026-11-26') });
        const declaration: unknown = JSON.parse(JSON.stringify(filing));
        const own = leaves(declaration).filter(([path, text]) => isPersonal(path, text));
        const words = own.map(([, text]) => text).join(' / ');
        const answer = maskShown({
          declaration,
          row: { summary: { importer: own.find(([path]) => path.endsWith('Name'))?.[1] ?? '' } },
          notices: [{ message: `받는 분 ${words}`, facts: [{ name: 'x', value: words }] }],
          timeline: [{ data: { message: words } }],
          differences: own.map(([field, text]) => ({ field, before: text, after: text })),
          next: '1764115200000:17',
        });
        const told = JSON.stringify(answer);
        for (const [path, text] of own) expect(told, path).not.toContain(JSON.stringify(text));
        expect(told).toContain('"next":"1764115200000:17"');
      }),
      { numRuns: 60 },
    );
  });

  test('keeps its places, numbers and digests', () => {
    const kept = {
      rows: [{ id: 7, declarationNo: '1234526100001M', reference: 'P123456789012-9001011234567' }],
      next: '9001011234567',
      digest: 'sha-256=:aGVsbG8=:',
      total: 3,
      none: null,
    };
    expect(maskShown(kept)).toEqual(kept);
  });

  test('leaves the cells that are being mended as they are', () => {
    const sheet = { top: [{ cells: ['010-1234-5678'] }], faulty: [{ cells: ['010-1234-567'] }] };
    expect(maskShown({ sheet })).toEqual({
      sheet: { top: [{ cells: ['01*********78'] }], faulty: [{ cells: ['010-1234-567'] }] },
    });
  });
});

describe('the time that contents are kept', () => {
  test.each([
    ['imports', '2026-11-26', '2021-11-26'],
    ['exports', '2026-11-26', '2023-11-26'],
    ['imports', '2028-02-29', '2023-02-28'],
    ['exports', '2027-02-28', '2024-02-28'],
  ] as const)('of %s on %s goes back to the beginning of %s', (group, today, day) => {
    const cutoff = cutoffOf(group, at(today));
    expect(koreanDate(cutoff)).toBe(day);
    expect(koreanDate(epochMs(cutoff - 1))).not.toBe(day);
  });

  test('is never shorter than the law has it', () => {
    const days = fc.date({
      min: new Date('2021-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        const now = epochMs(date.getTime());
        const today = koreanDate(now);
        for (const [group, years] of [
          ['imports', 5],
          ['exports', 3],
        ] as const) {
          const last = koreanDate(epochMs(cutoffOf(group, now) - 1));
          const [year, ...day] = last.split('-');
          expect([Number(year) + years, ...day].join('-') < today).toBe(true);
        }
      }),
    );
  });
});
