import type { DeclarationNo } from '../../shared/filing/numbers.ts';
import type { Notice } from '../../shared/filing/receipts.ts';

/** The number that a receipt notice gives (접수번호); `null` where it gives none. */
export function receiptNoIn({ facts }: Notice): string | null {
  const told = facts?.find(({ name }) => name === 'receipt-no')?.value;
  return told === undefined ? null : told.slice(0, 200);
}

/** What stands for a receipt's number as long as no receipt notice has come: the notice's id. */
export const standInFor = (notice: Notice): string => notice.id;

/** Whether a number only stands for one that has not come yet. */
export function isStandIn(receiptNo: string, declarationNo: DeclarationNo): boolean {
  return receiptNo === declarationNo || /^[0-9A-Z?]{1,20}-[0-9a-f]{40}$/.test(receiptNo);
}
