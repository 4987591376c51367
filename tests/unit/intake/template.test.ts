import { readSheet } from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../main/intake/index.ts';
import { writeTemplate } from '../../../main/intake/template.ts';
import {
  exampleFiling,
  spreadsheetColumns,
  supportedKinds,
} from '../../../shared/documents/index.ts';
import { languages } from '../../../shared/i18n/index.ts';

const sheetOf = (bytes: Uint8Array, number: number) =>
  readSheet(new Uint8Array(bytes).buffer, number);

describe.each(
  supportedKinds.flatMap((kind) => languages.map((language) => [kind, language] as const)),
)('the template for %s in %s', (kind, language) => {
  it('holds an example that is accepted as it stands', async () => {
    const bytes = await writeTemplate(kind, language);
    const reading = await readFile({ name: 'template.xlsx', bytes });
    expect(reading.errors).toEqual([]);
    expect(reading.filings.map(({ filing }) => filing)).toEqual([exampleFiling(kind)]);
  });

  it('marks what is mandatory, and lists codes and all fields', async () => {
    const bytes = await writeTemplate(kind, language);
    const [headings = []] = await sheetOf(bytes, 1);
    const starred = headings.filter((heading) => String(heading).endsWith('*'));
    const mandatory = spreadsheetColumns(kind).filter((column) => column.mandatory);
    expect(starred).toEqual(mandatory.map((column) => `${column.headings[language]} *`));
    const codes = await sheetOf(bytes, 2);
    expect(codes.some((row) => row[1] === 'US')).toBe(true);
    const fields = await sheetOf(bytes, 3);
    expect(fields.slice(1).map((row) => row[3])).toEqual(
      spreadsheetColumns(kind).map(({ key }) => key),
    );
  });
});
