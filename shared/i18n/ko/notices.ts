import type { NoticeFactName } from '../../filing/notice-facts.ts';

/** 통보서: what Naru says beside what stands in it. */
export const notices = {
  facts: {
    document: '문서',
    original: '원 문서',
    result: '결과',
    supplement: '보완구분',
    'pending-cause': '미결사유',
    inspected: '검사 선별(C/S)',
    'receipt-no': '접수번호',
    'full-copy': '신고 사본',
    'number-elsewhere': '다른 자리에서 찾은 신고번호',
  } satisfies Record<NoticeFactName, string>,
  notInCp949: 'CP949에 없는 글자입니다: {{what}}',
} as const;
