import {
  countryOfPartner,
  isBusinessNumber,
  judgeCustomsCode,
  judgePersonalCustomsCode,
  type payerIdKinds,
} from '../../codes/index.ts';
import type { Findings } from './findings.ts';

/** Shapes of ids by their kind (사업자번호구분); of personal customs codes only one is known. */
const idShapes = {
  '01': { pattern: /^\d{13}$/, example: '6510071645915' },
  '02': { pattern: /^[0-9A-Z]{6,13}$/, example: 'FUS1234567890' },
  '03': { pattern: /^\d{13}$/, example: '8501015123456' },
  '04': { pattern: /^\d{10}$/, example: '1208147521' },
} as const;
const personalCodeExample = 'P811111234569';

/** An id against the kind that it is said to be. */
export function checkPartyId(
  found: Findings,
  field: string,
  id: string | undefined,
  kind: (typeof payerIdKinds)[number] | undefined,
): void {
  if (id === undefined || kind === undefined) return;
  if (kind === '05') {
    checkPersonalCode(found, field, id);
    return;
  }
  const { pattern, example } = idShapes[kind];
  if (!pattern.test(id)) found.error(field, 'pattern', { value: id, example });
  else if (kind === '04' && !isBusinessNumber(id)) found.error(field, 'check-digit', { value: id });
}

/** Personal customs code: another shape is doubted, never refused. */
export function checkPersonalCode(found: Findings, field: string, code: string | undefined): void {
  found.doubtShape(
    field,
    code,
    code !== undefined && judgePersonalCustomsCode(code) === 'fits',
    personalCodeExample,
  );
}

export function checkCustomsCode(found: Findings, field: string, code: string | undefined): void {
  const fits = code !== undefined && judgeCustomsCode(code) === 'fits';
  found.doubtShape(field, code, fits, '모나리자1771025');
}

/** A partner's code begins with its country. */
export function checkPartnerCountry(
  found: Findings,
  codeField: string,
  code: string | undefined,
  countryField: string,
  country: string | undefined,
): void {
  if (code === undefined || country === undefined || countryOfPartner(code) === country) return;
  found.warn(codeField, 'other-country', { value: code, with: countryField, country });
}
