import type { DeadlineBasis } from '../../deadlines/basis.ts';
import type { ImportDeclaration } from './import-table.ts';

/** 보세구역부호 of goods that lie outside of bonded areas: the office and five nines. */
const outside = /99999$/;

/**
 * What an import is to be declared by: 30 days from 반입일, or 장치일 outside of bonded areas (관세법
 * 제241조제3항). After an instant release it is 10 days from 즉시반출신고 (제253조제3항); the declaration
 * names that by its number alone, so that its earliest possible day counts here: the goods' arrival
 * in the warehouse, or in the country. `null` where nothing tells, as before the arrival (입항전신고).
 */
export function importBasis(declaration: ImportDeclaration): DeadlineBasis | null {
  const { warehousedOn, warehouse, arrivedOn, lines } = declaration;
  const told = 'declared';
  if (lines.some(isReleasedBefore)) {
    const event = warehousedOn === undefined ? 'arrived' : 'warehoused';
    return { by: 'law', rule: 'instant-release', from: warehousedOn ?? arrivedOn, event, told };
  }
  if (warehousedOn === undefined) return null;
  const event = outside.test(warehouse ?? '') ? 'stored' : 'warehoused';
  return { by: 'law', rule: 'import-declaration', from: warehousedOn, event, told };
}

const isReleasedBefore = (line: ImportDeclaration['lines'][number]): boolean =>
  line.immediateReleaseNo !== undefined || (line.immediateReleases ?? []).length > 0;
