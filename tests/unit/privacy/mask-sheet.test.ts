import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sheet } from '../../../shared/contract/index.ts';
import { fieldErrorSchema } from '../../../shared/errors.ts';
import { maskSheet } from '../../../shared/privacy/mask-sheet.ts';
import { maskXml } from '../../../shared/privacy/mask-xml.ts';

const columns = [
  { at: 0, key: 'reference', heading: '관리번호' },
  { at: 1, key: 'payerPerson', heading: '성명' },
  { at: 2, key: null, heading: '비고' },
  { at: 3, key: 'goodsName', heading: '품명' },
  { at: 4, key: null, heading: '수하인' },
];

function sheetOf(cells: readonly string[], headingRow = 1): Sheet {
  return {
    mapping: { kind: 'import', headingRow, columns, fixed: {} },
    savedAs: null,
    headings: columns.map(({ heading }) => heading),
    width: 5,
    rows: 1,
    top: [
      { row: 1, cells: columns.map(({ heading }) => heading) },
      { row: 2, cells: [...cells] },
    ],
    missing: [],
    undecided: [2, 4],
    faulty: [{ row: 2, cells: [...cells] }],
  };
}

const fault = (field: string) =>
  fieldErrorSchema.parse({ row: 2, field, code: 'not-a-code', params: {} });

describe('cells of a client’s sheet', () => {
  test('are masked by the field of their column, and where nobody knows, if they may be a name', () => {
    const cells = ['A-1', '홍길동', '김 나루', 'TABLE LAMPS', 'HONG GILDONG'];
    const masked = ['A-1', '홍**', '김 **', 'TABLE LAMPS', 'H*** *******'];
    const { top, faulty } = maskSheet(sheetOf(cells), []);
    expect(top[1]?.cells).toEqual(masked);
    expect(faulty[0]?.cells).toEqual(masked);
  });

  test('keep their headings, their numbers and the names of companies', () => {
    const cells = ['A-1', '한결무역(주)', '100*200', 'LED', '2026-11-26'];
    const { top } = maskSheet(sheetOf(cells), []);
    expect(top[0]?.cells).toEqual(['관리번호', '성명', '비고', '품명', '수하인']);
    expect(top[1]?.cells).toEqual(['A-1', '한결무역(주)', '100*200', 'LED', '2*********']);
  });

  test('that are at fault are seen where they are mended, and nowhere else', () => {
    const cells = ['A-1', '홍길동', '', 'LED', ''];
    const { top, faulty } = maskSheet(sheetOf(cells), [fault('payerPerson')]);
    expect(faulty[0]?.cells[1]).toBe('홍길동');
    expect(top[1]?.cells[1]).toBe('홍**');
  });

  test('of no heading row hold no name, whatever it is', () => {
    const names = fc.constantFrom('홍길동', '남궁민수', 'JANE DOE', 'Lee', '김 하늘');
    fc.assert(
      fc.property(fc.array(names, { minLength: 5, maxLength: 5 }), (cells) => {
        const { top } = maskSheet(sheetOf(cells, 0), []);
        for (const at of [1, 2, 4]) expect(top[1]?.cells[at]).not.toBe(cells[at]);
      }),
    );
  });
});

describe('a document of customs', () => {
  test('has the names of its persons masked, known or not, and those of companies not', () => {
    const xml = [
      '<wco:Response><wco:ID>1234526100001M</wco:ID>',
      '<wco:Payer><wco:Name>김하늘</wco:Name><wco:ID>P123456789012</wco:ID></wco:Payer>',
      '<kcs:RepresentativeName>이서준</kcs:RepresentativeName>',
      '<kcs:CNSE_NM>박나루</kcs:CNSE_NM><kcs:TelNo>0212345678</kcs:TelNo>',
      '<wco:Importer><wco:Name>한결무역(주)</wco:Name></wco:Importer>',
      '<wco:Content>최바다 님의 서류가 없습니다</wco:Content></wco:Response>',
    ].join('');
    const masked = maskXml(xml, ['최바다']);
    for (const name of ['김하늘', '이서준', '박나루', '최바다', 'P123456789012', '0212345678'])
      expect(masked, name).not.toContain(name);
    expect(masked).toContain('한결무역(주)');
    expect(masked).toContain('1234526100001M');
    expect(masked.replaceAll(/[^<>]/g, '')).toBe(xml.replaceAll(/[^<>]/g, ''));
  });

  test('of a million opening tags is read in proportion to it', () => {
    const steps = '<wco:Name>'.repeat(100_000);
    expect(maskXml(steps, [])).toBe(steps);
  });
});
