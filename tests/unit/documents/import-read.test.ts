import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleFiling, importDeclaration } from '../../../shared/documents/index.ts';
import { importTable } from '../../../shared/documents/import/import-table.ts';
import { isMandatory, scopeOf } from '../../../shared/documents/table/scope.ts';
import type { Node } from '../../../shared/documents/table/nodes.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { arbitraryDeclaration } from '../../support/declaration-arbitraries.ts';

type Values = Record<string, unknown>;

const example = (): Values => ({ ...exampleFiling('import').declaration });

function errorsOf(values: unknown): FieldError[] {
  const reading = importDeclaration.read(values);
  return reading.ok ? [] : reading.errors;
}

const withHeader = (changes: Values) => errorsOf({ ...example(), ...changes });

function withLine(changes: Values): FieldError[] {
  const [line, ...rest] = exampleFiling('import').declaration.lines;
  return errorsOf({ ...example(), lines: [{ ...line, ...changes }, ...rest] });
}

const read = (changes: Values): Values => {
  const reading = importDeclaration.read({ ...example(), ...changes });
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return { ...reading.declaration };
};

const mandatoryKeys = (children: readonly Node[]): string[] =>
  scopeOf(children)
    .entries.filter(isMandatory)
    .map((entry) => entry.key);

function childrenOf(children: readonly Node[], key: string): readonly Node[] {
  const entry = scopeOf(children).byKey.get(key);
  if (entry?.node !== 'repeat') throw new Error(`${key} is not repeated`);
  return entry.children;
}

const lineChildren = childrenOf(importTable.children, 'lines');
const specificationChildren = childrenOf(lineChildren, 'specifications');

const without = (values: Values, key: string): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));

describe('reading an import declaration', () => {
  it('gives back any valid declaration unchanged', () => {
    fc.assert(
      fc.property(arbitraryDeclaration('import'), (values) => {
        const reading = importDeclaration.read(values);
        expect(reading).toMatchObject({ ok: true, declaration: values });
      }),
      { numRuns: 100 },
    );
  });

  it.each(mandatoryKeys(importTable.children))('names %s alone where it is missing', (key) => {
    const expected = [{ field: key, code: 'required', params: {} }];
    expect(errorsOf(without(example(), key))).toEqual(expected);
    expect(withHeader({ [key]: null })).toEqual(expected);
  });

  it.each(mandatoryKeys(lineChildren))('names %s of its line alone where it is missing', (key) => {
    const lines = exampleFiling('import').declaration.lines.map((line, index) =>
      index === 1 ? without({ ...line }, key) : line,
    );
    expect(withHeader({ lines })).toEqual([
      { field: `lines[1].${key}`, code: 'required', params: {} },
    ]);
  });

  it.each(mandatoryKeys(specificationChildren))('names %s of its specification', (key) => {
    const [line] = exampleFiling('import').declaration.lines;
    const specifications = line?.specifications.map((one) => without({ ...one }, key));
    expect(withLine({ specifications }).map((error) => error.field)).toEqual([
      `lines[0].specifications[0].${key}`,
      `lines[0].specifications[1].${key}`,
    ]);
  });

  it('names what belongs together: quantity and unit, a party and its country', () => {
    expect(withLine({ quantityUnit: null })).toMatchObject([
      { field: 'lines[0].quantityUnit', code: 'required' },
    ]);
    expect(withLine({ quantity: '' })).toMatchObject([
      { field: 'lines[0].quantity', code: 'required' },
    ]);
    expect(withHeader({ sellerCountry: null })).toMatchObject([
      { field: 'sellerCountry', code: 'required' },
    ]);
    expect(withLine({ originMarkMethod: null })).toMatchObject([
      { field: 'lines[0].originMarkMethod', code: 'needed-with' },
    ]);
    expect(withHeader({ sellerCountry: null, sellerName: null, sellerCode: null })).toEqual([]);
  });

  it('keeps decimals exact, as text or as JSON numbers', () => {
    expect(read({ invoiceAmount: '00012345678901234.5600' })['invoiceAmount']).toBe(
      '12345678901234.56',
    );
    expect(read({ invoiceAmount: 0.1 })['invoiceAmount']).toBe('0.1');
    expect(read({ exchangeRate: 1e-4 })['exchangeRate']).toBe('0.0001');
    expect(read({ packages: 48 })['packages']).toBe('48');
    expect(read({ insurance: '-0' })['insurance']).toBe('0');
  });

  it.each([
    ['invoiceAmount', '1,000', 'not-a-number'],
    ['invoiceAmount', '1e3', 'not-a-number'],
    ['invoiceAmount', 'USD 5', 'not-a-number'],
    ['invoiceAmount', '.5', 'not-a-number'],
    ['invoiceAmount', '１２', 'not-a-number'],
    ['invoiceAmount', '-1', 'negative'],
    ['invoiceAmount', '1.23456', 'too-many-decimals'],
    ['invoiceAmount', '123456789012345', 'too-large'],
    ['invoiceAmount', 2 ** 60, 'digits-lost'],
    ['invoiceAmount', Number.NaN, 'digits-lost'],
    ['invoiceAmount', true, 'wrong-type'],
    ['packages', '1.5', 'not-whole'],
    ['exchangeRate', '123456.1', 'too-large'],
    ['importerName', 'x'.repeat(29), 'too-long'],
    ['importerName', 12, 'wrong-type'],
    ['importerName', 'a\u0000b', 'bad-characters'],
    ['importerName', 'a\nb', 'bad-characters'],
    ['importerName', 'a\uD800b', 'bad-characters'],
    ['importerName', 'a\uFFFEb', 'bad-characters'],
    ['importerName', 'a\u202Eb', 'bad-characters'],
    ['payerPostcode', '6164', 'wrong-length'],
    ['payerPostcode', '0616A', 'pattern'],
    ['cargoControlNo', '26KE', 'too-short'],
    ['payerEmail', 'nobody', 'pattern'],
    ['arrivedOn', '2026-02-30', 'not-a-date'],
    ['arrivedOn', '06/03/2026', 'not-a-date'],
    ['currency', 'WON', 'not-a-code'],
    ['exportCountry', 'XX', 'not-a-code'],
    ['transportMeans', '4', 'not-a-code'],
    ['incoterm', 'CAF', 'not-a-code'],
    ['importKind', 'L', 'not-a-code'],
    ['processType', 'Q', 'not-a-code'],
    ['splitDeclaration', 'N', 'wrong-type'],
    ['containers', 'NARU1234567', 'wrong-type'],
    ['lines', {}, 'wrong-type'],
    ['lines', [], 'too-few'],
    ['lines', Array.from({ length: 1000 }, () => ({})), 'too-many'],
  ])('%s = %j is %s', (field, value, code) => {
    expect(withHeader({ [field]: value })).toMatchObject([{ field, code }]);
  });

  it('takes dates, codes and numbers as people write them', () => {
    expect(
      read({
        arrivedOn: ' 20260304 ',
        currency: 'usd',
        importerName: '  나루조명(주)  '.normalize('NFD'),
        payerId: '120-81-47521',
        containers: [],
      }),
    ).toMatchObject({
      arrivedOn: '2026-03-04',
      currency: 'USD',
      importerName: '나루조명(주)',
      payerId: '1208147521',
    });
    expect(withLine({ hsCode: '9405.21-9000' })).toEqual([]);
  });

  it.each([
    ['04', '1208147521', null],
    ['04', '1208147522', 'check-digit'],
    ['04', '120814752', 'pattern'],
    ['05', 'P811111234569', null],
    // Other shapes of personal customs codes are doubted, never refused.
    ['05', 'O81111123456', null],
    ['05', '811111234569', null],
    ['01', '6510071645915', null],
    ['02', 'FUS1234567890', null],
  ])('payer id of kind %s: %s', (payerIdKind, payerId, code) => {
    const expected = code === null ? [] : [{ field: 'payerId', code }];
    expect(withHeader({ payerIdKind, payerId })).toMatchObject(expected);
    expect(withHeader({ payerIdKind, payerId })).toHaveLength(expected.length);
  });

  it('names an unknown key and the known one that it most resembles', () => {
    expect(withHeader({ importrName: 'x' })).toEqual([
      { field: 'importrName', code: 'unknown-field', params: { nearest: 'importerName' } },
    ]);
    expect(withLine({ hscode: 'x' })).toEqual([
      { field: 'lines[0].hscode', code: 'unknown-field', params: { nearest: 'hsCode' } },
    ]);
    const polluted: unknown = JSON.parse('{"__proto__": {"importerName": "x"}}');
    expect(errorsOf(polluted)[0]).toMatchObject({ field: '__proto__', code: 'unknown-field' });
  });

  it.each([null, 'text', 7, [], undefined])('refuses %j as a whole', (input) => {
    expect(errorsOf(input)).toEqual([
      { field: '', code: 'wrong-type', params: { expected: 'object' } },
    ]);
  });

  it('never fails on any JSON value, and never takes one that has nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(importDeclaration.read(input).ok).toBe(false);
      }),
    );
  });
});
