import type { ErrorCode } from '../../errors.ts';
import type { EntryKind } from '../../filing/detail.ts';

/** 백업: the screen and the command line. */
export const backup = {
  nav: '백업',
  title: '백업과 복구',
  intro:
    '자료를 암호화한 사본을 다른 곳에 둡니다. 만든 사본은 다시 읽어 열어 보고 확인한 뒤에만 백업으로 셉니다.',
  state: {
    title: '지금 상태',
    last: '마지막 백업',
    none: '아직 없음',
    next: '다음 백업',
    file: '파일',
    size: '크기',
    filings: '신고 {{count}}건',
    making: '백업을 만들고 확인하는 중입니다',
    fresh: '최근 것',
    old: '오래됨',
    make: '지금 백업',
    made: '백업을 만들고 확인했습니다: {{file}}',
    checked: '자료 점검',
    notChecked: '아직 없음',
    kept: '옆에 남긴 자료',
    keptFacts: '{{count}}개 · {{size}} · {{folder}}',
    keptRule: '되돌리기 전의 자료는 최근 3개와 30일 안의 것을 남깁니다.',
  },
  settings: {
    title: '백업 설정',
    folder: '백업 폴더',
    folderHint: '다른 디스크나 공유 폴더의 전체 경로. 비우면 자동 백업을 하지 않습니다.',
    every: '주기(시간)',
    everyHint: '보통 24시간. 공유 폴더가 끊기면 15분마다 다시 해 봅니다.',
    protect: '여는 방법',
    passphrase: '암호로',
    passphraseHint:
      '다른 컴퓨터에서도 이 암호로 엽니다. 암호는 저장하지 않으므로 잊으면 아무도 열 수 없습니다.',
    thisComputer: '이 컴퓨터에서만',
    thisComputerHint: '이 컴퓨터의 열쇠로만 열립니다. 컴퓨터가 고장 나면 백업도 쓸 수 없습니다.',
    asItIs: '지금 그대로',
    asItIsHint: '정해 둔 방법을 바꾸지 않습니다. 지금: {{now}}',
    newPassphrase: '백업 암호',
    newPassphraseHint: '12자 이상. 적어서 컴퓨터와 떨어진 곳에 두세요.',
    keep: '남길 개수',
    days: '일간',
    weeks: '주간',
    months: '월간',
    save: '저장',
    saved: '저장했습니다.',
  },
  list: {
    title: '폴더에 있는 백업',
    made: '만든 때',
    size: '크기',
    filings: '신고',
    opens: '여는 방법',
    practice: '연습',
    empty: '이 폴더에는 백업이 없습니다.',
    choose: '되돌리기 전에 보기',
  },
  restore: {
    title: '백업에서 되돌리기',
    file: '백업 파일',
    fileHint: '전체 경로',
    passphrase: '백업 암호',
    passphraseHint: '이 컴퓨터에서 만든 백업이면 비워 두세요.',
    look: '무엇이 바뀌는지 보기',
    changes: '되돌리면 이렇게 바뀝니다',
    now: '지금',
    after: '되돌린 뒤',
    filings: '신고',
    waiting: '보낼 차례',
    newest: '마지막 기록',
    number: '{{year}}년 {{letter}} 마지막 번호',
    unreadable: '없거나 읽을 수 없음',
    unknown: '이 백업이 모르는 오늘의 신고 {{count}}건',
    unknownHint:
      '되돌린 뒤 중앙시스템에 물어 접수된 것을 다시 찾습니다. 아직 보내지 않은 것은 사라지므로 다시 넣어야 합니다. 이미 보낸 신고의 파일을 다시 넣지 마세요. 새 번호로 두 번 신고하게 됩니다.',
    otherLine: '다른 사무소나 다른 시작에서 나온 백업입니다. 맞는지 확인하세요.',
    keeps: '지금 자료는 지우지 않고 자료 폴더의 backups에 남깁니다.',
    held: '되돌린 뒤에는 중앙시스템에 모두 물어볼 때까지 아무것도 보내지 않습니다.',
    sentFolder:
      '폴더 교환을 쓰면 송신 프로그램의 보낸 폴더가 그대로 있는지 먼저 보세요. 비어 있으면 이미 넘긴 문서를 다시 넘길 수 있습니다.',
    confirm: '되돌리기',
    cancel: '그만두기',
    done: '되돌렸습니다. 있던 자료는 {{kept}}에 있습니다.',
    doneNew: '되돌렸습니다.',
  },
  recovery: {
    title: '되돌린 뒤 확인',
    why: {
      restored: '{{from}}까지의 백업으로 되돌렸습니다.',
      'found-older': '자료가 {{from}}까지의 옛 사본으로 바뀌어 있습니다.',
      salvaged: '손상된 자료에서 {{from}}까지를 살렸습니다.',
      moved: '다른 컴퓨터에서 옮겨 왔습니다({{from}}까지).',
      'told-late':
        '되돌린 뒤 다시 보내기 시작한 다음, 잃은 날의 신고에 대한 통지가 왔습니다({{from}}).',
      stayed: '이 컴퓨터에서 다시 보내기로 했습니다({{from}}까지).',
    },
    holds: '송신을 멈추고 중앙시스템에 묻는 중입니다',
    resting: '송신은 다시 시작했고, 처리 중인 것만 더 묻습니다',
    asked: '물어본 것',
    left: '남은 것',
    settled: '이미 접수된 것',
    takenUp: '다시 찾은 신고',
    free: '접수되지 않은 번호',
    untold: '알 수 없는 것',
    person:
      '폴더 교환에서는 중앙시스템에 직접 물을 수 없습니다. 송신 프로그램의 보낸 폴더와 접수 통보를 확인한 뒤 진행하세요.',
    parts:
      '정정·취하는 되돌리기 전의 자료가 옆에 남아 있고 중앙시스템에 물을 수 있을 때만 묻습니다. 그렇지 않으면 세관 통보로만 알 수 있으니, 다시 내기 전에 확인하세요.',
    goOn: '확인했습니다, 진행',
  },
  export: {
    title: '열린 형식으로 내보내기',
    hint: '모든 신고 문서(XML)와 표(CSV, JSON Lines)를 설명과 함께 폴더에 씁니다. 암호화하지 않습니다.',
    folder: '저장할 폴더',
    make: '내보내기',
    made: '신고 {{filings}}건, 문서 {{documents}}개, 시도 {{attempts}}건, 통보 {{notices}}건을 {{folder}}에 썼습니다.',
  },
  move: {
    title: '새 컴퓨터로 옮기기',
    hint: '자료와 설정, 열쇠를 암호로 묶은 파일 하나를 만듭니다. 만든 뒤 이 컴퓨터는 더 보내지 않습니다.',
    folder: '저장할 폴더',
    passphrase: '옮기기 암호',
    make: '옮길 파일 만들기',
    made: '옮길 파일을 만들었습니다: {{file}}. 새 컴퓨터에서 naru move in 또는 백업 화면으로 여세요.',
    moved: '{{at}}에 다른 컴퓨터로 옮겼습니다. 이 컴퓨터는 보내지 않습니다.',
    stayHint:
      '새 컴퓨터에서 쓰지 않기로 했을 때만 고르세요. 번호를 건너뛰고 중앙시스템에 모두 물은 뒤 보냅니다.',
    stay: '이 컴퓨터에서 다시 보내기',
  },
  units: { kb: '{{value}} KB', mb: '{{value}} MB' },
  cli: {
    verb: {
      backup: '백업을 만들거나 설정하고, 폴더의 백업을 보입니다',
      restore: '백업에서 되돌립니다. --yes 없이는 무엇이 바뀌는지만 보입니다',
      export: '모든 자료를 열린 형식으로 내보냅니다',
      move: '새 컴퓨터로 옮깁니다(out, in, stay)',
      recovery: '되돌린 뒤 어디까지 물었는지 보입니다. go-on: 확인했으니 송신을 계속합니다',
      salvage: '손상된 자료에서 읽을 수 있는 것을 살립니다',
    },
    option: {
      to: '백업 폴더',
      list: '폴더의 백업 목록',
      passphraseFile: '암호가 적힌 파일(-는 표준 입력)',
      thisComputer: '이 컴퓨터의 열쇠로만 열리게',
      yes: '되돌립니다',
      out: '저장할 폴더',
    },
    preview: '되돌리려면 --yes를 붙여 다시 실행하세요.',
    unknownOne: '{{declarationNo}} {{reference}} {{transport}}',
    salvaged: '{{rows}}줄을 살렸습니다. 잃은 줄: {{lost}}. 손상된 파일은 {{kept}}에 있습니다.',
    lostTable: '{{table}}: 읽지 못한 줄 {{lost}}',
    lostRange: '{{table}} {{from}}–{{to}}번 사이',
    whole: '자료가 손상되지 않았습니다.',
    nothingHeld: '송신을 멈춘 것이 없습니다.',
    goOnHint: '확인을 마쳤으면: naru recovery go-on',
    wentOn: '송신을 계속합니다.',
    stayed: '이 컴퓨터에서 다시 보냅니다. 먼저 중앙시스템에 묻습니다.',
  },
} as const;

export const backupErrors = {
  'backup-none': '백업 폴더를 정하지 않았습니다. 백업 화면에서 폴더를 정하세요.',
  'backup-old':
    '마지막으로 확인된 백업이 {{days}}일 전입니다. 백업 화면에서 폴더를 확인하고 지금 백업하세요.',
  'backup-folder-gone':
    '백업 폴더({{folder}})에 쓸 수 없습니다. 공유 폴더나 디스크가 연결되어 있는지 보세요. 곧 다시 해 봅니다.',
  'backup-unsound':
    '만든 백업을 다시 열어 보니 온전하지 않습니다({{detail}}). 이 백업은 남기지 않았습니다. naru verify로 자료를 확인하세요.',
  'backup-not-one': '{{file}}은(는) 나루 백업이 아닙니다. 백업 파일을 고르세요.',
  'backup-newer':
    '{{file}}은(는) 더 새로운 나루에서 만든 백업입니다({{format}}). 나루를 업데이트하세요.',
  'backup-damaged': '{{file}}이(가) 손상되었거나 바뀌었습니다. 다른 백업을 고르세요.',
  'backup-key-missing':
    '{{file}}은(는) 만든 컴퓨터의 열쇠로만 열립니다. 그 컴퓨터에서 열거나 암호로 만든 백업을 고르세요.',
  'backup-passphrase-needed': '{{file}}을(를) 열려면 백업 암호가 필요합니다. 암호를 적으세요.',
  'backup-passphrase-wrong': '백업 암호가 맞지 않습니다. 다시 적으세요.',
  'backup-passphrase-short': '암호는 {{least}}자 이상이어야 합니다. 더 길게 적으세요.',
  'backup-other-mode':
    '이 백업은 다른 모드({{mode}})의 자료입니다. 설정에서 모드를 바꾼 뒤 되돌리세요.',
  'recovery-asking':
    '옛 사본으로 되돌아가 송신을 멈추고 중앙시스템에 묻는 중입니다(물은 것 {{asked}}, 남은 것 {{left}}). 끝나면 저절로 보냅니다.',
  'recovery-needs-person':
    '되돌린 뒤 폴더 교환으로는 알 수 없는 것이 {{untold}}건 있어 송신을 멈췄습니다. 백업 화면에서 확인하고 진행하세요.',
  'data-unsound':
    '자료를 모두 읽어 보니 손상된 곳이 있습니다({{detail}}). 백업 화면에서 최근 백업으로 되돌리거나 읽을 수 있는 것을 살리세요. 창이 없으면 나루를 끝내고 naru salvage로 살립니다.',
  'moved-away':
    '자료를 다른 컴퓨터로 옮겨 이 컴퓨터는 보내지 않습니다. 여기서 계속 쓰려면 백업 화면에서 다시 보내기를 고르세요.',
} as const satisfies Partial<Record<ErrorCode, string>>;

export const backupEntries = {
  'copy-restored': '옛 사본으로 되돌림',
  'asked-after-restore': '되돌린 뒤 조회',
  'taken-up': '중앙시스템에서 다시 찾음',
  'recovery-ended': '되돌린 뒤 조회 끝',
  'data-salvaged': '손상된 자료에서 살림',
  'moved-away': '다른 컴퓨터로 옮김',
  'moved-in': '다른 컴퓨터에서 옮겨 옴',
  'stayed-here': '이 컴퓨터에서 다시 보냄',
} as const satisfies Partial<Record<EntryKind, string>>;
