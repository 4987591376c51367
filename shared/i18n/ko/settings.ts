import type { folderTroubles, OpenApi } from '../../contract/index.ts';

/** 설정: beside the office and the modes, whose words stand under `screens.settings`. */
export const settings = {
  gatewayKind: {
    label: '보내는 길',
    http: '주소로 보내기',
    folder: '폴더로 주고받기',
    httpText: '중계사업자나 전산 담당이 알려 준 주소로 바로 보냅니다.',
    folderText:
      '이 컴퓨터의 송신 프로그램이 집어 가는 폴더에 문서를 넣고, 그 프로그램이 받아 오는 폴더를 지켜봅니다.',
    none: '아직 정하지 않았습니다. 저장할 때까지 아무것도 보내지 않습니다.',
  },
  folders: {
    sendFolder: {
      label: '송신 폴더',
      hint: '송신 프로그램이 문서를 집어 가는 곳. 예: C:\\KCSAPI\\send_xml',
      wrong: '폴더 경로를 적으세요.',
    },
    sentFolder: {
      label: '보낸 문서 폴더',
      hint: '송신 프로그램이 보낸 문서를 옮기는 곳. 지우는 프로그램이면 비워 두세요.',
      wrong: '경로는 1,000자까지 쓸 수 있습니다.',
    },
    receiveFolders: {
      label: '수신 폴더',
      hint: '한 줄에 하나, 열 곳까지. 그 아래 날짜 폴더도 함께 봅니다.',
      wrong: '폴더 경로를 한 줄에 하나씩, 열 곳까지 적으세요.',
    },
    fileName: {
      label: '파일 이름',
      hint: '{code} 문서부호, {number} 신고번호, {part} 정정차수, {digest} 내용 지문으로 바뀝니다.',
      wrong: '파일 이름을 적으세요. 100자까지 쓸 수 있습니다.',
    },
    everySeconds: {
      label: '수신 폴더를 보는 간격(초)',
      hint: '1초에서 3,600초까지.',
      wrong: '1에서 3600까지의 숫자를 적으세요.',
    },
    synchroniseAfterHours: {
      label: '동기화 요청을 권할 때(시간)',
      hint: '이만큼 답이 없으면 동기화 요청을 권합니다. 0이면 권하지 않습니다.',
      wrong: '0에서 240까지의 숫자를 적으세요.',
    },
    encoding: { label: '문서의 글자 부호', 'utf-8': 'UTF-8', cp949: 'CP949(완성형)' },
    try: '폴더 확인',
    trying: '폴더를 확인하고 있습니다…',
    fine: '모든 폴더를 쓸 수 있습니다.',
    trouble: {
      missing: '폴더가 없습니다. 경로를 확인하거나 폴더를 만드세요.',
      'not-a-folder': '폴더가 아니라 파일입니다.',
      'not-writable': '쓸 수 없습니다. 폴더의 권한을 확인하세요.',
      'not-readable': '읽을 수 없습니다. 폴더의 권한을 확인하세요.',
    } satisfies Record<(typeof folderTroubles)[number], string>,
  },
  freshness: {
    title: '보내기 전 확인',
    text: '기다리는 동안 바뀔 수 있는 값을 보낼 차례에 다시 확인합니다. 바뀌었을 때 어떻게 할지 정합니다.',
    whenRecomputed: {
      label: '환율이나 신고일이 바뀌어 다시 계산했을 때',
      send: '다시 계산해 바로 보내기',
      other: '먼저 보여 주기',
      sendText:
        '새 값으로 세액을 다시 계산해 사람을 기다리지 않고 보냅니다. 무엇이 바뀌었는지는 경과에 남습니다.',
      otherText: '재확인에 올리고, 바뀐 값을 사람이 보고 보낼 때까지 기다립니다.',
    },
    whenPcccUnchecked: {
      label: '개인통관고유부호를 확인하지 못했을 때',
      send: '확인 없이 보내기',
      other: '확인될 때까지 기다리기',
      sendText:
        '확인하지 못했다고 경과에 적고 보냅니다. 번호가 바뀐 것이면 통관이 멈추고 정정해야 합니다.',
      otherText: '조회가 다시 될 때까지 보내지 않습니다. 기한이 가까우면 직접 보낼 수 있습니다.',
    },
    whenRateUnchecked: {
      label: '이번 주 환율을 확인하지 못했을 때',
      send: '적힌 환율로 보내기',
      other: '확인될 때까지 기다리기',
      sendText:
        '확인하지 못했다고 경과에 적고 적힌 환율로 보냅니다. 주가 바뀌었으면 정정해야 할 수 있습니다.',
      otherText: '조회가 다시 될 때까지 보내지 않습니다. 기한이 가까우면 직접 보낼 수 있습니다.',
    },
    whenDeadlinePassed: {
      label: '신고 기한이 지났을 때',
      send: '바로 보내기',
      other: '먼저 보여 주기',
      sendText: '늦은 만큼 가산세가 커질 수 있으므로 기다리지 않고 보냅니다.',
      otherText: '재확인에 올리고, 사람이 보고 보낼 때까지 기다립니다.',
    },
    pcccFreshMinutes: {
      label: '통관부호를 다시 확인하지 않아도 되는 시간(분)',
      hint: '이 시간 안에 확인한 번호는 다시 조회하지 않습니다. 0이면 보낼 때마다 조회합니다. 1,440분까지.',
      wrong: '0에서 1440까지의 숫자를 적으세요.',
    },
  },
  openApi: {
    title: '유니패스 공개 API 인증키',
    text: '조회에만 쓰고, 신고를 보내는 데는 쓰지 않습니다. 인증키는 API마다 따로 받습니다. 유니패스(unipass.customs.go.kr) > My메뉴 > 서비스관리 > OpenAPI 사용관리에서 신청하면 바로 나옵니다.',
    practice:
      '연습 모드에서는 연습용 조회 서비스에 물어봅니다. 실제 인증키는 실제 업무 모드에서 넣습니다.',
    names: {
      API001: '화물통관진행정보',
      API002: '수출이행내역',
      API012: '관세환율',
      API018: 'HS부호 검색',
      API028: '개인통관고유부호 검증',
    } satisfies Record<OpenApi, string>,
    uses: {
      API001: '반입일과 30일 기한, 응답 없는 신고의 접수 여부',
      API002: '수출신고의 선적 여부와 적재의무기한',
      API012: '이번 주 관세환율 확인과 다시 계산',
      API018: '세번부호 찾기',
      API028: '보내기 직전 통관부호 확인',
    } satisfies Record<OpenApi, string>,
    kept: '저장됨',
    missing: '없음',
    set: '넣기',
    replace: '바꾸기',
    remove: '지우기',
    key: '{{name}} 인증키',
    hint: '저장한 뒤에는 다시 보이지 않습니다.',
    wrong: '인증키를 적으세요. 200자까지 쓸 수 있습니다.',
    perHundred: {
      label: '100단위로 고시되는 통화',
      hint: '조회한 환율을 100으로 나누어 쓸 통화. 쉼표로 나누어 적으세요. 예: JPY, VND',
      wrong: '통화 부호 세 자리를 쉼표로 나누어 적으세요.',
    },
    stop: '그만두기',
  },
  numbers: {
    title: '신고번호 범위',
    text: '여러 자리에서 번호를 나눠 쓸 때, 자리마다 쓸 일련번호의 범위를 정합니다. 이미 붙인 번호는 바뀌지 않습니다.',
    desk: {
      label: '이 컴퓨터의 자리',
      hint: '이 컴퓨터는 이 자리의 범위에서 번호를 붙입니다.',
      wrong: '자리 이름을 적으세요. 30자까지 쓸 수 있습니다.',
    },
    columns: {
      desk: '자리',
      letter: '구분',
      first: '처음',
      last: '끝',
      used: '쓴 수',
      next: '다음',
    },
    usedUp: '다 씀',
    notYet: '–',
    row: '{{n}}번째 범위의 {{column}}',
    add: '범위 더하기',
    dropColumn: '빼기',
    drop: '{{n}}번째 범위 빼기',
    wrong: '자리 이름과 영문 대문자 한 자, 1에서 999999까지의 처음과 끝을 적으세요.',
    gaps: '쓰지 않은 번호',
    gapsText: '한번 붙였다가 쓰지 않게 된 번호입니다. 다시 쓰지 않습니다.',
    noGaps: '쓰지 않은 번호가 없습니다.',
    showGaps: '쓰지 않은 번호 보기',
    more: '더 보기',
  },
} as const;

/** Words of numbers that were given and are not used. */
export const numbers = {
  gap: {
    undone: '가져오기를 되돌림',
    renumbered: '보내기 전에 새 번호로 바꿈',
    cancelled: '보내기 전에 취소함',
  },
} as const;
