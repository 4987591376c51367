import type { StaleFinding } from '../../filing/stale.ts';
import type { NotKnown } from '../../contract/lookups.ts';

/** 재확인: values that went stale while filings waited, and numbers to be asked for. */
export const stale = {
  nav: '재확인',
  navPccc: '통관부호 불일치',
  list: '재확인할 신고',
  columns: {
    found: '확인할 것',
    name: '성명',
    pccc: '개인통관고유부호',
    phone: '전화',
    filings: '신고',
    waiting: '보내기 전',
    taken: '보낸 뒤',
  },
  /** In a list, as short as it can be said. */
  short: {
    'exchange-rate': '{{currency}} 환율 {{before}} → {{after}}',
    'exchange-rate-unchecked': '{{currency}} 환율 확인 못 함',
    'pccc-mismatch': '통관부호 불일치',
    'pccc-unchecked': '통관부호 확인 못 함',
    'deadline-passed': '기한 {{deadline}} 지남',
    'not-recomputable': '다시 계산 못 함',
  } satisfies Record<StaleFinding['is'], string>,
  found: {
    'exchange-rate':
      '{{currency}} 관세환율이 {{from}}부터 바뀌었습니다. {{before}} → {{after}} (관세법 제18조)',
    'exchange-rate-unchecked':
      '{{currency}}의 이번 주 관세환율을 확인하지 못했습니다. 틀렸다는 뜻은 아닙니다.',
    'pccc-mismatch': '개인통관고유부호 {{pccc}}: 관세청 등록 정보와 맞지 않습니다.',
    'pccc-unchecked':
      '개인통관고유부호 {{pccc}}: 맞는지 확인하지 못했습니다. 틀렸다는 뜻은 아닙니다.',
    'deadline-passed':
      '신고 기한 {{deadline}}이 지났습니다. 신고지연 가산세가 붙을 수 있습니다. (관세법 제241조)',
    'not-recomputable': '바뀐 값으로 다시 계산할 수 없습니다. 직접 고쳐야 합니다.',
  } satisfies Record<StaleFinding['is'], string>,
  /** Why something is not known, or cannot be recomputed. */
  why: {
    'no-key': '이 조회에 쓸 인증키가 없습니다. 설정에서 넣으세요.',
    'key-refused': '조회 서비스가 인증키를 받지 않았거나 안에서 오류가 났습니다.',
    unreadable: '조회 서비스의 답을 읽을 수 없었습니다.',
    unreachable: '조회 서비스에 연결되지 않았습니다.',
    timeout: '조회 서비스가 제때 답하지 않았습니다.',
    busy: '조회가 많아 차례를 기다리고 있습니다.',
  } satisfies Record<NotKnown, string>,
  /** Why a finding is there, beside the reasons of a lookup. */
  cause: {
    'no-rate': '조회 결과에 이번 주 이 통화의 환율이 없습니다.',
    'implausible-rate':
      '조회한 환율이 적힌 환율의 두 배가 넘거나 절반이 안 됩니다. 고시 단위(1단위, 100단위)가 다른지 보세요.',
    'values-entered-by-hand':
      '적힌 과세가격이나 세액이 적힌 환율로 계산한 값과 다릅니다. 사람이 정한 값이라 나루가 바꾸지 않습니다.',
    'not-computable':
      '감면, 종량세, 내국세, 가산세처럼 나루가 계산하지 않는 값이 있습니다. 새 환율로 직접 고치세요.',
    'usd-rate-missing': '미화 과세가격을 다시 계산할 달러 환율을 모릅니다.',
    'no-exchange-rate': '환율로 환산하는 값이 없는 신고입니다.',
    'unreadable-result': '새 환율로 고친 내용이 검증을 통과하지 못했습니다.',
  },
  saidBy: '조회 서비스의 답: {{words}}',
  panel: '재확인할 내용',
  checkedAt: '{{at}}에 확인',
  findings: '확인된 것',
  changes: '바뀌는 값',
  noChanges: '신고 내용은 바뀌지 않습니다.',
  item: '항목',
  before: '지금',
  after: '바뀐 뒤',
  openFiling: '신고 건 보기',
  toPccc: '새 번호 받기',
  waits:
    '나루가 계속 다시 조회하고, 맞다고 확인되면 스스로 보냅니다. 기다려도 되면 하실 일은 없습니다.',
  /** What accepting does, by what was found. */
  next: {
    recomputed:
      '바뀐 값으로 보내면 위와 같이 고친 내용을 저장하고 대기에 올립니다. 신고번호는 그대로입니다.',
    unchecked:
      '확인 없이 보내면 지금 적힌 값으로 대기에 올립니다. 값이 틀리면 반려되거나 나중에 정정해야 할 수 있습니다.',
    late: '그대로 보내면 대기에 올립니다. 기한 뒤의 신고가 됩니다.',
    'as-entered':
      '그대로 보내면 지금 적힌 환율로 대기에 올립니다. 세액이 틀려 나중에 정정해야 할 수 있으니, 되도록 먼저 고치세요.',
    mismatch:
      '맞는 번호를 넣기 전에는 보내지 않습니다. 받는 분에게 물어 새 번호를 넣으면 대기에 올립니다.',
  },
  accept: {
    recomputed: '바뀐 값으로 보내기',
    unchecked: '확인 없이 보내기',
    late: '기한 지난 대로 보내기',
    'as-entered': '적힌 환율로 보내기',
    mismatch: '보내기',
  },
  again: '다시 확인',
  edit: '고치기',
  none: '재확인할 신고가 없습니다. 하실 일은 없습니다.',
  nonePccc: '개인통관고유부호가 맞지 않는 신고가 없습니다. 하실 일은 없습니다.',
  keys: '↑↓ 이동 · Space 선택 · Enter 신고 건 · A 보내기',
  accepted_one: '{{count}}건을 대기에 올렸습니다.',
  accepted_other: '{{count}}건을 대기에 올렸습니다.',
  checked_one: '{{count}}건을 다시 확인했습니다.',
  checked_other: '{{count}}건을 다시 확인했습니다.',
  renewed_one: '{{count}}건에 새 번호를 넣고 대기에 올렸습니다.',
  renewed_other: '{{count}}건에 새 번호를 넣고 대기에 올렸습니다.',
  skipped_one: '고쳐야 하는 {{count}}건은 뺐습니다.',
  skipped_other: '고쳐야 하는 {{count}}건은 뺐습니다.',
  pccc: {
    person: '받는 분의 성명, 부호, 전화',
    list: '받는 분',
    keys: '↑↓ 이동 · C 안내문 복사 · Enter 새 번호',
    panel: '새 번호 받기',
    people_one: '받는 분 {{count}}명',
    people_other: '받는 분 {{count}}명',
    readingAll: '아직 모두 읽지 못했습니다…',
    said: '관세청 확인 결과',
    checkedAt: '{{at}}에 확인',
    filings_one: '이 번호로 신고하는 {{count}}건',
    filings_other: '이 번호로 신고하는 {{count}}건',
    message: '보낼 안내문',
    copy: '안내문 복사',
    copied: '복사했습니다.',
    copyAll: '모두 복사(표)',
    copiedAll_one:
      '{{count}}명의 이름, 전화, 안내문을 표로 복사했습니다. 단체 문자에 붙여 넣으세요.',
    copiedAll_other:
      '{{count}}명의 이름, 전화, 안내문을 표로 복사했습니다. 단체 문자에 붙여 넣으세요.',
    copyFailed: '복사하지 못했습니다. 글을 선택해 직접 복사하세요.',
    renew: '받은 번호 넣기',
    number: {
      label: '새 개인통관고유부호',
      hint: 'P로 시작하는 열세 자리. 대문자와 숫자.',
      wrong: '받은 번호를 적으세요. 열세 자리까지 쓸 수 있습니다.',
      unusual: '보통은 P와 숫자 열두 자리입니다. 잘못 적지 않았는지 보세요.',
      same: '지금 적힌 번호와 같습니다.',
    },
    verify: '번호 확인',
    practiceReply: '연습 답장 받기',
    replied: '{{name}} 님이 새 번호를 알려 왔습니다(연습). 번호를 확인하세요.',
    verifying: '확인하고 있습니다…',
    matches: '맞는 번호입니다. {{name}} 님의 것으로 확인되었습니다.',
    stillNot: '이 번호도 맞지 않습니다.',
    notKnown: '확인하지 못했습니다. 보낼 차례에 다시 확인합니다.',
    older: '예전에 확인한 결과입니다({{at}}).',
    put_one: '{{count}}건에 넣고 대기에 올리기',
    put_other: '{{count}}건에 넣고 대기에 올리기',
    putAnyway_one: '그래도 {{count}}건에 넣기',
    putAnyway_other: '그래도 {{count}}건에 넣기',
    taken_one: '{{count}}건은 이미 접수되어 번호를 바꾸려면 정정해야 합니다. (수입신고 정정)',
    taken_other: '{{count}}건은 이미 접수되어 번호를 바꾸려면 정정해야 합니다. (수입신고 정정)',
    unknown_one: '{{count}}건은 접수 여부를 조회하고 있습니다. 답을 알게 되면 그때 바꿉니다.',
    unknown_other: '{{count}}건은 접수 여부를 조회하고 있습니다. 답을 알게 되면 그때 바꿉니다.',
    amend: '정정 쓰기',
  },
  todo: {
    refused: '반려·검증오류',
    recheck: '재확인',
    pccc: '통관부호 불일치',
    rejected: '각하',
    asked: '보완·검사',
    orMore: '{{count}}건 이상',
  },
  /** To the consignee; copied, and sent by the person. Always in Korean, below in English. */
  message: {
    subject: '[{{office}}] 개인통관고유부호 확인 부탁드립니다',
    greeting: '{{name}} 님, 안녕하세요. 수입통관을 맡은 {{office}}입니다.',
    why: '아래 물품의 통관에 쓰는 개인통관고유부호({{pccc}})가 관세청에 등록된 정보와 맞지 않아 신고를 보내지 못하고 있습니다.',
    whyTaken:
      '아래 물품을 신고할 때 쓴 개인통관고유부호({{pccc}})가 관세청에 등록된 정보와 맞지 않아 통관을 마치지 못하고 있습니다. 새 번호로 정정해야 합니다.',
    said: '관세청 확인 결과: {{words}}',
    goods: '· {{goods}} (B/L {{bl}})',
    goodsOnly: '· {{goods}}',
    more_one: '· 그 밖에 {{count}}건',
    more_other: '· 그 밖에 {{count}}건',
    reason:
      '번호를 새로 발급받으셨거나, 등록된 성명·휴대전화번호가 주문하실 때와 다르면 이렇게 됩니다.',
    where:
      '지금 쓰시는 번호는 관세청 누리집(unipass.customs.go.kr)의 개인통관고유부호 조회나 모바일 관세청 앱에서 보실 수 있습니다.',
    reply: '이 문자에 아래 세 가지를 답해 주세요.',
    replyPccc: '1. 개인통관고유부호(P로 시작하는 13자리)',
    replyName: '2. 등록된 성명',
    replyPhone: '3. 등록된 휴대전화번호',
    closing:
      '답을 받는 대로 통관을 이어 가겠습니다. 통관이 끝날 때까지는 번호를 다시 발급받지 말아 주세요.',
    signature: '{{office}} 드림',
  },
} as const;
