import { describe, expect, test } from 'vitest';
import { readFile } from '../../../main/intake/index.ts';
import { emptySheet, practiceSheet } from '../../../renderer/features/intake/sheet.ts';
import { languages } from '../../../shared/i18n/index.ts';
import { civilDate } from '../../../shared/time.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(languages)('the sheet that the screen gives, in %s', (language) => {
  test('is read by intake without a fault where it is filled in', async () => {
    const sheet = practiceSheet(language, {
      count: 60,
      seed: 7,
      today: civilDate('2026-11-23'),
      prefix: 'T',
    });
    const reading = await readFile({ name: 'practice.csv', bytes: bytes(sheet) });
    expect(reading.errors).toEqual([]);
    expect(reading.filings).toHaveLength(60);
    expect(new Set(reading.filings.map(({ filing }) => filing.reference)).size).toBe(60);
  });

  test('has every column and no row where it is empty', async () => {
    await expect(
      readFile({ name: 'form.csv', bytes: bytes(emptySheet(language)) }),
    ).rejects.toMatchObject({ problem: { code: 'file-no-rows' } });
  });

  test('begins with the mark by which spreadsheet programs know UTF-8', () => {
    expect(Buffer.from(emptySheet(language)).toString('hex')).toMatch(/^efbbbf/);
  });
});
