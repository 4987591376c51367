import type { Mapping, Sheet } from '../../../shared/contract/index.ts';
import { spreadsheetColumns } from '../../../shared/documents/index.ts';

/** What a column is chosen for: a field by its key, left out, or not decided. */
export type Chosen = { is: 'field'; key: string } | { is: 'out' } | { is: 'open' };

/** The field of a column; what it gives the reference beside another field is not counted. */
export function chosenAt({ columns }: Mapping, at: number): Chosen {
  const here = columns.filter((column) => column.at === at);
  const main = here.find(({ key }) => key !== 'reference') ?? here[0];
  if (main === undefined) return { is: 'open' };
  return main.key === null ? { is: 'out' } : { is: 'field', key: main.key };
}

/** Chooses what a column is for; a field that another column gave is that column's no more. */
export function choose(mapping: Mapping, at: number, heading: string, chosen: Chosen): Mapping {
  const key = chosen.is === 'field' ? chosen.key : null;
  const others = mapping.columns.filter((column) => {
    if (key !== null && column.key === key) return false;
    return column.at !== at || (column.key === 'reference' && isShared(mapping, at));
  });
  const own = chosen.is === 'open' ? [] : [{ at, key, heading }];
  const columns = [...others, ...own].toSorted((a, b) => a.at - b.at);
  const { [key ?? '']: _given, ...fixed } = mapping.fixed;
  return { ...mapping, columns, fixed };
}

/** Whether a column gives the reference beside another field. */
const isShared = ({ columns }: Mapping, at: number): boolean =>
  columns.some((column) => column.at === at && column.key === 'reference') &&
  columns.some((column) => column.at === at && column.key !== null && column.key !== 'reference');

/** The column that gives the reference; -1 for none. */
export const referenceAt = ({ columns }: Mapping): number =>
  columns.find(({ key }) => key === 'reference')?.at ?? -1;

/** Takes the reference from a column, which may give another field as well. */
export function setReference(mapping: Mapping, at: number, heading: string): Mapping {
  const others = mapping.columns.filter(
    (column) => column.key !== 'reference' && !(column.at === at && column.key === null),
  );
  if (at < 0) return { ...mapping, columns: others };
  const columns = [...others, { at, key: 'reference', heading }].toSorted((a, b) => a.at - b.at);
  return { ...mapping, columns };
}

/** Mandatory fields that neither a column nor a fixed value gives. */
export function missingKeys({ kind, columns, fixed }: Mapping): string[] {
  const given = new Set(columns.map(({ key }) => key));
  return spreadsheetColumns(kind)
    .filter(
      ({ key, mandatory }) => mandatory && !given.has(key) && (fixed[key] ?? '').trim() === '',
    )
    .map(({ key }) => key);
}

/** Fields that have a value for every filing, and mandatory ones that still need one. */
export function fixedKeys(mapping: Mapping): string[] {
  const given = new Set(mapping.columns.map(({ key }) => key));
  const wanted = new Set([...Object.keys(mapping.fixed), ...missingKeys(mapping)]);
  return spreadsheetColumns(mapping.kind)
    .map(({ key }) => key)
    .filter((key) => key !== 'reference' && wanted.has(key) && !given.has(key));
}

/** Without the columns that were added beside the file's own. */
export const ownColumns = (mapping: Mapping, { width }: Sheet): Mapping => ({
  ...mapping,
  columns: mapping.columns.filter(({ at }) => at < width),
});

/** A saved mapping over this sheet: its columns where their headings stand now. */
export function placed(saved: Mapping, { headings, mapping }: Sheet): Mapping {
  const columns = saved.columns.flatMap((column) => {
    if (column.heading === '') return [column];
    const at = headings.indexOf(column.heading);
    return at === -1 ? [] : [{ ...column, at }];
  });
  const headingRow = saved.headingRow === 0 ? 0 : mapping.headingRow;
  return { ...saved, headingRow, columns };
}

/** Columns of the file for which nobody has said what they are. */
export const openColumns = (mapping: Mapping, { headings, width }: Sheet): number[] =>
  headings.flatMap((heading, at) =>
    at < width && heading !== '' && chosenAt(mapping, at).is === 'open' ? [at] : [],
  );

/** Leaves out what nobody has said anything of. */
export const withoutOpen = (mapping: Mapping, sheet: Sheet): Mapping => ({
  ...mapping,
  columns: [
    ...mapping.columns,
    ...openColumns(mapping, sheet).map((at) => ({
      at,
      key: null,
      heading: sheet.headings[at] ?? '',
    })),
  ].toSorted((a, b) => a.at - b.at),
});

/** Values that stand under a heading, different ones first. */
export function samplesOf({ top, mapping }: Sheet, at: number): string[] {
  const below = top.filter(({ row }) => row > mapping.headingRow);
  const values = below.map(({ cells }) => cells[at] ?? '').filter((text) => text !== '');
  return [...new Set(values)].slice(0, 3);
}

/** A column by its letter and heading, as the spreadsheet shows it. */
export function columnName(heading: string, at: number): string {
  const letter = letters(at);
  return heading === '' ? letter : `${letter} · ${heading.replaceAll(/\s+/g, ' ')}`;
}

/** `A` for 0, `AA` for 26. */
export function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letters(Math.floor(at / 26) - 1) + last;
}
