import type { PartKind } from '../../filing/part.ts';
import type { NoticeKind } from '../../filing/receipts.ts';
import type { DeclarationKind } from '../../filing/numbers.ts';
import type { StaleFinding } from '../../filing/stale.ts';
import type { CustomsState } from '../../filing/states.ts';

/** 신고 건: what stands beside the four commands, notices and parts. */
export const panel = {
  part: {
    declaration: '신고',
    amendment: '정정',
    withdrawal: '취하',
    synchronisation: '동기화',
  } satisfies Record<PartKind, string>,
  shortKind: { import: '수입', export: '수출', 'list-clearance': '목록통관' } satisfies Record<
    DeclarationKind,
    string
  >,
  trader: { import: '수입자', export: '수출자', 'list-clearance': '받는 분' } satisfies Record<
    DeclarationKind,
    string
  >,
  parts: '정정·취하·동기화',
  /** How things stand, where it is not as with any declaration. */
  next: {
    numberless: {
      title: '올해 신고번호를 매길 수 없어 보류했습니다.',
      next: '해가 바뀌어 새 번호가 있어야 합니다. 보류를 풀 때까지 보내지 않습니다.',
      todo: '설정의 번호 범위에 쓸 범위를 더한 뒤 보류를 푸세요.',
    },
    partTaken: {
      title: '접수되어 세관의 답을 기다립니다.',
      next: '답이 올 때까지 원 신고는 그대로입니다.',
      todo: '하실 일은 없습니다.',
    },
    partRejected: {
      title: '세관이 받아들이지 않았습니다.',
      next: '원 신고는 그대로 남습니다.',
      todo: '아래 통보의 사유를 보고, 필요하면 다시 신청하세요.',
    },
    amended: {
      title: '정정이 승인되었습니다.',
      next: '원 신고의 내용이 정정한 대로 바뀌었습니다.',
      todo: '하실 일은 없습니다.',
    },
  },
  original: '원 신고 보기',
  reason: '사유',
  reasonCode: '사유부호 {{code}}',
  fault: '귀책사유 {{code}}',
  amended: '정정하는 항목',
  actions: {
    label: '이 신고로 할 일',
    edit: '고치기',
    copy: '복사해 새로 쓰기',
    amend: '정정',
    withdraw: '취하',
    synchronise: '동기화 요청',
    elsewhere: '다른 경로로 제출',
    restore: '되살리기',
    print: '인쇄',
  },
  /** Notices that move no state of customs. */
  notice: {
    refused: '오류통보',
    'amendment-refused': '정정 불승인',
    'withdrawal-refused': '취하 불승인',
    information: '안내',
    unknown: '모르는 문서',
  } satisfies Record<Exclude<NoticeKind, CustomsState>, string>,
  answerBy: '{{day}}까지 답해야 합니다',
  answerByPassed: '답해야 할 날({{day}})이 지났습니다',
  yes: '예',
  otherFacts_one: '그 밖에 적힌 것 {{count}}',
  otherFacts_other: '그 밖에 적힌 것 {{count}}',
  raw: '받은 문서 보기',
  rawTitle: '받은 문서 {{code}}',
  rawFacts: '{{file}} · {{encoding}} · {{at}} 받음',
  aboutPart: '{{part}}에 대한 통보',
  stale: '재확인할 것',
  toStale: '재확인 화면에서 처리',
  number: {
    old: '예전 번호 {{no}}',
    new: '새 번호 {{no}}',
  },
  timeline: {
    check: { pccc: '개인통관고유부호', 'exchange-rate': '환율', deadline: '기한' },
    result: {
      'not-checked': '확인하지 못하고 보냄',
      accepted: '그대로 보내기로 함',
      mismatch: '맞지 않음',
      'answered-again': '조회가 다시 되어 대기에 올림',
    },
    finding: {
      'exchange-rate': '환율 바뀜',
      'exchange-rate-unchecked': '환율 확인 못 함',
      'pccc-mismatch': '통관부호 불일치',
      'pccc-unchecked': '통관부호 확인 못 함',
      'deadline-passed': '기한 지남',
      'not-recomputable': '다시 계산 못 함',
    } satisfies Record<StaleFinding['is'], string>,
    arrived: '반입 {{day}}',
    deadline: '기한 {{day}}',
    elsewhereNo: '그곳 번호 {{no}}',
    filedAt: '{{at}} 제출',
  },
  withdraw: {
    title: '신고를 취하할까요?',
    law: '취하는 정당한 이유가 있을 때 세관장의 승인을 받아야 합니다. 세관은 신청을 받은 날부터 10일 안에 승인 여부를 알려야 하고, 알리지 않으면 그다음 날 승인한 것으로 봅니다. (관세법 제250조)',
    what: '취하신청서를 대기에 올려 차례로 보냅니다. 승인될 때까지 원 신고는 그대로 남습니다.',
    code: {
      label: '취하 사유부호',
      hint: '두 자리. 많이 쓰는 것을 골라 쓸 수 있고, 모르면 비워 둘 수 있습니다.',
      wrong: '영문 대문자나 숫자 두 자리까지 적으세요.',
    },
    fault: {
      label: '귀책사유부호',
      hint: '누구 때문인지 고르세요. 모르면 비워 둘 수 있습니다.',
      exportHint: '수출은 영문자나 숫자 두 자리까지. 모르면 비워 두세요.',
      wrong: '영문 대문자나 숫자 두 자리까지 적으세요.',
    },
    text: {
      label: '신청 사유',
      hint: '세관이 읽을 문장. 500자까지.',
      wrong: '신청 사유를 적으세요. 500자까지 쓸 수 있습니다.',
    },
    go: '취하신청 올리기',
    stay: '취하하지 않기',
  },
  synchronise: {
    title: '동기화를 요청할까요?',
    what: '세관이 가진 신고 내용을 달라고 요청서를 보냅니다. 신고를 다시 보내는 것이 아닙니다.',
    unsure:
      '언제, 어떤 경우에 답이 오는지는 알려져 있지 않습니다. 답이 오면 접수 여부를 알게 됩니다.',
    reason: {
      label: '요청 사유',
      hint: '500자까지.',
      wrong: '요청 사유를 적으세요. 500자까지 쓸 수 있습니다.',
      initial: '송신 후 접수통보를 받지 못해 접수 여부를 확인하고자 합니다.',
    },
    go: '동기화 요청 올리기',
    stay: '요청하지 않기',
  },
  elsewhere: {
    title: '다른 경로로 제출한 것으로 적을까요?',
    what: '세관 창구, 다른 프로그램, 유니패스 누리집으로 이미 제출했을 때 적습니다. 여기서 기다리던 같은 신고는 대기에서 빠지고, 나루는 다시 보내지 않습니다.',
    number: {
      label: '그곳에서 받은 신고번호',
      hint: '여기 번호를 그대로 썼거나 없으면 비워 두세요.',
      wrong: '30자까지 쓸 수 있습니다.',
    },
    place: {
      label: '제출한 곳',
      hint: '예: 인천세관 통관지원과 창구, 유니패스 누리집',
      wrong: '제출한 곳을 적으세요. 100자까지 쓸 수 있습니다.',
    },
    at: {
      label: '제출한 때',
      hint: '한국 시각.',
      wrong: '제출한 날과 시각을 적으세요.',
    },
    note: {
      label: '비고',
      hint: '없으면 비워 두세요. 500자까지.',
      wrong: '500자까지 쓸 수 있습니다.',
    },
    go: '다른 경로로 제출함',
    stay: '그만두기',
  },
  restore: {
    title: '다른 경로로 제출한 것이 아니었습니까?',
    what: '되살리면 다시 대기에 올려 나루가 보냅니다. 그곳에서 이미 접수되었다면 같은 물품이 두 번 신고되니, 접수되지 않은 것을 확인한 뒤에 하세요.',
    go: '되살려 보내기',
    stay: '그만두기',
  },
  asking: '올리고 있습니다…',
  stray: {
    nav: '미분류 통보',
    text: '이 컴퓨터의 어느 신고에도 맞지 않거나 읽지 못한 문서입니다. 버리지 않고 받은 그대로 둡니다.',
    none: '미분류 통보가 없습니다. 하실 일은 없습니다.',
    list: '미분류 통보 목록',
    columns: { code: '문서', number: '적힌 신고번호', file: '파일', received: '받은 때' },
    noCode: '알 수 없음',
    noNumber: '없음',
  },
} as const;
