import { isInList } from '../../codes/index.ts';
import type { FieldError, FieldWarning } from '../../errors.ts';
import type { Format } from './formats.ts';
import { nearestWord } from './nearest.ts';
import type { Field, List, Repeat, Table } from './nodes.ts';
import { type Scope, scopeOf } from './scope.ts';
import { readValue, shown } from './values.ts';
import type { Reading } from '../document.ts';

/** Errors that one declaration names at most: more do not help a person. */
const mostErrors = 200;

type Values = Record<string, unknown>;

/**
 * Checks unknown input against a table. What comes out has exactly the table's keys, in the
 * table's order, with normalised values.
 */
export function readTable(table: Table, input: unknown): Reading<Values> {
  const { values, errors, warnings } = readValues(table, input);
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, declaration: values, warnings };
}

/** The values that could be read, beside what is wrong with the others. */
export function readValues(
  table: Table,
  input: unknown,
): { values: Values; errors: FieldError[]; warnings: FieldWarning[] } {
  const found: Found = { errors: [], warnings: [] };
  const values = readScope(scopeOf(table.children), input, '', found);
  return {
    values,
    errors: found.errors.slice(0, mostErrors),
    warnings: found.warnings.slice(0, mostErrors),
  };
}

interface Found {
  readonly errors: FieldError[];
  readonly warnings: FieldWarning[];
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entry of `errors` for a key that nobody knows. */
export function unknownField(path: string, key: string, known: readonly string[]): FieldError {
  return {
    field: join(path, shown(key)),
    code: 'unknown-field',
    params: { nearest: nearestWord(key.slice(0, 60), known) },
  };
}

export const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function readScope(scope: Scope, input: unknown, path: string, found: Found): Values {
  const values: Values = {};
  const { errors } = found;
  if (!isRecord(input)) {
    errors.push({ field: path, code: 'wrong-type', params: { expected: 'object' } });
    return values;
  }
  for (const key of Object.keys(input))
    if (!scope.byKey.has(key)) errors.push(unknownField(path, key, [...scope.byKey.keys()]));
  const given = (key: string): unknown => (Object.hasOwn(input, key) ? input[key] : undefined);
  for (const entry of scope.entries) {
    if (errors.length >= mostErrors) return values;
    const at = join(path, entry.key);
    if (entry.node === 'field') readField(entry, given(entry.key), at, values, found);
    else if (entry.node === 'list') readList(entry, given(entry.key), at, values, errors);
    else readRepeat(entry, given(entry.key), at, values, found);
  }
  checkTogether(scope, given, values, path, errors);
  return values;
}

function readField(entry: Field, raw: unknown, at: string, values: Values, found: Found) {
  const reading = readValue(entry.format, raw);
  if (!reading.ok) found.errors.push({ field: at, code: reading.code, params: reading.params });
  else if (reading.value !== null) {
    values[entry.key] = reading.value;
    if (!isListed(entry.format, reading.value)) found.warnings.push(doubt(at, reading.value));
  } else if (entry.fallback !== null) values[entry.key] = entry.fallback;
  else if (entry.mandatory) found.errors.push({ field: at, code: 'required', params: {} });
}

/** Whether a value is in the open list that its format draws from; true where there is none. */
const isListed = (format: Format, value: string | boolean): boolean =>
  format.type !== 'text' ||
  format.list === null ||
  typeof value === 'boolean' ||
  isInList(format.list, value);

const doubt = (field: string, value: string | boolean): FieldWarning => ({
  field,
  code: 'unsure-code',
  params: { value: shown(String(value)) },
});

function readList(entry: List, raw: unknown, at: string, values: Values, errors: FieldError[]) {
  if (raw === undefined || raw === null) return;
  if (!Array.isArray(raw)) {
    errors.push({ field: at, code: 'wrong-type', params: { expected: 'list' } });
    return;
  }
  if (raw.length > entry.max) {
    errors.push({ field: at, code: 'too-many', params: { max: entry.max, count: raw.length } });
    return;
  }
  const items: unknown[] = [];
  raw.forEach((item: unknown, index) => {
    const reading = readValue(entry.format, item);
    if (!reading.ok)
      errors.push({ field: `${at}[${index}]`, code: reading.code, params: reading.params });
    else if (reading.value === null)
      errors.push({ field: `${at}[${index}]`, code: 'required', params: {} });
    else items.push(reading.value);
  });
  if (items.length > 0) values[entry.key] = items;
}

function readRepeat(entry: Repeat, raw: unknown, at: string, values: Values, found: Found) {
  const { errors } = found;
  if (raw === undefined || raw === null) {
    if (entry.min > 0) errors.push({ field: at, code: 'required', params: {} });
    return;
  }
  if (!Array.isArray(raw)) {
    errors.push({ field: at, code: 'wrong-type', params: { expected: 'list' } });
    return;
  }
  if (raw.length < entry.min || raw.length > entry.max) {
    const params = { min: entry.min, max: entry.max, count: raw.length };
    errors.push({ field: at, code: raw.length > entry.max ? 'too-many' : 'too-few', params });
    return;
  }
  if (raw.length === 0) return;
  const scope = scopeOf(entry.children);
  const items = raw.map((item: unknown, index) => readScope(scope, item, `${at}[${index}]`, found));
  // A row that was added and left empty means nothing.
  const given = entry.min > 0 ? items : items.filter((item) => Object.keys(item).length > 0);
  if (given.length > 0) values[entry.key] = given;
}

/** A quantity and its unit, and what a party needs as soon as it is named. */
function checkTogether(
  scope: Scope,
  given: (key: string) => unknown,
  values: Values,
  path: string,
  errors: FieldError[],
) {
  const missing = (key: string) => {
    const raw = given(key);
    return raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');
  };
  const need = (key: string) =>
    errors.push({ field: join(path, key), code: 'required', params: {} });
  for (const { value, unit } of scope.measured) {
    if (value.mandatory) continue;
    if (value.key in values && missing(unit.key)) need(unit.key);
    if (unit.key in values && missing(value.key)) need(value.key);
  }
  for (const { keys, needs } of scope.parentsWithNeeds)
    if (keys.some((key) => key in values)) for (const key of needs) if (missing(key)) need(key);
}
