import { z } from 'zod';
import type { Branded } from '../brand.ts';

/** A filing's number inside this outbox. */
export type FilingId = Branded<number, 'FilingId'>;
export const filingIdSchema = z
  .number()
  .int()
  .positive()
  .transform((value) => value as FilingId);

/** A filing is named by the sequence number of its first journal entry. */
export const filingId = (seq: number): FilingId => seq as FilingId;

/** Declarant's code (신고인부호): five letters or digits that KCS gave the office. */
export type DeclarantCode = Branded<string, 'DeclarantCode'>;
export const declarantCodePattern = /^[0-9A-Z]{5}$/;
export const declarantCodeSchema = z
  .string()
  .regex(declarantCodePattern)
  .transform((value) => value as DeclarantCode);

/** Declaration number (신고번호): declarant's code 5 + year 2 + serial 6 + kind letter. */
export type DeclarationNo = Branded<string, 'DeclarationNo'>;
export const declarationNoPattern = /^[0-9A-Z]{5}\d{2}\d{6}[A-Z]$/;
export const declarationNoSchema = z
  .string()
  .regex(declarationNoPattern)
  .transform((value) => value as DeclarationNo);

/** What is said to customs: import (수입신고), export (수출신고), list clearance (목록통관). */
export const declarationKinds = ['import', 'export', 'list-clearance'] as const;
export type DeclarationKind = (typeof declarationKinds)[number];
export const declarationKindSchema = z.enum(declarationKinds);

/**
 * Last letter of a declaration number (신고서식부호): import `M`, export `X`. KCS publishes none for
 * a list (통관목록); `L` is ours.
 */
export const kindLetters = ['M', 'X', 'L'] as const;
export type KindLetter = (typeof kindLetters)[number];

export const kindLetterOf: Readonly<Record<DeclarationKind, KindLetter>> = {
  import: 'M',
  export: 'X',
  'list-clearance': 'L',
};

/** The most serials that one office can use in one year with one kind letter. */
export const lastSerial = 999_999;

/**
 * Composes a declaration number. The declarant assigns it and never uses it twice.
 * @throws {RangeError} where the year or the serial is out of range.
 */
export function composeDeclarationNo(
  declarant: DeclarantCode,
  year: number,
  serial: number,
  letter: KindLetter,
): DeclarationNo {
  if (!Number.isInteger(serial) || serial < 1 || serial > lastSerial)
    throw new RangeError(`serial out of range: ${serial}`);
  if (!Number.isInteger(year) || year < 2000 || year > 2099)
    throw new RangeError(`year out of range: ${year}`);
  return `${declarant}${String(year).slice(2)}${String(serial).padStart(6, '0')}${letter}` as DeclarationNo;
}

/** As brokers write it: `12345-26-000123M`. */
export function formatDeclarationNo(no: DeclarationNo): string {
  return `${no.slice(0, 5)}-${no.slice(5, 7)}-${no.slice(7)}`;
}

/** Reads a number written with or without hyphens and blanks; `null` where it is none. */
export function readDeclarationNo(text: string): DeclarationNo | null {
  const compact = text.replaceAll(/[-\s]/g, '').toUpperCase();
  return declarationNoPattern.test(compact) ? (compact as DeclarationNo) : null;
}

/** The declarant's code that a number begins with. */
export const declarantOf = (no: DeclarationNo): DeclarantCode => no.slice(0, 5) as DeclarantCode;

/** The serial of a number, which the declarant counts within a year and a kind letter. */
export const serialOf = (no: DeclarationNo): number => Number(no.slice(7, 13));

/** The year of a number, four digits. */
export const yearOf = (no: DeclarationNo): number => 2000 + Number(no.slice(5, 7));
