import type { PcccAnswer, PcccQuery } from '../../../shared/contract/lookups.ts';
import { rowsOf, textAt, unreadable, type Envelope, type Reading } from './envelope.ts';

/**
 * Parameters of API028. The phone goes as digits, and only where it is a mobile number: any other,
 * a 050 number (안심번호) among them, cannot be the holder's. The postcode goes where it is known.
 */
export function pcccParams({ pccc, name, phone, postcode }: PcccQuery): Record<string, string> {
  const digits = (phone ?? '').replaceAll(/\D/g, '').replace(/^82(?=1)/, '0');
  const zip = (postcode ?? '').trim();
  return {
    persEcm: pccc,
    pltxNm: name,
    ...(/^01\d{8,9}$/.test(digits) ? { cralTelno: digits } : {}),
    ...(/^\d{5}$/.test(zip) ? { custPsno: zip } : {}),
  };
}

/** `tCnt` 1 is a match, 0 a mismatch with its reasons; anything else tells nothing. */
export function readPccc({ count, notice, root }: Envelope): Reading<PcccAnswer> {
  const reasons = rowsOf(root, 'persEcmQryRtnErrInfoVo')
    .map((row) => textAt(row, 'errMsgCn'))
    .filter((text) => text !== '')
    .slice(0, 20);
  if (count === 1 && reasons.length === 0)
    return { is: 'known', value: { matches: true, words: [] } };
  if (count !== 0) return unreadable;
  const words = reasons.length === 0 && notice !== '' ? [notice] : reasons;
  return { is: 'known', value: { matches: false, words } };
}
