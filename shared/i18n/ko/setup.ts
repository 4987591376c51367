/** 설정: what each means, what it is by default, and what comes of it. */
export const setup = {
  title: '설정 찾기',
  text: '바꿀 수 있는 것을 모두 찾습니다. 무엇인지, 처음 값이 무엇인지, 바꾸면 어떻게 되는지 함께 보여 줍니다.',
  placeholder: '예: 환율, 폴더, 토큰',
  found_one: '{{n}}가지',
  found_other: '{{n}}가지',
  none: '그런 설정이 없습니다. 다른 말로 찾아 보세요.',
  go: '바꾸는 곳으로',
  meaning: '뜻',
  byDefault: '처음 값',
  effect: '바꾸면',
  page: '화면',
  elsewhere: '바꾸는 화면 열기',
  pacing: {
    byDefault: "'보내는 속도'에 값마다 적혀 있습니다.",
    effect: '다음 요청부터 쓰입니다. 범위를 벗어나면 저장하지 않습니다.',
  },
  items: {
    office: {
      declarant: {
        label: '신고인부호',
        meaning: '관세청이 준 다섯 자리 부호입니다. 신고번호의 앞머리가 됩니다.',
        byDefault: '없음. 처음에 꼭 정해야 합니다.',
        effect: '다음에 매기는 신고번호부터 쓰입니다. 이미 매긴 번호는 그대로입니다.',
      },
      name: {
        label: '사무소 이름',
        meaning: '화면과 알림문에 나오는 이름입니다.',
        byDefault: '없음',
        effect: '바로 바뀝니다. 이미 보낸 신고는 그대로입니다.',
      },
      customsOffice: {
        label: '세관·과',
        meaning: '주로 신고하는 세관 세 자리와 과 두 자리입니다.',
        byDefault: '없음',
        effect: '신고에 세관이 적혀 있지 않을 때 이 값을 씁니다.',
      },
    },
    mode: {
      label: '연습·실제',
      meaning: '연습 중앙시스템에 보낼지 실제로 보낼지 정합니다.',
      byDefault: '연습',
      effect: '자료 파일이 바뀝니다. 연습에서 넣은 신고는 실제로 가지 않습니다.',
    },
    practice: {
      scenario: {
        label: '연습 상황',
        meaning: '연습 중앙시스템이 흉내 내는 장애입니다. 화면 맨 위 띠에서 바꿉니다.',
        byDefault: '평온',
        effect: '연습 모드에서만, 다음 요청부터 바뀝니다.',
      },
    },
    gateway: {
      url: {
        label: '중앙시스템 주소',
        meaning: '중계사업자나 전산 담당이 알려 준 주소입니다.',
        byDefault: '없음. 그동안 신고는 저장만 됩니다.',
        effect: '저장하면 연결을 새로 엽니다. 기다리던 신고는 새 주소로 나갑니다.',
      },
      token: {
        label: '접속 토큰',
        meaning: '주소와 함께 받은 비밀번호 같은 글자입니다.',
        byDefault: '없음',
        effect: '다음 요청부터 쓰입니다. 저장한 뒤에는 다시 보여 주지 않습니다.',
      },
      sendFolder: {
        label: '송신 폴더',
        meaning: '송신 프로그램이 문서를 집어 가는 폴더입니다.',
        byDefault: '없음',
        effect: '문서가 이 폴더에 놓입니다. 다 쓴 뒤에만 이름이 붙습니다.',
      },
      sentFolder: {
        label: '보낸 문서 폴더',
        meaning: '송신 프로그램이 보낸 문서를 옮겨 두는 폴더입니다.',
        byDefault: '없음(지우는 프로그램)',
        effect: '같은 문서를 두 번 넣지 않으려고 여기를 봅니다. 있으면 꼭 적어 두세요.',
      },
      receiveFolders: {
        label: '수신 폴더',
        meaning: '통보 문서가 쌓이는 폴더들입니다.',
        byDefault: '없음',
        effect: '그 아래 폴더까지 읽어 신고의 상태를 바꿉니다.',
      },
      fileName: {
        label: '파일 이름',
        meaning: '송신 폴더에 놓는 문서의 이름 모양입니다.',
        byDefault: '{code}_{number}_{part}.xml',
        effect: '다음 문서부터 바뀝니다. 송신 프로그램이 읽는 모양이어야 합니다.',
      },
      encoding: {
        label: '문서의 글자 부호',
        meaning: '문서를 UTF-8로 쓸지 CP949로 쓸지 정합니다.',
        byDefault: 'UTF-8',
        effect: '다음 문서부터 바뀝니다.',
      },
      everySeconds: {
        label: '수신 폴더를 보는 간격',
        meaning: '몇 초마다 수신 폴더를 볼지 정합니다.',
        byDefault: '10초',
        effect: '짧으면 통보를 빨리 알고, 공유 폴더에는 부담이 됩니다.',
      },
      synchroniseAfterHours: {
        label: '동기화 요청을 권할 때',
        meaning: '이만큼 답이 없으면 동기화 요청을 권합니다.',
        byDefault: '24시간',
        effect: '0이면 권하지 않습니다. 스스로 보내지는 않습니다.',
      },
    },
    pacing: {
      subscription: {
        label: '속도 파일 구독',
        meaning: '협회나 전산 담당이 서명해 내는 속도 파일을 따릅니다.',
        byDefault: '구독하지 않음',
        effect: '서명이 맞는 파일의 값만 쓰고, 사무소에서 정한 값이 앞섭니다.',
      },
    },
    freshness: {
      whenRecomputed: {
        label: '다시 계산했을 때',
        meaning: '환율이나 신고일이 바뀌어 세액이 달라졌을 때 어떻게 할지 정합니다.',
        byDefault: '먼저 보여 주기',
        effect: '바로 보내면 사람을 기다리지 않고, 보여 주면 재확인에서 기다립니다.',
      },
      whenPcccUnchecked: {
        label: '통관부호를 확인하지 못했을 때',
        meaning: '조회가 안 될 때 기다릴지 보낼지 정합니다.',
        byDefault: '확인될 때까지 기다리기',
        effect: '보내면 번호가 바뀐 신고가 나갈 수 있습니다.',
      },
      whenRateUnchecked: {
        label: '환율을 확인하지 못했을 때',
        meaning: '이번 주 환율을 조회하지 못했을 때 기다릴지 보낼지 정합니다.',
        byDefault: '적힌 환율로 보내기',
        effect: '보내면 주가 바뀐 뒤 정정해야 할 수 있습니다.',
      },
      whenDeadlinePassed: {
        label: '신고 기한이 지났을 때',
        meaning: '기한이 지난 신고를 바로 보낼지 먼저 보여 줄지 정합니다.',
        byDefault: '바로 보내기',
        effect: '기다리면 가산세가 커질 수 있습니다.',
      },
      pcccFreshMinutes: {
        label: '통관부호를 다시 확인하지 않는 시간',
        meaning: '이 시간 안에 확인한 번호는 다시 조회하지 않습니다.',
        byDefault: '30분',
        effect: '0이면 보낼 때마다 조회합니다. 길면 조회가 줄고 그만큼 늦게 압니다.',
      },
    },
    openApi: {
      keys: {
        label: '유니패스 인증키',
        meaning: 'API마다 따로 받은 조회용 인증키입니다.',
        byDefault: '없음. 그동안 조회하지 않습니다.',
        effect: '다음 조회부터 쓰입니다. 저장한 뒤에는 다시 보여 주지 않습니다.',
      },
      perHundred: {
        label: '100단위 환율 통화',
        meaning: '환율이 100단위로 나오는 통화입니다. 예: 일본 엔.',
        byDefault: '없음',
        effect: '이 통화는 고시된 환율을 100으로 나누어 견줍니다.',
      },
    },
    numbers: {
      desk: {
        label: '이 자리',
        meaning: '이 컴퓨터가 쓰는 번호 범위의 자리입니다.',
        byDefault: '1',
        effect: '다음 신고번호부터 이 자리의 범위에서 매깁니다.',
      },
      ranges: {
        label: '신고번호 범위',
        meaning: '자리마다 나누어 쓰는 번호 범위입니다.',
        byDefault: '한 자리가 모두 씀',
        effect: '겹치면 저장하지 않습니다. 한 번 준 번호는 다시 주지 않습니다.',
      },
    },
    hotFolder: {
      folder: {
        label: '자동 가져오기 폴더',
        meaning: '여기에 놓인 파일을 스스로 가져옵니다.',
        byDefault: '없음',
        effect: '옳은 신고는 바로 대기에 올라 나갑니다. 읽은 파일은 하위 폴더로 옮깁니다.',
      },
    },
    holidays: {
      added: {
        label: '더한 휴일',
        meaning: '임시공휴일처럼 달력에 더한 날입니다.',
        byDefault: '없음',
        effect: '그날 끝나는 기한이 다음 날로 옮겨집니다.',
      },
      removed: {
        label: '뺀 휴일',
        meaning: '달력에서 뺀 날입니다.',
        byDefault: '없음',
        effect: '그날 끝나는 기한이 그대로 그날 끝납니다.',
      },
    },
    page: {
      language: {
        label: '언어',
        meaning: '이 창의 말입니다.',
        byDefault: '컴퓨터의 말',
        effect: '바로 바뀝니다. 이 컴퓨터에서만입니다.',
      },
      theme: {
        label: '화면 밝기',
        meaning: '밝게, 어둡게, 또는 컴퓨터를 따릅니다.',
        byDefault: '컴퓨터와 같이',
        effect: '바로 바뀝니다. 이 컴퓨터에서만입니다.',
      },
    },
    connection: {
      proxy: {
        label: '프록시',
        meaning:
          '중앙시스템으로 나가는 길입니다. 컴퓨터의 설정을 따르거나, 쓰지 않거나, 주소를 적습니다.',
        byDefault: '컴퓨터의 설정',
        effect: '저장하면 연결을 새로 엽니다. 보내던 신고는 결과가 정해진 뒤에 바뀝니다.',
      },
      authorities: {
        label: '사내 인증기관',
        meaning: '연결을 검사하는 사내 보안 장비의 인증기관입니다. PEM이나 DER 파일로 정합니다.',
        byDefault: '없음',
        effect: '저장하면 다음 연결부터 잘 알려진 곳, 운영체제의 것과 함께 믿습니다.',
      },
      certificate: {
        label: '클라이언트 인증서',
        meaning: '중앙시스템이 요구할 때 보이는 인증서와 열쇠 파일입니다.',
        byDefault: '없음',
        effect: '저장하면 다음 연결부터 보입니다. 비밀번호는 다시 보여 주지 않습니다.',
      },
    },
    desktop: {
      openAtLogin: {
        label: '컴퓨터를 켤 때 시작',
        meaning: '로그인하면 나루를 트레이에 숨겨 시작합니다.',
        byDefault: '끔',
        effect: '다음 로그인부터입니다.',
      },
      closeToTray: {
        label: '창을 닫아도 계속',
        meaning: '창을 닫으면 트레이에 남아 계속 보냅니다.',
        byDefault: '켬',
        effect: '바로 바뀝니다. 끄면 창을 닫을 때 프로그램도 끝납니다.',
      },
      notifications: {
        label: '알림',
        meaning: '컴퓨터의 알림으로 무엇을 알릴지 정합니다.',
        byDefault: '모두',
        effect: '바로 바뀝니다. 창이 앞에 있을 때는 창 안에서만 알립니다.',
      },
    },
    updates: {
      address: {
        label: '새 판의 주소',
        meaning: '새 판을 찾을 폴더의 https 주소입니다. 나루에 들어 있는 주소는 없습니다.',
        byDefault: '없음. 새 판을 찾지 않습니다.',
        effect: '저장하면 그 주소에서 찾습니다.',
      },
      publicKey: {
        label: '새 판의 공개 열쇠',
        meaning: '새 판의 서명을 확인하는 열쇠입니다. 나루에 들어 있으면 그것을 씁니다.',
        byDefault: '없음',
        effect: '서명이 이 열쇠와 맞지 않는 새 판은 설치하지 않습니다.',
      },
      automatic: {
        label: '새 판을 스스로 찾기',
        meaning: '하루 한 번 새 판이 있는지 봅니다.',
        byDefault: '켬',
        effect: '끄면 단추를 누를 때만 찾습니다.',
      },
      channel: {
        label: '새 판의 갈래',
        meaning: '정식판만 받을지 시험판도 받을지 정합니다.',
        byDefault: '정식판',
        effect: '다음에 찾을 때부터입니다.',
      },
    },
    backup: {
      folder: {
        label: '백업 폴더',
        meaning: '백업을 둘 폴더나 공유 폴더입니다.',
        byDefault: '없음. 백업하지 않습니다.',
        effect: '저장하면 곧 첫 백업을 만듭니다.',
      },
      everyHours: {
        label: '백업 간격',
        meaning: '몇 시간마다 백업할지 정합니다.',
        byDefault: '24시간',
        effect: '다음 백업부터입니다.',
      },
      keep: {
        label: '남겨 둘 백업',
        meaning: '날·주·달마다 몇 벌을 남길지 정합니다.',
        byDefault: '7일·4주·12달',
        effect: '다음 백업 뒤에 넘는 것을 지웁니다. 마지막 좋은 백업은 지우지 않습니다.',
      },
      protect: {
        label: '백업의 보호',
        meaning: '비밀번호로 어느 컴퓨터에서나 열지, 이 컴퓨터의 열쇠로만 열지 정합니다.',
        byDefault: '이 컴퓨터의 열쇠',
        effect: '다음 백업부터입니다. 이미 만든 것은 그대로입니다.',
      },
    },
    privacy: {
      lock: {
        label: '화면 잠금',
        meaning: '손대지 않은 지 몇 분 뒤에 화면을 잠글지 정합니다. 개인정보 화면에서 바꿉니다.',
        byDefault: '잠그지 않음',
        effect: '바로 바뀝니다. 잠긴 동안에도 신고는 계속 나갑니다.',
      },
      passphrase: {
        label: '비밀번호',
        meaning: '자료의 열쇠를 여는 비밀번호입니다. 개인정보 화면에서 정합니다.',
        byDefault: '없음. 열쇠 파일이나 컴퓨터의 키체인이 엽니다.',
        effect: '다음에 켤 때부터 묻습니다. 잊으면 복구 코드로만 엽니다.',
      },
    },
    logs: {
      level: {
        label: '기록의 자세함',
        meaning: '기록 파일에 얼마나 자세히 적을지 정합니다.',
        byDefault: '보통',
        effect: '바로 바뀝니다. 자세할수록 파일이 빨리 찹니다.',
      },
      keepDays: {
        label: '기록을 보관하는 날수',
        meaning: '지난 기록 파일을 며칠 두는지 정합니다.',
        byDefault: '14일',
        effect: '넘은 파일은 저장할 때와 켤 때 지웁니다.',
      },
    },
  },
  cli: {
    verb: '설정을 뜻과 함께 보고 바꿉니다',
    columns: { id: '이름', label: '항목', value: '지금 값', byDefault: '처음 값' },
    isSet: '정해짐',
    isNotSet: '없음',
    unknown: '{{id}} 라는 설정이 없습니다. naru settings list 로 이름을 보세요.',
    needs: '{{action}} 에는 {{what}} 이(가) 있어야 합니다.',
    onScreen: '{{label}}은(는) 여기서 바꿀 수 없습니다. {{where}}',
    wrong: '{{label}}: {{value}} 은(는) 쓸 수 없는 값입니다. {{allowed}}',
    done: '{{label}}: {{value}}',
    screen: '설정 화면에서 바꾸세요.',
    init: 'naru init 으로 한꺼번에 정하세요.',
    number: '{{min}}에서 {{max}}까지의 숫자를 적으세요.',
    choices: '다음 가운데 하나: {{choices}}',
  },
} as const;
