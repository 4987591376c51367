import {
  plainCell,
  practiceFilings,
  spreadsheetColumns,
  spreadsheetRows,
} from '../../../shared/documents/index.ts';
import type { Language } from '../../../shared/i18n/index.ts';
import type { CivilDate } from '../../../shared/time.ts';

/** Import declarations to practise with, as CSV under the headings that intake reads. */
export function practiceSheet(
  language: Language,
  options: { count: number; seed: number; today: CivilDate; prefix: string },
): string {
  const columns = spreadsheetColumns('import');
  const rows = practiceFilings(options).flatMap(spreadsheetRows);
  return csvOf([
    columns.map(({ headings }) => headings[language]),
    ...rows.map((row) => columns.map(({ key }) => row[key] ?? '')),
  ]);
}

/** With a byte order mark, without which spreadsheet programs take Korean for something else. */
function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(given: string): string {
  const text = plainCell(given);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
