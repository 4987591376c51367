import type { Notice } from '../../../shared/filing/receipts.ts';
import { addDays, epochMs, koreanDate } from '../../../shared/time.ts';
import type { NoticeText } from './notice-xml.ts';

export interface Subject {
  declarationNo: string;
  /** Code of the document that was handed in, e.g. `929`. */
  original: string;
  isExport: boolean;
}

/** The documents in which customs says what happened, in order. */
export function sayingsOf(
  notice: Notice,
  { declarationNo, original, isExport }: Subject,
): NoticeText[] {
  const at = epochMs(Date.parse(notice.at));
  const words = notice.message ?? '';
  const say = (code: string, more: Partial<NoticeText> = {}): NoticeText => ({
    code,
    declarationNo,
    original,
    at,
    words,
    ...more,
  });
  switch (notice.kind) {
    case 'documents-required': {
      const answerBy = addDays(koreanDate(at), 7);
      if (isExport) return [say('5GX', { answerBy })];
      return [say('5GV', { answerBy }), say('5GZ', { pendingCause: '02' })];
    }
    case 'inspection':
      if (isExport) return [say('5EM')];
      return [say('023', { result: '19', inspected: true }), say('5EM')];
    case 'under-review':
      return [isExport ? say('R73') : say('023', { result: '11' })];
    case 'released':
      if (isExport) return [say('RR5'), say('5AA')];
      return [
        say('023', { result: '12', words: '수리 대기입니다.' }),
        say('023', { result: '13' }),
      ];
    case 'rejected':
      return [say('R21')];
    case 'amended':
      return [isExport ? say('5DT', { result: '05' }) : say('5FK', { result: '06' })];
    case 'withdrawn':
      return [isExport ? say('5DT', { result: '05' }) : say('5BG', { result: 'C' })];
    default:
      // The receipt is written when the document is picked up.
      return [];
  }
}
