import { catalogues } from '../i18n/catalogue.ts';
import { envelopeFormats } from './filing-input.ts';
import { documentKinds, type SupportedKind } from './document-kinds.ts';
import { columnsOf, type TableColumn } from './table/columns.ts';

/** A column of the spreadsheet that intake reads. */
export interface SpreadsheetColumn extends TableColumn {
  /** Headings under which the column is known, beside its key. */
  readonly headings: { readonly ko: string; readonly en: string };
  /** Whether it belongs to the filing around the declaration. */
  readonly envelope: boolean;
}

/**
 * The columns of a kind's spreadsheet, in KCS's order after what stands around the declaration. One
 * row carries one of each repeated thing: a line (란), a specification (규격) and what they hold.
 */
export function spreadsheetColumns(kind: SupportedKind = 'import'): readonly SpreadsheetColumn[] {
  return columns[kind];
}

function column(table: TableColumn, envelope: boolean): SpreadsheetColumn {
  const heading = (labels: Readonly<Record<string, string>>) => labels[table.key] ?? table.key;
  const headings = {
    ko: heading(catalogues.ko.fields.labels),
    en: heading(catalogues.en.fields.labels),
  };
  return { ...table, headings, envelope };
}

const around = Object.entries(envelopeFormats).map(([key, format]) =>
  column({ key, scope: [], format, mandatory: key === 'reference', several: false }, true),
);

const columnsFor = (kind: SupportedKind): readonly SpreadsheetColumn[] => [
  ...around,
  ...columnsOf(documentKinds[kind].table.children).map((table) => column(table, false)),
];

const columns: Readonly<Record<SupportedKind, readonly SpreadsheetColumn[]>> = {
  import: columnsFor('import'),
  export: columnsFor('export'),
  'list-clearance': columnsFor('list-clearance'),
};
