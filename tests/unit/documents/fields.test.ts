import { describe, expect, it } from 'vitest';
import {
  describeFieldError,
  documentKinds,
  exampleFiling,
  fieldLabel,
  supportedKinds,
} from '../../../shared/documents/index.ts';
import type { Format } from '../../../shared/documents/table/formats.ts';
import type { Node } from '../../../shared/documents/table/nodes.ts';
import { type Entry, isMandatory, scopeOf } from '../../../shared/documents/table/scope.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { createTranslate } from '../../../shared/i18n/index.ts';

const ko = createTranslate('ko');

type Values = Record<string, unknown>;

/** Every entry with a path to it, through the first of everything that is repeated. */
function entriesOf(children: readonly Node[], path = ''): { path: string; entry: Entry }[] {
  return scopeOf(children).entries.flatMap((entry) => {
    const at = path === '' ? entry.key : `${path}.${entry.key}`;
    const inner = entry.node === 'repeat' ? entriesOf(entry.children, `${at}[0]`) : [];
    return [{ path: at, entry }, ...inner];
  });
}

const all = supportedKinds.flatMap((kind) =>
  entriesOf(documentKinds[kind].table.children).map(({ path, entry }) => ({ kind, path, entry })),
);

const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** The example with a value put at a path, `undefined` to leave it out. */
function changed(kind: (typeof supportedKinds)[number], path: string, value: unknown): unknown {
  const declaration: Values = structuredClone({ ...exampleFiling(kind).declaration });
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  let at = declaration;
  steps.forEach((step, index) => {
    const next = at[step] ?? (/^\d/.test(steps[index + 1] ?? '') ? [] : {});
    at[step] = next;
    if (!isRecord(next)) throw new Error(`${path} leads nowhere`);
    at = next;
  });
  if (value === undefined) delete at[last];
  else at[last] = value;
  return declaration;
}

function errorsOf(kind: (typeof supportedKinds)[number], declaration: unknown): FieldError[] {
  const reading = documentKinds[kind].read(declaration);
  return reading.ok ? [] : reading.errors;
}

/** A value that is longer, or larger, than its format takes, and how that is refused. */
function tooMuch(format: Format): { value: unknown; codes: string[] } | null {
  switch (format.type) {
    case 'text':
      return { value: 'A'.repeat(format.max + 1), codes: ['too-long', 'wrong-length'] };
    case 'decimal':
      return { value: '9'.repeat(format.digits - format.decimals + 1), codes: ['too-large'] };
    case 'code':
      return { value: 'NEVER', codes: ['not-a-code'] };
    case 'date':
      return { value: '20261301', codes: ['not-a-date'] };
    case 'flag':
      return { value: 'perhaps', codes: ['wrong-type'] };
  }
}

/** Its own Korean name, with its place, and never its key. */
function expectNamed(error: FieldError | undefined, path: string) {
  const label = fieldLabel(path, 'ko');
  expect(label).not.toContain(path.split('.').at(-1));
  if (error === undefined) throw new Error('no error');
  expect(describeFieldError(ko, 'ko', error).slice(0, label.length + 2)).toBe(`${label}: `);
}

describe('every field of every document', () => {
  it('is there in numbers: what a declarant fills in', () => {
    const counts = supportedKinds.map((kind) => all.filter((one) => one.kind === kind).length);
    expect(counts).toEqual([204, 119, 38]);
  });

  const mandatory = all.filter(({ entry }) => isMandatory(entry));
  it.each(mandatory)('$kind $path is asked for by name where it is left out', ({ kind, path }) => {
    const errors = errorsOf(kind, changed(kind, path, undefined));
    const found = errors.find(({ field }) => field === path);
    expect(found).toEqual({ field: path, code: 'required', params: {} });
    expectNamed(found, path);
  });

  const sized = all.filter(({ entry }) => entry.node !== 'repeat');
  it.each(sized)('$kind $path is refused by name beyond its size', ({ kind, path, entry }) => {
    if (entry.node === 'repeat') return;
    const beyond = tooMuch(entry.format);
    if (beyond === null) return;
    const several = entry.node === 'list';
    const value = several ? [beyond.value] : beyond.value;
    const field = several ? `${path}[0]` : path;
    const found = errorsOf(kind, changed(kind, path, value)).find((error) => error.field === field);
    expect(beyond.codes).toContain(found?.code);
    expectNamed(found, field);
  });

  const counted = all.filter(({ entry }) => entry.node !== 'field');
  it.each(counted)('$kind $path is refused by name beyond its count', ({ kind, path, entry }) => {
    if (entry.node === 'field') return;
    const item = entry.node === 'list' ? 'A' : {};
    const value = Array.from({ length: entry.max + 1 }, () => item);
    const found = errorsOf(kind, changed(kind, path, value)).find(({ field }) => field === path);
    expect(found).toMatchObject({ code: 'too-many', params: { max: entry.max } });
    expectNamed(found, path);
  });
});
