import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  basisOf,
  documentKinds,
  exampleFiling,
  jsonSchema,
  practiceFilings,
  readFilingInput,
  summaryOf,
  supportedKinds,
} from '../../../shared/documents/index.ts';
import { dueBy } from '../../../shared/deadlines/count.ts';
import { createHolidays } from '../../../shared/deadlines/holidays.ts';
import { summarySchema } from '../../../shared/filing/filing.ts';
import { civilDate, daysBetween, weekday } from '../../../shared/time.ts';

const errorsOf = (changes: Record<string, unknown>) => {
  const reading = readFilingInput({ ...exampleFiling('import'), ...changes });
  return reading.ok ? [] : reading.errors;
};

describe('reading a filing', () => {
  it('takes the example, also through JSON', () => {
    const filing = exampleFiling('import');
    expect(readFilingInput(filing)).toEqual({ ok: true, filing, warnings: [] });
    expect(readFilingInput(JSON.parse(JSON.stringify(filing)))).toMatchObject({ ok: true, filing });
  });

  it('fills in the priority, and leaves a deadline by law to the calendar', () => {
    const { kind, reference, declaration } = exampleFiling('import');
    expect(readFilingInput({ kind, reference, declaration })).toMatchObject({
      ok: true,
      filing: { priority: 'normal', deadline: null },
    });
    expect(readFilingInput({ kind, reference, declaration, deadline: '20260320' })).toMatchObject({
      filing: { deadline: '2026-03-20' },
    });
  });

  it.each([
    [{ kind: 'return' }, 'kind', 'kind-not-supported'],
    [{ kind: 'toString' }, 'kind', 'kind-not-supported'],
    [{ kind: null }, 'kind', 'required'],
    [{ kind: 7 }, 'kind', 'wrong-type'],
    [{ reference: '' }, 'reference', 'required'],
    [{ reference: '  ' }, 'reference', 'required'],
    [{ reference: 'x'.repeat(65) }, 'reference', 'too-long'],
    [{ reference: 'a\tb' }, 'reference', 'bad-characters'],
    [{ priority: 'soon' }, 'priority', 'not-a-code'],
    [{ deadline: 'tomorrow' }, 'deadline', 'not-a-date'],
    [{ declaration: null }, 'declaration', 'required'],
    [{ refrence: 'x' }, 'refrence', 'unknown-field'],
  ])('%j: %s is %s', (changes, field, code) => {
    expect(errorsOf(changes)).toMatchObject([{ field, code }]);
    expect(errorsOf(changes)).toHaveLength(1);
  });

  it('names errors around and inside the declaration together', () => {
    const { declaration } = exampleFiling('import');
    const errors = errorsOf({ reference: null, declaration: { ...declaration, currency: 'X' } });
    expect(errors.map((error) => error.field)).toEqual(['reference', 'currency']);
  });

  it('gives a fresh example each time', () => {
    const example = exampleFiling('import');
    example.declaration.importerName = 'changed';
    example.declaration.lines.pop();
    expect(exampleFiling('import').declaration.importerName).toBe('나루조명(주)');
    expect(exampleFiling('import').declaration.lines).toHaveLength(2);
  });
});

const asGiven = (changes: Record<string, unknown>) => {
  const filing = exampleFiling('import');
  return { ...filing, declaration: { ...filing.declaration, ...changes } };
};

describe('the JSON Schema of what import takes', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
    jsonSchema('import'),
  );
  it('takes the example, one or many, and practice filings', () => {
    expect(validate(exampleFiling('import'))).toBe(true);
    expect(validate(practiceFilings({ count: 20, seed: 5, today: civilDate('2026-03-06') }))).toBe(
      true,
    );
    expect(validate(asGiven({ invoiceAmount: 12.5 }))).toBe(true);
  });

  it.each([
    { importerName: undefined },
    { lines: [] },
    { currency: 'WON' },
    { invoiceAmount: '1,000' },
    { invoiceAmount: -1 },
    { arrivedOn: '2026/03/04' },
    { payerPostcode: '6164' },
    { splitDeclaration: 'N' },
    { stranger: 'x' },
  ])('refuses %j', (changes) => {
    expect(validate(JSON.parse(JSON.stringify(asGiven(changes))))).toBe(false);
  });

  it('refuses another kind, and a filing without reference', () => {
    expect(validate({ ...exampleFiling('import'), kind: 'export' })).toBe(false);
    const { reference: _, ...rest } = exampleFiling('import');
    expect(validate(rest)).toBe(false);
  });
});

describe('practice filings', () => {
  const today = civilDate('2026-03-06');
  const filings = practiceFilings({ count: 400, seed: 42, today });

  it('are valid, each under its own reference', () => {
    for (const filing of filings)
      expect(readFilingInput(filing)).toMatchObject({ ok: true, filing });
    expect(new Set(filings.map((filing) => filing.reference)).size).toBe(400);
    expect(filings[0]?.reference).toBe('연습-16-0001');
  });

  it('are the same for the same seed and day, and others for another', () => {
    expect(practiceFilings({ count: 400, seed: 42, today })).toEqual(filings);
    const others = practiceFilings({ count: 400, seed: 43, today });
    expect(others.map((one) => one.declaration)).not.toEqual(filings.map((one) => one.declaration));
    const english = practiceFilings({ count: 1, seed: 42, today, prefix: 'PR' });
    expect(english[0]?.reference).toBe('PR-16-0001');
  });

  it('are due from today to a month ahead, on a working day, and vary', () => {
    const holidays = createHolidays();
    const left = filings.map((filing) => {
      const basis = basisOf(filing);
      const deadline = basis === null ? null : dueBy(basis, holidays);
      if (deadline === null) throw new Error('no deadline');
      expect([0, 6]).not.toContain(weekday(deadline));
      return daysBetween(today, deadline);
    });
    expect(Math.min(...left)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...left)).toBeLessThanOrEqual(3);
    expect(Math.max(...left)).toBeGreaterThanOrEqual(28);
    const declarations = filings.map((filing) => filing.declaration);
    expect(new Set(declarations.map((one) => one.importerName)).size).toBeGreaterThan(8);
    expect(new Set(declarations.map((one) => one.currency)).size).toBe(4);
    expect(new Set(declarations.map((one) => one.payerIdKind))).toEqual(new Set(['04', '05']));
  });

  it('add up: the total is what its lines say', () => {
    for (const { declaration } of filings) {
      const sum = (key: 'customsValue' | 'duty' | 'vat') =>
        declaration.lines.reduce((all, line) => all + BigInt(line[key] ?? '0'), 0n);
      expect(declaration.totalCustomsValue).toBe(String(sum('customsValue')));
      expect(declaration.totalTax).toBe(String(sum('duty') + sum('vat')));
    }
  });
});

describe('the kinds of declaration', () => {
  it('are all that there are, each with its document code', () => {
    expect(supportedKinds.map((kind) => [kind, documentKinds[kind].code])).toEqual([
      ['import', 'GOVCBR929'],
      ['export', 'GOVCBR830'],
      ['list-clearance', 'GOVCBR936'],
    ]);
    for (const kind of supportedKinds) expect(documentKinds[kind].kind).toBe(kind);
  });
});

describe.each([...supportedKinds])('a filing of the kind %s', (kind) => {
  const today = civilDate('2026-03-06');
  const filings = practiceFilings({ count: 200, seed: 7, today, kind });
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(jsonSchema(kind));
  const any = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(jsonSchema());

  it('is in order and beyond doubt in the example and in practice', () => {
    const example = exampleFiling(kind);
    expect([validate(example), any(example)]).toEqual([true, true]);
    for (const filing of [example, ...filings])
      expect(readFilingInput(filing)).toEqual({ ok: true, filing, warnings: [] });
    expect([validate(filings), any(filings)]).toEqual([true, true]);
  });

  it('tells what a list shows', () => {
    for (const filing of [exampleFiling(kind), ...filings]) {
      const summary = summaryOf(filing);
      expect(summarySchema.parse(summary)).toEqual(summary);
      expect(summary.lines).toBe(filing.declaration.lines.length);
      for (const text of [summary.importer, summary.goods, summary.currency, summary.amount])
        expect(text).not.toBe('');
    }
  });

  it('of another kind is refused by the schema of this one', () => {
    for (const other of supportedKinds) expect(validate(exampleFiling(other))).toBe(other === kind);
  });
});

describe('the summary of a list', () => {
  const { declaration } = exampleFiling('list-clearance');
  it('adds up amounts of one currency exactly, and none of several', () => {
    const { summarise } = documentKinds['list-clearance'];
    expect(summarise(declaration)).toMatchObject({ currency: 'USD', amount: '153.9' });
    const [first, ...rest] = declaration.lines;
    if (first === undefined) throw new Error('no consignment');
    const mixed = { ...declaration, lines: [{ ...first, goodsCurrency: 'EUR' }, ...rest] };
    expect(summarise(mixed)).toMatchObject({ currency: '', amount: '' });
  });
});

describe('the summary of an export', () => {
  it('shows the exporter and what is paid', () => {
    const { declaration } = exampleFiling('export');
    expect(documentKinds.export.summarise(declaration)).toMatchObject({
      importer: '나루조명(주)',
      goods: 'ELECTRIC TABLE LAMPS',
      currency: 'USD',
      amount: '17400',
      tax: null,
    });
    expect(documentKinds.export.basis(declaration)).toBeNull();
  });
});
