import { describe, expect, test } from 'vitest';
import { readFile } from '../../../main/intake/index.ts';
import { practiceSheet } from '../../../renderer/features/intake/sheet.ts';
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

  test('begins with the mark by which spreadsheet programs know UTF-8', () => {
    const sheet = practiceSheet(language, {
      count: 1,
      seed: 7,
      today: civilDate('2026-11-23'),
      prefix: 'T',
    });
    expect(Buffer.from(sheet).toString('hex')).toMatch(/^efbbbf/);
  });
});
