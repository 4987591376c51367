import { catalogues } from '../i18n/catalogue.ts';
import { envelopeFormats } from './filing-input.ts';
import { importTable } from './import/import-table.ts';
import { columnsOf, type TableColumn } from './table/columns.ts';

/** A column of the spreadsheet that intake reads. */
export interface SpreadsheetColumn extends TableColumn {
  /** Headings under which the column is known, beside its key. */
  readonly headings: { readonly ko: string; readonly en: string };
  /** Whether it belongs to the filing around the declaration. */
  readonly envelope: boolean;
}

/**
 * The columns of an import spreadsheet, in KCS's order after the reference. One row carries one
 * line (란) with one specification (규격).
 */
export function spreadsheetColumns(): readonly SpreadsheetColumn[] {
  return columns;
}

function column(table: TableColumn, envelope: boolean): SpreadsheetColumn {
  const heading = (labels: Readonly<Record<string, string>>) => labels[table.key] ?? table.key;
  const headings = {
    ko: heading(catalogues.ko.fields.labels),
    en: heading(catalogues.en.fields.labels),
  };
  return { ...table, headings, envelope };
}

const columns: readonly SpreadsheetColumn[] = [
  ...Object.entries(envelopeFormats).map(([key, format]) =>
    column({ key, scope: [], format, mandatory: key === 'reference', several: false }, true),
  ),
  ...columnsOf(importTable.children).map((table) => column(table, false)),
];
