import {
  type FilingInput,
  practiceFilings,
  spreadsheetColumns,
} from '../../../shared/documents/index.ts';
import type { Language } from '../../../shared/i18n/index.ts';
import type { CivilDate } from '../../../shared/time.ts';

type Cells = Readonly<Record<string, unknown>>;

/** The form that intake reads, as CSV: a row of headings. */
export function emptySheet(language: Language): string {
  return csvOf([headings(language)]);
}

/** The same form filled in, with declarations to practise with. */
export function practiceSheet(
  language: Language,
  options: { count: number; seed: number; today: CivilDate; prefix: string },
): string {
  return csvOf([headings(language), ...practiceFilings(options).flatMap(rowsOf)]);
}

function headings(language: Language): string[] {
  return spreadsheetColumns().map((column) => column.headings[language]);
}

/** A row for each line; what belongs to the whole declaration stands in its first row alone. */
function rowsOf({ declaration, reference, priority, deadline }: FilingInput): string[][] {
  return declaration.lines.map((line, index) => {
    const whole: Cells = index === 0 ? { ...declaration, priority, deadline } : {};
    const cells: Cells = { ...whole, ...line, ...line.specifications[0], reference };
    return spreadsheetColumns().map(({ key }) => cellText(cells[key]));
  });
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  return Array.isArray(value) ? value.join(' ') : '';
}

/** With a byte order mark, without which spreadsheet programs take Korean for something else. */
function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
