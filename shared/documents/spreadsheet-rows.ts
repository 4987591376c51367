import type { SupportedKind } from './document-kinds.ts';
import type { FilingOf } from './filing-input.ts';
import { isRecord } from './table/read.ts';

/** Texts of one row, by the key of the column. */
export type RowTexts = Readonly<Record<string, string>>;

/**
 * A filing as intake reads it from a table: the header in its first row, one row for each line, and
 * further rows that say nothing of the line for what else it holds. Every row has the reference.
 */
export function spreadsheetRows(filing: FilingOf<SupportedKind>): RowTexts[] {
  const { declaration, reference, priority, deadline } = filing;
  const around = { priority, ...(deadline === null ? {} : { deadline }) };
  return rowsOf({ ...declaration, ...around }).map((row) => ({ ...row, reference }));
}

/** What stands in one thing, with what is repeated in it side by side. */
function rowsOf(values: Readonly<Record<string, unknown>>): Record<string, string>[] {
  const own: Record<string, string> = {};
  const rows = [own];
  for (const [key, value] of Object.entries(values)) {
    const items = itemsOf(value);
    if (items === null) own[key] = cellText(value);
    else
      items.flatMap(rowsOf).forEach((row, index) => {
        Object.assign((rows[index] ??= {}), row);
      });
  }
  return rows;
}

/** What is repeated; `null` for a value, and for several values of one field. */
function itemsOf(value: unknown): Readonly<Record<string, unknown>>[] | null {
  if (!Array.isArray(value)) return null;
  const items: Readonly<Record<string, unknown>>[] = value.filter(isRecord);
  return items.length === value.length && items.length > 0 ? items : null;
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  return Array.isArray(value) ? value.join(' ') : '';
}
