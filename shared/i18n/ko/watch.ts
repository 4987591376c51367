import type { DifferenceKind, WaitAge } from '../../sync/watch.ts';

/** 답이 없는 신고, and the comparison of ours with theirs (대조). */
export const watch = {
  nav: '답 없음·대조',
  show: { receipt: '접수 답이 없음', decision: '결정이 없음', differences: '세관과 다름' },
  keys: '↑↓ 이동 · Enter 신고 건 · C 지금 대조',
  none: {
    receipt: '접수 답이 늦는 신고가 없습니다. 하실 일은 없습니다.',
    decision: '결정이 늦는 신고가 없습니다. 하실 일은 없습니다.',
    differences: '세관과 다른 것이 없습니다. 하실 일은 없습니다.',
  },
  columns: {
    number: '신고번호',
    importer: '화주',
    ours: '우리 쪽',
    theirs: '세관 쪽',
    waited: '기다린 시간',
    usual: '보통',
    todo: '할 일',
    found: '다른 점',
    foundAt: '찾은 때',
  },
  within: '{{span}} 안',
  age: { late: '늦음', day: '하루 넘음', 'two-days': '이틀 넘음' } satisfies Record<
    WaitAge,
    string
  >,
  todo: {
    receipt: {
      late: '나루가 조회하고 있습니다. 하실 일은 없습니다.',
      day: '하루가 지났습니다. 세관에 접수 여부를 물어보세요.',
      'two-days': '이틀이 지났습니다. 오늘 꼭 세관에 전화로 확인하세요.',
    } satisfies Record<WaitAge, string>,
    decision: {
      late: '보통보다 늦습니다. 통보를 기다립니다.',
      day: '하루가 지났습니다. 담당 과에 진행 상황을 물어보세요.',
      'two-days': '이틀이 지났습니다. 오늘 담당 과에 확인하세요.',
    } satisfies Record<WaitAge, string>,
  },
  different: {
    'they-have-it': '우리 쪽은 보내지 않은 건인데 세관에는 있음 ({{theirs}})',
    'they-do-not-know': '접수번호 {{ours}}를 받았는데 세관은 모름',
    'other-receipt': '접수번호가 다름: 우리 {{ours}}, 세관 {{theirs}}',
    'other-document': '세관에 있는 문서가 우리가 보낸 것이 아님 ({{theirs}})',
    'other-state': '세관 쪽 상태가 다름: 우리 {{ours}}, 세관 {{theirs}}',
    'still-processing': '접수번호 {{ours}}를 받았는데 세관은 아직 처리 중',
    'they-refused': '접수번호 {{ours}}를 받았는데 세관은 반려했다고 함',
  } satisfies Record<DifferenceKind, string>,
  cure: {
    'they-have-it': '다시 보내지 않고 조회합니다. 하실 일은 없습니다.',
    'they-do-not-know': '세관에 확인하고, 없다고 하면 지시 “접수된 것을 다시 열기”를 쓰세요.',
    'other-receipt': '두 번 접수되었는지 세관에 물어보세요.',
    'other-document': '그 번호를 다른 곳에서 썼는지 확인하고 세관에 물어보세요.',
    'other-state': '통보가 곧 옵니다. 하루가 지나도 그대로면 세관에 물어보세요.',
    'still-processing': '기다리면 됩니다. 다음 대조에서 다시 봅니다.',
    'they-refused': '세관에 확인하세요. 고쳐서 다시 내야 할 수 있습니다.',
  } satisfies Record<DifferenceKind, string>,
  compare: '지금 대조',
  running: '대조 중: {{planned}}건 가운데 {{done}}건',
  last: '{{at}} 대조: 같음 {{same}}건 · 다름 {{different}}건 · 답 없음 {{unanswered}}건',
  never: '아직 대조한 적이 없습니다. 하루에 한 번 저절로 합니다.',
  total_one: '{{count}}건',
  total_other: '{{count}}건',
  status: {
    ages: '늦음 {{late}} · 하루 넘음 {{day}} · 이틀 넘음 {{twoDays}}',
    compared: '세관과 대조',
    doubles: '이중 신고',
  },
} as const;
