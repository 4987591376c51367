import { readFilingInput, type SupportedKind } from '../../shared/documents/index.ts';
import type { FieldError, FieldWarning } from '../../shared/errors.ts';
import { type Cell, cellText, readCell } from './cell.ts';
import { kindOfWord, nearestKey } from './headings.ts';
import type { Outcome } from './outcomes.ts';
import type { FieldPlace, KindLayout, Layout, Repeated } from './row-fields.ts';
import type { SheetRow } from './table.ts';

type Values = Record<string, unknown>;
/** One of several, such as a line; `rows` says which row gave each of its values. */
interface Item {
  readonly values: Values;
  readonly rows: Map<string, number>;
  /** What is repeated in it, by name. */
  readonly inner: Map<string, Item[]>;
  /** The row that began it. */
  readonly row: number;
  /** The number that the sheet gives it; empty where it gives none. */
  readonly number: string;
}

const newItem = (row: number, number = ''): Item => ({
  values: {},
  rows: new Map(),
  inner: new Map(),
  row,
  number,
});

/** The cell of the reference as it groups rows. */
export function referenceOf({ cells }: SheetRow, { referenceAt }: Layout): string {
  const cell = cells[referenceAt];
  if (cell === undefined || (cell.kind !== 'text' && cell.kind !== 'number')) return '';
  return cellText(cell).trim().normalize('NFC');
}

/**
 * Reads the rows of one filing, in the order of the file. A row is one of each repeated thing; one
 * that says nothing of the line itself, or repeats its number, goes on with the line above.
 */
export function readGroup(rows: readonly SheetRow[], layout: Layout): Outcome {
  const first = rows[0]?.row ?? 0;
  const errors: FieldError[] = [];
  const { kind, word } = kindOf(rows, layout, errors);
  const kindLayout = layout.kinds[kind];
  const filing = newItem(first);
  for (const row of rows) addRow(filing, row, { layout, kindLayout, errors });
  setFixed(filing, kindLayout);
  const { declaration, around } = divided(filing, kindLayout);
  const reading = readFilingInput({ kind: word, ...around, declaration });
  const placed = (error: FieldError): FieldError => place(error, filing, kindLayout);
  if (reading.ok && errors.length === 0)
    return {
      row: first,
      ok: true,
      filing: reading.filing,
      warnings: reading.warnings.map((warning): FieldWarning => ({
        ...place(warning, filing, kindLayout),
        code: warning.code,
      })),
    };
  // What is wrong with a cell goes before what follows from its missing value.
  const named = new Set(errors.map(({ field }) => field));
  const found = reading.ok ? [] : reading.errors.filter(({ field }) => !named.has(field));
  const all = [...errors, ...found.map(placed)].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
  return { row: first, ok: false, errors: all };
}

/** The kind that the rows name, else the sheet's; `word` as it stands, to be refused where wrong. */
function kindOf(
  rows: readonly SheetRow[],
  { kindAt, kind }: Layout,
  errors: FieldError[],
): { kind: SupportedKind; word: string } {
  const words = rows
    .map(({ row, cells }) => ({ row, word: cellText(cells[kindAt]).trim() }))
    .filter(({ word }) => word !== '')
    .map(({ row, word }) => ({ row, word, named: kindOfWord(word) }));
  const [first] = words;
  if (first === undefined) return { kind, word: kind };
  for (const { row, named } of words)
    if (named !== first.named)
      errors.push({ row, field: 'kind', code: 'row-conflict', params: { first: first.row } });
  return { kind: first.named ?? kind, word: first.named ?? first.word };
}

interface RowContext {
  layout: Layout;
  kindLayout: KindLayout;
  errors: FieldError[];
}

interface Given {
  readonly place: FieldPlace;
  readonly cell: Exclude<Cell, { kind: 'empty' }>;
}

function addRow(filing: Item, sheetRow: SheetRow, context: RowContext): void {
  const { row, cells } = sheetRow;
  const { layout, kindLayout, errors } = context;
  const given = new Map<string, Given[]>();
  for (const place of kindLayout.fields) {
    const cell = cells[place.at];
    if (cell === undefined || cell.kind === 'empty') continue;
    const one = { place, cell };
    const together = given.get(place.scope);
    if (together === undefined) given.set(place.scope, [one]);
    else together.push(one);
  }
  for (const { at, heading } of kindLayout.strays)
    if (cells[at] !== undefined && cells[at].kind !== 'empty')
      errors.push({
        row,
        field: heading,
        column: heading,
        code: 'unknown-field',
        params: { nearest: nearestKey(heading, kindLayout.kind) },
      });
  const merge = (item: Item, scope: string, path: string): void => {
    for (const { place, cell } of given.get(scope) ?? []) setValue(item, place, cell, path);
  };
  const setValue = (item: Item, place: FieldPlace, cell: Given['cell'], path: string): void => {
    const { heading, column } = place;
    const { key } = column;
    const reading = readCell(cell, column);
    const field = path === '' ? key : `${path}.${key}`;
    if (!reading.ok) {
      const { code, params } = reading;
      errors.push({ row, field, column: heading, code, params });
      item.rows.set(key, row);
      return;
    }
    const { value } = reading;
    if (!(key in item.values)) {
      item.values[key] = value;
      item.rows.set(key, row);
    } else if (JSON.stringify(item.values[key]) !== JSON.stringify(value)) {
      const params = { first: item.rows.get(key) ?? item.row };
      errors.push({ row, field, column: heading, code: 'row-conflict', params });
    }
  };
  const isGiven = ({ scope, inner }: Repeated): boolean => given.has(scope) || inner.some(isGiven);
  const add = (outer: Item, repeated: Repeated, path: string): void => {
    const { name, scope, inner } = repeated;
    let items = outer.inner.get(name);
    if (items === undefined) outer.inner.set(name, (items = []));
    const number = cellText(cells[layout.numberAt.get(scope) ?? -1]).trim();
    let at = -1;
    if (number !== '') at = items.findLastIndex((item) => item.number === number);
    else if (!given.has(scope)) at = items.length - 1;
    const isNew = at === -1;
    if (isNew) at = items.push(newItem(row, number)) - 1;
    const item = items[at];
    if (item === undefined) return;
    const itemPath = `${path === '' ? '' : `${path}.`}${name}[${at}]`;
    merge(item, scope, itemPath);
    for (const one of inner) if (isGiven(one) || (isNew && one.needed)) add(item, one, itemPath);
  };
  merge(filing, '', '');
  for (const one of kindLayout.repeated)
    if (isGiven(one) || (one.needed && !filing.inner.has(one.name))) add(filing, one, '');
}

/** Gives every filing, line and specification what the mapping says of all of them. */
function setFixed(filing: Item, { fixed }: KindLayout): void {
  for (const { column, text } of fixed)
    for (const item of itemsIn(filing, column.scope)) {
      if (column.key in item.values || item.rows.has(column.key)) continue;
      const reading = readCell({ kind: 'text', text }, column);
      item.values[column.key] = reading.ok ? reading.value : text;
    }
}

const itemsIn = (item: Item, scope: readonly string[]): Item[] => {
  const [name, ...inner] = scope;
  if (name === undefined) return [item];
  return (item.inner.get(name) ?? []).flatMap((one) => itemsIn(one, inner));
};

/** What belongs into the declaration, and what stands around it. */
function divided(filing: Item, { fields, fixed }: KindLayout) {
  const envelope = new Set(
    [...fields, ...fixed].filter(({ column }) => column.envelope).map(({ column }) => column.key),
  );
  const around: Values = {};
  const declaration: Values = {};
  for (const [key, value] of Object.entries(filing.values))
    (envelope.has(key) ? around : declaration)[key] = value;
  return { around, declaration: { ...declaration, ...innerOf(filing) } };
}

const innerOf = ({ inner }: Item): Values =>
  Object.fromEntries([...inner].map(([name, items]) => [name, items.map(whole)]));

const whole = (item: Item): Values => ({ ...item.values, ...innerOf(item) });

/** Adds row and column to what was found at a path such as `lines[0].specifications[1].unitPrice`. */
function place<Found extends FieldError | FieldWarning>(
  found: Found,
  filing: Item,
  { headingOf }: KindLayout,
): Found {
  let item = filing;
  let key = '';
  for (const step of found.field.split('.')) {
    const [, name = '', digits] = /^(.*?)(?:\[(\d+)\])?$/s.exec(step) ?? [];
    key = name;
    const inner = digits === undefined ? undefined : item.inner.get(name)?.[Number(digits)];
    if (inner !== undefined) item = inner;
  }
  const column = headingOf.get(key);
  const row = item.rows.get(key) ?? item.row;
  return { row, ...(column === undefined ? {} : { column }), ...found };
}
