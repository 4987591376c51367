import { isBusinessNumber } from './check-digits.ts';

/** `fits`; `doubtful`: the shape or check that is known does not hold, yet it may be right. */
export type IdentifierVerdict = 'fits' | 'doubtful' | 'wrong-shape' | 'wrong-check-digit';

const shape =
  (pattern: RegExp, otherwise: 'doubtful' | 'wrong-shape') =>
  (text: string): IdentifierVerdict =>
    pattern.test(text) ? 'fits' : otherwise;

/**
 * Personal customs code (개인통관고유부호): `P` and 12 digits are the only shape that is known; whether
 * there are others is not. No check digit is known: only KCS can tell whether a code is somebody's.
 */
export const judgePersonalCustomsCode = shape(/^P\d{12}$/, 'doubtful');

/** Business registration number (사업자등록번호): ten digits, the last checks the others. */
export function judgeBusinessNumber(text: string): IdentifierVerdict {
  if (!/^\d{10}$/.test(text)) return 'wrong-shape';
  return isBusinessNumber(text) ? 'fits' : 'wrong-check-digit';
}

/**
 * Cargo control number (화물관리번호): MRN 11 + MSN 4, and HSN 4 for a house B/L. KCS's own sample has
 * 18 characters, so that other lengths from 15 to 19 are only doubted.
 */
export function judgeCargoControlNo(text: string): IdentifierVerdict {
  if (!/^[0-9A-Z]{15,19}$/.test(text)) return 'wrong-shape';
  return /^\d{2}/.test(text) && (text.length === 15 || text.length === 19) ? 'fits' : 'doubtful';
}

export interface CargoControlParts {
  /** Manifest reference number, 11. */
  readonly manifest: string;
  /** Master B/L sequence number, 4. */
  readonly master: string;
  /** House B/L sequence number, 4; `null` for a master B/L. */
  readonly house: string | null;
}

/** MRN, MSN and HSN of a cargo control number; `null` where its length does not tell them. */
export function cargoControlParts(text: string): CargoControlParts | null {
  if (!/^[0-9A-Z]+$/.test(text) || (text.length !== 15 && text.length !== 19)) return null;
  return {
    manifest: text.slice(0, 11),
    master: text.slice(11, 15),
    house: text.length === 19 ? text.slice(15) : null,
  };
}

/** B/L or AWB number: up to 20 letters, digits and hyphens. */
export const judgeBillOfLading = shape(/^[0-9A-Z-]{1,20}$/, 'wrong-shape');

/** Bonded area (보세구역부호): customs office 3 and 5 more; `99999` where there is none yet. */
export const judgeBondedArea = shape(/^\d{3}[0-9A-Z]{5}$/, 'wrong-shape');

export const officeOfBondedArea = (bondedArea: string): string => bondedArea.slice(0, 3);

/** Whether the goods are in no bonded area, or nobody knows yet in which (세관 3 + `99999`). */
export const isNoBondedArea = (bondedArea: string): boolean => /^\d{3}99999$/.test(bondedArea);

/** Overseas partner (해외거래처부호): country 2, name and serial, 13 in all. */
export const judgePartnerCode = shape(/^[A-Z]{2}[0-9A-Z]{11}$/, 'wrong-shape');

export const countryOfPartner = (partnerCode: string): string => partnerCode.slice(0, 2);

/** Customs code of a company (통관고유부호): its name filled up with `*`, then digits; at most 15. */
export const judgeCustomsCode = shape(/^(?=.{1,15}$)[^\s\d]\S*\d{6,8}$/u, 'doubtful');

/** Customs code that stands for a manufacturer whom nobody knows. */
export const unknownManufacturer = '제조미상9999000';

/** Number of a payment notice (납부고지번호): customs office 3, type 2, year 2, serial 8. */
export const judgePaymentNotice = shape(/^\d{15}$/, 'wrong-shape');

/** HS code of a tariff line: 10 digits, 3 in the simplified tariff; 6 of an export at times. */
export const judgeHsCode = (kind: 'import' | 'export') =>
  shape(kind === 'import' ? /^(\d{10}|\d{3})$/ : /^(\d{10}|\d{6})$/, 'wrong-shape');

/** ISO 6346: digits count as they are, letters from 10 on without the multiples of 11. */
function valueOfCharacter(char: string): number {
  const value = Number.parseInt(char, 36);
  return value < 10 ? value : value + Math.floor((value - 1) / 10);
}

/** The check digit of a container number from its first ten characters (ISO 6346). */
export function containerCheckDigit(firstTen: string): number {
  let sum = 0;
  for (let at = 0; at < firstTen.length; at += 1)
    sum += valueOfCharacter(firstTen.charAt(at)) * 2 ** at;
  return (sum % 11) % 10;
}

/** Container number: four letters, six digits and a check digit, which some containers lack. */
export function judgeContainerNo(text: string): IdentifierVerdict {
  if (!/^[A-Z]{4}\d{7}$/.test(text)) return 'wrong-shape';
  return containerCheckDigit(text.slice(0, 10)) === Number(text[10]) ? 'fits' : 'doubtful';
}
