import type { PartKind } from '../../../shared/filing/part.ts';
import type { NoticeKind } from '../../../shared/filing/receipts.ts';

/** A code of customs: its words, and what it means for the filing. */
export interface Meaning {
  words: string;
  kind: NoticeKind;
}
type Meanings = Readonly<Record<string, Meaning>>;

const review = (words: string): Meaning => ({ words, kind: 'under-review' });
const release = (words: string): Meaning => ({ words, kind: 'released' });

/** 심사결과 of 023. One declaration gets several of them. */
export const reviewResults: Meanings = {
  '11': review('결재'),
  '12': review('수리대기'),
  '13': release('수리'),
  '14': release('전자통관심사 수리'),
  '15': release('보세공장 전자통관심사 수리'),
  '16': review('검사변경'),
  '17': review('심사자변경'),
  '18': review('사전세액심사대상'),
  '19': review('선별결과통보'),
};

const received = (words: string): Meaning => ({ words, kind: 'received' });
const approved = (words: string): Meaning => ({ words, kind: 'amended' });
const dismissed = (words: string): Meaning => ({ words, kind: 'amendment-refused' });
const told = (words: string): Meaning => ({ words, kind: 'information' });

/** 수입정정 상태 of 5FK. */
export const importAmendmentResults: Meanings = {
  '01': received('최초접수'),
  '02': received('접수통보'),
  '03': received('재전송'),
  '04': received('재전송접수통보'),
  '05': approved('승인서발행'),
  '06': approved('승인'),
  '07': approved('승인통보'),
  '08': dismissed('기각/수정취소'),
  '09': dismissed('기각/수정취소 통보'),
  '10': told('결재진행'),
  승인: approved('승인'),
  기각: dismissed('기각'),
};

/** 수출정정 상태 of 5DT. */
export const exportAmendmentResults: Meanings = {
  '01': received('수신'),
  '03': received('접수'),
  '05': approved('승인'),
  '06': approved('승인통보'),
  '07': told('서류변경'),
  '08': told('서류변경 통보'),
  '09': dismissed('기각'),
  '10': dismissed('기각 통보'),
  승인: approved('승인'),
  기각: dismissed('기각'),
};

/** 취하 결과 of 5BG. */
export const withdrawalResults: Meanings = {
  C: { words: '승인', kind: 'withdrawn' },
  E: { words: '기각', kind: 'withdrawal-refused' },
  승인: { words: '승인', kind: 'withdrawn' },
  기각: { words: '기각', kind: 'withdrawal-refused' },
};

/** 보완구분 of 5GV. */
export const supplementKinds: Readonly<Record<string, string>> = {
  '1': '정정보완',
  '2': '서류보완',
  '3': '서류변경',
  '4': 'PL변경',
  '5': '보완안내',
};

/** 미결사유 of 5GZ. */
export const pendingCauses: Readonly<Record<string, string>> = {
  '01': '통관보류',
  '02': '보완요구',
  '03': '분석의뢰',
  '04': '세번질의',
  '05': '감정',
  '06': '평가',
  '07': '심리',
  '08': '통관심사위',
  '09': '담보부족',
  '10': '적하목록 미제출',
  '11': '원산지표시시정',
  '12': '상표권통보',
  '13': '관리대상 미검사',
  '14': '화물미반입',
  '15': '세관장확인 전산확인미비',
  '16': '용도세율·감면 미전송',
  '17': '품명규격 오류',
  '18': '단일창구 기관 미승인',
  '19': '승인완료',
  '20': '협정관세신청 미전송',
  '98': '기타-전자통보',
  '99': '기타',
};
/** 미결사유 that asks something of the declarant. */
export const supplementCause = '02';

/** How a document code is read. */
export type DocumentRole =
  | { is: 'receipt' | 'error' | 'supplement' | 'pending' | 'synchronisation' }
  | { is: 'result'; results: Meanings }
  /** Says the same thing whenever it comes. */
  | { is: 'word'; kind: NoticeKind };

export interface NoticeDocumentKind {
  name: string;
  role: DocumentRole;
  /** Which of a declaration's documents it speaks of, where it does not say so itself. */
  about: readonly PartKind[];
}

const declaration = ['declaration'] as const;
const amendment = ['amendment'] as const;
/** 5AS amends and withdraws an export declaration. */
const either = ['amendment', 'withdrawal'] as const;

function ofKind(name: string, role: DocumentRole, about: readonly PartKind[]): NoticeDocumentKind {
  return { name, role, about };
}
const receipt = (name: string) => ofKind(name, { is: 'receipt' }, declaration);
const information = (name: string) =>
  ofKind(name, { is: 'word', kind: 'information' }, declaration);
const word = (name: string, kind: NoticeKind) => ofKind(name, { is: 'word', kind }, declaration);

/** Notice documents that are known, by the code after `GOVCBR`. */
export const noticeDocuments: Readonly<Record<string, NoticeDocumentKind>> = {
  R99: receipt('수입통관 접수통보'),
  '5AF': receipt('수출통관 접수통보'),
  R76: receipt('공통 접수통보'),
  R48: receipt('특송 접수통보'),
  R67: receipt('심사 접수통보'),
  RE7: receipt('징수 접수통보'),
  R38: receipt('감시 접수통보'),
  RA1: receipt('우편 접수통보'),
  RR7: receipt('이사 접수통보'),
  R20: ofKind('사전검증 오류통보', { is: 'error' }, declaration),
  INF: ofKind('시스템 오류통보', { is: 'error' }, declaration),
  '023': ofKind('처리결과', { is: 'result', results: reviewResults }, declaration),
  '5AA': word('수출신고 수리통보', 'released'),
  // Its result codes are not known: what it says is shown, and moves nothing.
  RR5: information('수출 처리결과'),
  '5GV': ofKind('보완요구', { is: 'supplement' }, declaration),
  '5GX': ofKind('수출 보완요구', { is: 'supplement' }, declaration),
  R60: ofKind('자동보완', { is: 'supplement' }, declaration),
  '5GZ': ofKind('미결사유 통지', { is: 'pending' }, declaration),
  R21: word('각하 통보', 'rejected'),
  '5EM': word('검사실시 통보', 'inspection'),
  '5EN': information('검사취소 통보'),
  R73: word('선별결과 통보', 'under-review'),
  R95: information('검사완료 통보'),
  R96: information('분석 통보'),
  '5GU': information('원산지 시정명령'),
  '5GT': information('세액보정 통보'),
  '5UT': information('선적정보 통보'),
  '5FS': information('미선적 통보'),
  R98: information('수리취소예정 통보'),
  '5BE': information('수리전반출 결과'),
  '5IR': information('통관목록 결과'),
  '51R': information('통관목록 결과'),
  '5FK': ofKind('수입 정정 결과', { is: 'result', results: importAmendmentResults }, amendment),
  '5DT': ofKind('수출 정정·취하 결과', { is: 'result', results: exportAmendmentResults }, either),
  R97: ofKind('수출 정정 각하', { is: 'word', kind: 'amendment-refused' }, either),
  '5BG': ofKind('취하 결과', { is: 'result', results: withdrawalResults }, ['withdrawal']),
  '5TF': ofKind('동기화 결과', { is: 'synchronisation' }, ['synchronisation']),
  '5TH': ofKind('수출 동기화 결과', { is: 'word', kind: 'information' }, ['synchronisation']),
};

/** Documents that a declarant sends, and what they are to their declaration. */
export const submittedDocuments: Readonly<Record<string, readonly PartKind[]>> = {
  '929': declaration,
  '830': declaration,
  '936': declaration,
  '5FE': amendment,
  '5AS': either,
  '5BF': ['withdrawal'],
  '5TE': ['synchronisation'],
  '5TG': ['synchronisation'],
};
