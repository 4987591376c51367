import type { FieldError } from '../../errors.ts';
import { customsOffices, isBusinessNumber } from '../../codes/index.ts';
import { shownCodes } from '../table/values.ts';
import type { ImportDeclaration, ImportLine } from './import-table.ts';

/** What one field alone does not tell: each rule names the field that is to be mended. */
export function checkImport(declaration: ImportDeclaration): FieldError[] {
  return [
    ...checkCustomsOffice(declaration.customsOffice),
    ...checkPayerId(declaration.payerIdKind, declaration.payerId),
    ...declaration.lines.flatMap((line, index) => checkOriginMark(line, `lines[${index}]`)),
  ];
}

function checkCustomsOffice(customsOffice: string): FieldError[] {
  const code = customsOffice.slice(0, 3);
  if (Object.hasOwn(customsOffices, code)) return [];
  const allowed = shownCodes(Object.keys(customsOffices));
  return [{ field: 'customsOffice', code: 'not-a-code', params: { value: code, allowed } }];
}

/** Shapes of payer ids by their kind; passports (02) have none. */
const payerIdShapes = {
  '01': { pattern: /^\d{13}$/, example: '6510071645915' },
  '02': { pattern: /^[0-9A-Z]{6,13}$/, example: 'FUS1234567890' },
  '03': { pattern: /^\d{13}$/, example: '8501015123456' },
  '04': { pattern: /^\d{10}$/, example: '1208147521' },
  '05': { pattern: /^P\d{12}$/, example: 'P811111234569' },
} as const;

function checkPayerId(kind: ImportDeclaration['payerIdKind'], id: string): FieldError[] {
  const { pattern, example } = payerIdShapes[kind];
  if (!pattern.test(id))
    return [{ field: 'payerId', code: 'pattern', params: { value: id, example } }];
  if (kind === '04' && !isBusinessNumber(id))
    return [{ field: 'payerId', code: 'check-digit', params: { value: id } }];
  return [];
}

/** Goods whose origin is marked say how. */
function checkOriginMark(line: ImportLine, path: string): FieldError[] {
  const marked = line.originMark === 'Y' || line.originMark === 'B' || line.originMark === 'G';
  if (!marked || line.originMarkMethod !== undefined) return [];
  return [{ field: `${path}.originMarkMethod`, code: 'required', params: {} }];
}
