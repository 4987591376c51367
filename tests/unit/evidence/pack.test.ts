import { hash } from 'node:crypto';
import readXlsx from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { writeReport } from '../../../main/evidence/report/report.ts';
import { plainFont } from '../../../main/evidence/report/plain-font.ts';
import { writeSheets } from '../../../main/evidence/sheets.ts';
import { evidenceSample } from '../../support/evidence-samples.ts';
import { packKey, samplePack } from '../../support/evidence-pack.ts';
import { pdfText } from '../../support/pdf-text.ts';

const { input } = evidenceSample({ attempts: 30, filings: 10 });
const digest = (bytes: Uint8Array): string => hash('sha256', bytes);

describe('a pack', () => {
  test(
    'of the same parts is the same to the byte, later and elsewhere too',
    { timeout: 90_000 },
    async () => {
      const key = packKey();
      const zone = process.env['TZ'];
      const one = await samplePack(key, { attempts: 30, filings: 10 });
      process.env['TZ'] = 'America/New_York';
      try {
        // Archives keep the time in steps of two seconds.
        await new Promise((resolve) => void setTimeout(resolve, 2100));
        const other = await samplePack(key, { attempts: 30, filings: 10 });
        expect(other.files.map(({ name, bytes }) => [name, digest(bytes)])).toEqual(
          one.files.map(({ name, bytes }) => [name, digest(bytes)]),
        );
        expect(digest(other.zip)).toBe(digest(one.zip));
      } finally {
        if (zone === undefined) delete process.env['TZ'];
        else process.env['TZ'] = zone;
      }
    },
  );
});

describe('the report', () => {
  test('has its letters in it, and asks for nothing from elsewhere', async () => {
    const pdf = await writeReport(input, 'FINGERPRINT');
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toMatch(/\/FontName \/[A-Z]{6}\+Pretendard-Regular/);
    expect(text).toMatch(/\/FontName \/[A-Z]{6}\+Pretendard-SemiBold/);
    expect(text).not.toMatch(/\/BaseFont \/Helvetica|\/URI |\/JavaScript|\/Launch/);
    expect(pdf.byteLength).toBeLessThan(400_000);
  });

  test('has every attempt and every section', async () => {
    const words = pdfText(await writeReport(input, 'FINGERPRINT'));
    for (const attempt of input.attempts)
      expect(words).toContain(
        `${attempt.declarationNo.slice(0, 5)}-25-${attempt.declarationNo.slice(7)}`,
      );
    for (const heading of [
      '장애',
      '통로별 측정',
      '영향을 받은 신고와 기한',
      '기다린 시간과 그 까닭',
      '공식 공지와 메모',
      '만든 방법',
      '부록 · 모든 시도',
    ])
      expect(words).toContain(heading);
    expect(words).toContain('FINGERPRINT');
    expect(words).toContain('502 Bad Gateway');
    expect(words).not.toContain('측정 자료 없음');
  });

  test('says that nothing was measured where nothing was', async () => {
    const bare = { ...input, incidents: [], remarks: [], measurements: null };
    const unknown = bare.filings.map((filing) => ({ ...filing, deadline: null, waiting: null }));
    const words = pdfText(await writeReport({ ...bare, filings: unknown }, ''));
    expect(words).toContain('측정 자료 없음');
    expect(words).toContain('기다린 시간을 나눈 자료 없음.');
  });

  test('of practice says so on every page', async () => {
    const words = pdfText(await writeReport({ ...input, mode: 'practice' }, ''));
    const pages = words.match(/연습 자료 · 실제 신고가 아님 · 전산장애 증빙 자료/g) ?? [];
    const last = [...words.matchAll(/ (\d+) \/ (\d+)/g)].at(-1);
    expect(pages.length).toBe(Number(last?.[2]));
  });
});

describe('the spreadsheet', () => {
  test('has the same attempts, and text that looks like a formula stays text', async () => {
    const tricky = ['=1+1', '+82', '-1', '@SUM(A1)', '=HYPERLINK("http://x")', '\t=1', 'a\u0000b'];
    const attempts = input.attempts.map((attempt, index) => ({
      ...attempt,
      answer: tricky[index % tricky.length] ?? null,
    }));
    const bytes = Buffer.from(await writeSheets({ ...input, attempts }));
    const rows = await sheetNamed(bytes, '시도');
    expect(rows).toHaveLength(1 + attempts.length);
    expect(rows[1]?.at(-1)).toBe('=1+1');
    expect(rows[5]?.at(-1)).toBe('=HYPERLINK("http://x")');
    expect(bytes.includes('<f>')).toBe(false);
  });
});

async function sheetNamed(bytes: Buffer, name: string) {
  const sheets = await readXlsx(bytes);
  const found = sheets.find(({ sheet }) => sheet === name);
  return found?.data ?? [];
}

/** A record of a font's directory. */
const table = (tag: string, offset: number, length: number): Buffer => {
  const record = Buffer.alloc(16);
  record.write(tag, 0, 'latin1');
  record.writeUInt32BE(offset, 8);
  record.writeUInt32BE(length, 12);
  return record;
};

test('a font without its rules of shaping is a whole font', () => {
  // Offsets of tables are multiples of four, and lengths stay what they were.
  const head = Buffer.alloc(12);
  head.write('OTTO', 0, 'latin1');
  head.writeUInt16BE(3, 4);
  const font = Buffer.concat([
    head,
    table('CFF ', 60, 5),
    table('GSUB', 68, 4),
    table('cmap', 72, 3),
    Buffer.from('abcde\0\0\0XXXXxyz\0', 'latin1'),
  ]);
  const plain = Buffer.from(plainFont(font));
  expect(plain.readUInt16BE(4)).toBe(2);
  expect(plain.toString('latin1')).not.toContain('GSUB');
  for (const [index, content] of ['abcde', 'xyz'].entries()) {
    const offset = plain.readUInt32BE(12 + index * 16 + 8);
    const length = plain.readUInt32BE(12 + index * 16 + 12);
    expect(offset % 4).toBe(0);
    expect(plain.toString('latin1', offset, offset + length)).toBe(content);
  }
});
