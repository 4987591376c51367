import { describe, expect, it } from 'vitest';
import { exampleFiling, importDeclaration } from '../../../shared/documents/index.ts';
import { civilDate } from '../../../shared/time.ts';

const deadline = (warehousedOn: string) =>
  importDeclaration.deadline({
    ...exampleFiling('import').declaration,
    warehousedOn: civilDate(warehousedOn),
  });

describe('the legal deadline of an import', () => {
  it.each([
    ['2026-01-06', '2026-02-05', 'Thursday: 30 days, the first not counted'],
    ['2026-01-08', '2026-02-09', 'a Saturday moves to Monday'],
    ['2026-01-09', '2026-02-09', 'a Sunday moves to Monday'],
    ['2024-01-31', '2024-03-01', 'a leap year has its 29 February'],
    ['2025-12-02', '2026-01-01', 'a public holiday stays until there is a calendar'],
  ])('of %s is %s: %s', (warehousedOn, expected) => {
    expect(deadline(warehousedOn)).toBe(expected);
  });

  it('is unknown without the day of arrival in the warehouse', () => {
    const { warehousedOn: _, ...declaration } = exampleFiling('import').declaration;
    expect(importDeclaration.deadline(declaration)).toBeNull();
  });
});

describe('the summary of an import', () => {
  it('tells what a list shows', () => {
    const { declaration } = exampleFiling('import');
    expect(importDeclaration.summarise(declaration)).toEqual({
      importer: '나루조명(주)',
      goods: 'ELECTRIC TABLE LAMPS',
      lines: 2,
      billOfLading: 'NARUSGN260300117',
      currency: 'USD',
      amount: '26540',
      tax: 5461400,
    });
  });

  it('has no tax where none is declared or it is beyond a number', () => {
    const { totalTax: _, ...untaxed } = exampleFiling('import').declaration;
    expect(importDeclaration.summarise(untaxed).tax).toBeNull();
    const huge = { ...untaxed, totalTax: '999999999999999999' };
    expect(importDeclaration.summarise(huge).tax).toBeNull();
  });
});
