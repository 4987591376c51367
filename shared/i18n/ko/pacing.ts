import type { ErrorCode } from '../../errors.ts';
import type { EntryKind } from '../../filing/detail.ts';
import type { PacingName, PacingUnit } from '../../sync/pacing.ts';

/** 보내는 속도: what each value means, and the signed file of a whole fleet. */
export const pacing = {
  title: '보내는 속도',
  text: '중앙시스템이 밀릴 때 서로 비켜 가도록 맞춘 값입니다. 그대로 두어도 됩니다. 정해진 범위보다 더 급하게는 바꿀 수 없습니다.',
  practice: '연습 모드에서 바꾼 값은 연습에서만 씁니다.',
  fields: {
    minIntervalMs: {
      label: '보통 때 요청 사이의 간격',
      hint: '중앙시스템이 잘 받을 때 한 번과 다음 번 사이에 쉬는 시간입니다.',
    },
    maxIntervalMs: {
      label: '멈췄을 때 가장 긴 간격',
      hint: '아무도 접속되지 않을 때 다시 두드려 보기까지 기다리는 시간입니다. 짧으면 복구를 빨리 알지만 복구를 더디게 합니다.',
    },
    maxBusyIntervalMs: {
      label: '밀릴 때 가장 긴 간격',
      hint: '중앙시스템이 일부만 받고 많이 돌려보낼 때 물러서는 시간입니다. 사무소가 많을수록 길어야 모두에게 차례가 옵니다.',
    },
    maxOpen: {
      label: '한꺼번에 보내는 요청',
      hint: '답을 기다리는 요청이 종류마다 이보다 많아지지 않습니다.',
    },
    limitPerSecond: {
      label: '1초에 보내는 요청',
      hint: '관세청이 정한 한도입니다. 줄일 수만 있고, 넘기면 사무소의 접속이 막힐 수 있습니다.',
    },
    limitPerMinute: {
      label: '1분에 보내는 요청',
      hint: '관세청이 정한 한도입니다. 같은 신고인부호를 쓰는 자리가 여럿이면 나누어 적으세요.',
    },
    urgentScale: {
      label: '급한 신고의 기다림',
      hint: '기한이 가까운 신고가 있으면 막힌 뒤의 기다림에 이 값을 곱합니다. 1이면 다른 신고와 같습니다.',
    },
    startSpreadMs: {
      label: '켠 뒤 흩어지는 시간',
      hint: '여러 컴퓨터를 함께 켜도 한꺼번에 보내지 않도록, 이 시간 안에서 저마다 다르게 시작합니다.',
    },
    firstTimeoutMs: {
      label: '처음 답을 기다리는 시간',
      hint: '중앙시스템의 빠르기를 아직 모를 때 이만큼 기다립니다. 짧으면 접수된 신고를 다시 물어야 합니다.',
    },
    minTimeoutMs: {
      label: '답을 기다리는 가장 짧은 시간',
      hint: '중앙시스템이 아무리 빨라도 이만큼은 기다립니다.',
    },
    maxTimeoutMs: {
      label: '답을 기다리는 가장 긴 시간',
      hint: '이만큼 답이 없으면 그만두고, 접수됐는지 나중에 묻습니다.',
    },
  } satisfies Record<PacingName, { label: string; hint: string }>,
  units: {
    seconds: '{{n}}초',
    minutes: '{{n}}분',
    hours: '{{n}}시간',
    requests: '{{n}}건',
    share: '{{n}}배',
  } satisfies Record<PacingUnit, string>,
  unitNames: {
    seconds: '초',
    minutes: '분',
    hours: '시간',
    requests: '건',
    share: '배',
  } satisfies Record<PacingUnit, string>,
  range: '처음 값 {{byDefault}}, {{min}}에서 {{max}}까지',
  wrong: '{{min}}에서 {{max}}까지의 숫자를 적으세요. 단위: {{unit}}.',
  origin: { default: '처음 값', fleet: '구독한 파일', office: '사무소에서 정함' },
  back: '처음 값으로',
  backOf: '{{name}}: 처음 값으로',
  subscription: {
    title: '서명된 속도 파일 구독',
    text: '협회나 전산 담당이 여러 사무소의 속도를 함께 맞출 때 내는 파일입니다. 서명이 맞고 기한이 남은 파일만 쓰며, 사무소에서 정한 값이 앞섭니다.',
    practice: '구독은 실제 업무 모드에서 정합니다.',
    address: {
      label: '파일이 있는 곳',
      hint: 'https 주소나 파일의 전체 경로. 한 시간에 한 번쯤 새로 봅니다.',
      wrong: 'https:// 로 시작하는 주소나 파일의 전체 경로를 적으세요.',
    },
    publicKey: {
      label: '공개키',
      hint: '파일을 내는 곳이 알려 준 Ed25519 공개키. 주소와 다른 길로 확인하세요.',
      wrong: '공개키를 적으세요.',
    },
    subscribe: '구독하기',
    unsubscribe: '구독 끊기',
    look: '지금 확인',
    looking: '확인하고 있습니다…',
    key: '공개키 {{key}}',
    triedAt: '마지막 확인: {{at}}.',
    never: '아직 확인하지 않았습니다.',
    none: '아직 받은 파일이 없습니다. 처음 값으로 보냅니다.',
    file: '{{serial}}번 파일, {{issuedAt}}에 냄, {{fetchedAt}}에 받음.',
    validUntil: '{{at}}까지 씁니다.',
    expired: '{{at}}에 기한이 끝났습니다. 처음 값으로 보냅니다.',
  },
  cli: {
    verb: '보내는 속도를 보고, 서명된 속도 파일을 구독하거나 만듭니다',
    option: {
      key: '비밀키 파일 (sign)',
      out: '쓸 파일 (sign, new-key)',
      publicKey: '파일을 내는 곳의 공개키 (subscribe)',
    },
    columns: {
      name: '항목',
      value: '지금 값',
      origin: '어디서',
      byDefault: '처음 값',
      range: '범위',
    },
    range: '{{min}}–{{max}}',
    set: '한 값을 바꿉니다 (set). 되돌리려면 default',
    unknownName: '{{name}} 이라는 값이 없습니다. 쓸 수 있는 이름: {{names}}',
    needs: '{{action}} 에는 {{what}} 이(가) 있어야 합니다.',
    subscribed: '{{address}} 를 구독합니다.',
    unsubscribed: '구독을 끊었습니다. 처음 값과 사무소에서 정한 값으로 보냅니다.',
    notSubscribed: '구독한 속도 파일이 없습니다.',
    signed: '{{serial}}번 파일을 서명해 {{out}} 에 썼습니다.',
    newKey:
      '비밀키를 {{out}} 에 썼습니다. 남에게 보이지 마세요. 구독할 사무소에는 이 공개키를 알리세요: {{publicKey}}',
    exists: '{{out}} 에 쓸 수 없습니다({{detail}}). 없는 파일 이름을 적으세요.',
  },
} as const;

export const pacingErrors = {
  'pacing-out-of-bounds':
    '{{field}} 값이 범위를 벗어났습니다. {{min}}에서 {{max}}까지 쓸 수 있습니다. 그 안의 값으로 고치세요.',
  'pacing-address-wrong':
    '속도 파일의 주소로 쓸 수 없습니다: {{address}}. https:// 로 시작하는 주소나 파일의 전체 경로를 적으세요.',
  'pacing-key-wrong':
    'Ed25519 열쇠로 읽을 수 없습니다. 파일을 내는 곳에서 받은 열쇠를 빠짐없이 붙여 넣으세요.',
  'pacing-file-unreached':
    '속도 파일을 가져오지 못했습니다({{detail}}). 쓰던 값을 그대로 쓰고 나중에 다시 봅니다.',
  'pacing-file-too-large':
    '속도 파일이 64 kB보다 커서 쓰지 않았습니다. 쓰던 값을 그대로 씁니다. 주소를 확인하세요.',
  'pacing-file-unreadable':
    '속도 파일을 읽을 수 없어 쓰지 않았습니다. 쓰던 값을 그대로 씁니다. 파일을 내는 곳에 알리세요. ({{detail}})',
  'pacing-file-forged':
    '속도 파일의 서명이 맞지 않아 쓰지 않았습니다. 쓰던 값을 그대로 씁니다. 공개키를 확인하고, 맞으면 파일을 내는 곳에 알리세요.',
  'pacing-file-older':
    '속도 파일({{serial}}번)이 이미 받은 {{known}}번보다 새롭지 않아 쓰지 않았습니다. 파일을 내는 곳에 알리세요.',
  'pacing-file-expired':
    '속도 파일({{serial}}번)의 기한이 지나 쓰지 않았습니다. 파일을 내는 곳에 새 파일을 부탁하세요.',
} as const satisfies Partial<Record<ErrorCode, string>>;

export const pacingEntries = {
  'pacing-set': '보내는 속도 저장',
  'pacing-subscribed': '속도 파일 구독 변경',
  'pacing-file-taken': '속도 파일 받음',
  'pacing-file-refused': '속도 파일 거절',
} as const satisfies Partial<Record<EntryKind, string>>;
