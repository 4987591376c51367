import { describe, expect, it } from 'vitest';
import { dueBy } from '../../../shared/deadlines/count.ts';
import { createHolidays } from '../../../shared/deadlines/holidays.ts';
import { exampleFiling, importDeclaration } from '../../../shared/documents/index.ts';
import type { ImportDeclaration } from '../../../shared/documents/index.ts';
import { civilDate } from '../../../shared/time.ts';

const basisOf = (change: Partial<ImportDeclaration>) =>
  importDeclaration.basis({ ...exampleFiling('import').declaration, ...change });
const deadline = (warehousedOn: string) => {
  const basis = basisOf({ warehousedOn: civilDate(warehousedOn) });
  return basis === null ? null : dueBy(basis, createHolidays());
};

describe('the legal deadline of an import', () => {
  it.each([
    ['2026-01-06', '2026-02-05', 'Thursday: 30 days, the first not counted'],
    ['2026-01-08', '2026-02-09', 'a Saturday moves to Monday'],
    ['2026-01-09', '2026-02-09', 'a Sunday moves to Monday'],
    ['2024-01-31', '2024-03-04', 'over 29 February, 3·1절 and a weekend'],
    ['2025-12-02', '2026-01-02', 'New Year moves to the day after'],
  ])('of %s is %s: %s', (warehousedOn, expected) => {
    expect(deadline(warehousedOn)).toBe(expected);
  });

  it('is unknown without the day of arrival in the warehouse', () => {
    const { warehousedOn: _, ...declaration } = exampleFiling('import').declaration;
    expect(importDeclaration.basis(declaration)).toBeNull();
  });

  it('counts from 장치일 where the goods lie outside of a bonded area', () => {
    const warehousedOn = civilDate('2026-11-02');
    const stored = basisOf({ warehousedOn, warehouse: '03099999' });
    expect(stored).toMatchObject({ event: 'stored', from: '2026-11-02' });
    const bonded = basisOf({ warehousedOn, warehouse: '03012202' });
    expect(bonded).toMatchObject({ event: 'warehoused' });
  });

  it('is ten days from the earliest day after an instant release', () => {
    const { lines, warehousedOn: _, ...declaration } = exampleFiling('import').declaration;
    const released = lines.map((line, i) =>
      i === 0 ? { ...line, immediateReleaseNo: '1' } : line,
    );
    const rule = 'instant-release';
    expect(importDeclaration.basis({ ...declaration, lines: released })).toMatchObject({
      rule,
      event: 'arrived',
      from: declaration.arrivedOn,
    });
    expect(basisOf({ lines: released, warehousedOn: civilDate('2026-11-02') })).toMatchObject({
      rule,
      event: 'warehoused',
      from: '2026-11-02',
    });
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
