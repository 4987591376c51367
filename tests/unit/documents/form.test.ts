import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../shared/i18n/catalogue.ts';
import { codeLists } from '../../../shared/codes/index.ts';
import {
  documentKinds,
  exampleFiling,
  formOf,
  spreadsheetColumns,
  supportedKinds,
} from '../../../shared/documents/index.ts';
import type { FormField, FormGrid } from '../../../shared/documents/form.ts';
import { scopeOf } from '../../../shared/documents/table/scope.ts';

const gridFields = ({ fields, grids }: FormGrid): FormField[] => [
  ...fields,
  ...grids.flatMap(gridFields),
];

describe.each([...supportedKinds])('the form of %s', (kind) => {
  const form = formOf(kind);
  const header = form.sections.flatMap(({ fields }) => fields);
  const all = [...header, ...form.grids.flatMap(gridFields)];

  it('has every field of the table once, the header in sections that have a heading', () => {
    const entries = scopeOf(documentKinds[kind].table.children).entries;
    expect(header.map(({ key }) => key).toSorted()).toEqual(
      entries.flatMap((entry) => (entry.node === 'repeat' ? [] : [entry.key])).toSorted(),
    );
    const columns = spreadsheetColumns(kind).filter((column) => !column.envelope);
    expect(all.map(({ key }) => key).toSorted()).toEqual(columns.map(({ key }) => key).toSorted());
    for (const { id, fields } of form.sections) {
      expect(catalogues.ko.fields.sections).toHaveProperty(id);
      expect(fields).not.toHaveLength(0);
    }
  });

  it('begins with the procedure and says what each unit belongs to', () => {
    expect(form.sections[0]?.id).toBe('procedure');
    expect(form.sections[0]?.fields.map(({ key }) => key)).toContain('customsOffice');
    const units = all.filter(({ unitOf }) => unitOf !== null);
    expect(units.length).toBeGreaterThan(0);
    for (const { unitOf } of units) expect(all.map(({ key }) => key)).toContain(unitOf);
  });

  it('takes every code of the list that a field is picked from', () => {
    const picked = all.filter(({ list }) => list !== null);
    expect(picked.length).toBeGreaterThan(5);
    for (const { key, list, format } of picked) {
      if (list === null) continue;
      const { entries } = codeLists[list];
      const taken = entries.filter(
        ({ code }) =>
          (format.type === 'code' && format.codes.includes(code)) ||
          (format.type === 'text' &&
            code.length <= format.max &&
            (format.pattern === null || format.pattern.test(code))),
      );
      // Origin marks of exports are those that goods can bear.
      const expected = key === 'originMark' && kind === 'export' ? taken : entries;
      expect([key, taken.length]).toEqual([key, expected.length]);
    }
  });
});

describe('the grids of an import', () => {
  it('are lines, with specifications and what stands beside them', () => {
    const [lines] = formOf('import').grids;
    expect(lines).toMatchObject({ key: 'lines', min: 1, max: 999 });
    expect(lines?.grids.map(({ key, min, max }) => [key, min, max])).toEqual([
      ['exemptions', 0, 8],
      ['specifications', 1, 99],
      ['previousExports', 0, 999],
      ['immediateReleases', 0, 999],
    ]);
    expect(lines?.grids[1]?.grids.map(({ key, max }) => [key, max])).toEqual([['requirements', 8]]);
  });

  it('may stay empty where they may, and an empty row is no row', () => {
    const { declaration } = exampleFiling('import');
    const [line, ...rest] = declaration.lines;
    const read = (changes: object) =>
      documentKinds.import.read({ ...declaration, lines: [{ ...line, ...changes }, ...rest] });
    expect(read({ exemptions: [] })).toMatchObject({ ok: true, declaration });
    expect(read({ exemptions: null })).toMatchObject({ ok: true, declaration });
    const given = { exemptionLaw: '05' };
    expect(read({ exemptions: [{}, given, { exemptionLaw: ' ' }] })).toMatchObject({
      ok: true,
      declaration: { lines: [{ exemptions: [given] }, ...rest] },
    });
    expect(read({ specifications: [{}] })).toMatchObject({
      ok: false,
      errors: [{ field: 'lines[0].specifications[0].specification', code: 'required' }],
    });
  });
});

describe('the columns of a spreadsheet', () => {
  it('say in what each value is repeated, and where several stand in one cell', () => {
    const scopeOfKey = new Map(spreadsheetColumns('import').map((one) => [one.key, one.scope]));
    expect(scopeOfKey.get('importerName')).toEqual([]);
    expect(scopeOfKey.get('hsCode')).toEqual(['lines']);
    expect(scopeOfKey.get('exemptionLaw')).toEqual(['lines', 'exemptions']);
    expect(scopeOfKey.get('requirementNo')).toEqual(['lines', 'specifications', 'requirements']);
    const several = supportedKinds.map((kind) =>
      spreadsheetColumns(kind)
        .filter((column) => column.several)
        .map(({ key }) => key),
    );
    expect(several).toEqual([
      ['orderNumbers', 'checkingAgencies', 'containers'],
      ['containers', 'vehicles'],
      [],
    ]);
  });
});

describe('a code that is not in an open list', () => {
  it('is taken with a doubt', () => {
    const { declaration } = exampleFiling('import');
    const reading = documentKinds.import.read({ ...declaration, packageKind: 'QQ' });
    expect(reading).toMatchObject({
      ok: true,
      warnings: [{ field: 'packageKind', code: 'unsure-code', params: { value: 'QQ' } }],
    });
  });
});
