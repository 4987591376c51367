import * as fc from 'fast-check';
import { documentKinds, exampleFiling, type SupportedKind } from '../../shared/documents/index.ts';
import type { Format, TextFormat } from '../../shared/documents/table/formats.ts';
import type { Node } from '../../shared/documents/table/nodes.ts';
import { isMandatory, type Scope, scopeOf } from '../../shared/documents/table/scope.ts';
import { readValue } from '../../shared/documents/table/values.ts';
import { addDays, civilDate } from '../../shared/time.ts';

export type Values = Record<string, unknown>;

/**
 * Values that a table takes, of every size and with everything that may be left out left out now
 * and then; the rules between fields may refuse them.
 */
export function arbitraryValues(kind: SupportedKind): fc.Arbitrary<Values> {
  return scopeValues(documentKinds[kind].table.children);
}

/** Valid declarations of a kind: what the rules between fields refuse is taken from the example. */
export function arbitraryDeclaration(kind: SupportedKind): fc.Arbitrary<Values> {
  return arbitraryValues(kind).map((values) => settled(kind, values));
}

const mostRounds = 20;

function settled(kind: SupportedKind, values: Values): Values {
  const example: unknown = exampleFiling(kind).declaration;
  const mended = structuredClone(values);
  for (let round = 0; round < mostRounds; round += 1) {
    const reading = documentKinds[kind].read(mended);
    if (reading.ok) return { ...reading.declaration };
    for (const { field, params } of reading.errors) {
      mend(mended, example, field);
      // An id goes by its kind.
      if (field.endsWith('Id')) mend(mended, example, `${field}Kind`);
      // A rule names the other field that it goes by: mending one alone may not do.
      const beside = params['with'];
      if (typeof beside !== 'string') continue;
      mend(mended, example, beside);
      mend(mended, example, field.replace(/[^.]+$/, beside));
    }
  }
  throw new Error(`not settled: ${JSON.stringify(documentKinds[kind].read(mended))}`);
}

const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** Puts the example's value where a path leads, or nothing where the example has none. */
function mend(values: unknown, example: unknown, path: string): void {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  let at = values;
  let model = example;
  for (const step of steps) {
    if (!isRecord(at)) return;
    at = at[step];
    // Every line is mended by the first one.
    model = isRecord(model) ? model[Array.isArray(model) ? '0' : step] : undefined;
  }
  if (!isRecord(at)) return;
  if (isRecord(model) && model[last] !== undefined) at[last] = structuredClone(model[last]);
  else delete at[last];
}

/** Any value that a format takes. */
export function formatValue(format: Format): fc.Arbitrary<unknown> {
  switch (format.type) {
    case 'flag':
      return fc.boolean();
    case 'code':
      return fc.constantFrom(...format.codes);
    case 'date':
      return fc.nat(3000).map((days) => addDays(civilDate('2020-01-01'), days));
    case 'decimal':
      return decimalText(format.digits - format.decimals, format.decimals);
    case 'text':
      return textValue(format).filter((text) => isTaken(format, text));
  }
}

/** Free text, all texts of a fixed shape, and of the shapes between them the example. */
function textValue({ pattern, example, min, max }: TextFormat): fc.Arbitrary<string> {
  if (pattern === null || example === null) return freeText(max);
  return min === max ? fc.stringMatching(pattern) : fc.constant(example);
}

function isTaken(format: Format, text: string): boolean {
  const reading = readValue(format, text);
  return reading.ok && reading.value === text;
}

const letters = fc.constantFrom(...Array.from(`가힣ABCxyz0189 <>&"'-./()%é漢😀`));

function freeText(max: number): fc.Arbitrary<string> {
  return fc
    .string({ unit: letters, minLength: 1, maxLength: Math.min(max, 30) })
    .map((text) => text.trim().normalize('NFC'));
}

function decimalText(whole: number, decimals: number): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.bigInt(0n, 10n ** BigInt(whole) - 1n),
      fc.nat(decimals === 0 ? 0 : 10 ** decimals - 1),
    )
    .map(([before, after]) => {
      const fraction = String(after).padStart(decimals, '0').replace(/0+$/, '');
      return decimals === 0 || fraction === '' ? String(before) : `${before}.${fraction}`;
    });
}

const scopeArbitraries = new WeakMap<readonly Node[], fc.Arbitrary<Values>>();

function scopeValues(children: readonly Node[]): fc.Arbitrary<Values> {
  const known = scopeArbitraries.get(children);
  if (known !== undefined) return known;
  const scope = scopeOf(children);
  const entries: Record<string, fc.Arbitrary<unknown>> = {};
  for (const entry of scope.entries)
    if (entry.node === 'repeat')
      entries[entry.key] = fc.array(
        scopeValues(entry.children).filter((values) => Object.keys(values).length > 0),
        { minLength: 1, maxLength: 2 },
      );
    else if (entry.node === 'list')
      entries[entry.key] = fc.array(formatValue(entry.format), { minLength: 1, maxLength: 3 });
    else entries[entry.key] = formatValue(entry.format);
  // What has a fallback is always read back.
  const requiredKeys = scope.entries
    .filter((entry) => isMandatory(entry) || (entry.node === 'field' && entry.fallback !== null))
    .map((entry) => entry.key);
  const made = fc.record(entries, { requiredKeys }).map((values) => together({ ...values }, scope));
  scopeArbitraries.set(children, made);
  return made;
}

/** Leaves out what must not stand alone. */
function together(values: Values, scope: Scope): Values {
  for (const { value, unit } of scope.measured)
    if (!value.mandatory && !(value.key in values && unit.key in values)) {
      delete values[value.key];
      delete values[unit.key];
    }
  for (const { keys, needs } of scope.parentsWithNeeds)
    if (!needs.every((key) => key in values)) for (const key of keys) delete values[key];
  return values;
}
