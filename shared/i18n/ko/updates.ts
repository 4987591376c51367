import type { ErrorCode } from '../../errors.ts';
import type { UpdateHold } from '../../updates.ts';

/** 새 판: where new versions come from, and when one is installed. */
export const updates = {
  title: '새 판 받기',
  text: '사무소가 정한 서버에서 나루의 새 판을 찾습니다. 정하지 않으면 찾지 않습니다. 서명이 맞는 것만 받고, 신고를 보내는 중이거나 밀린 신고를 내보내는 동안에는 설치하지 않습니다.',
  running: '지금 쓰는 판 {{version}}',
  address: {
    label: '새 판이 있는 곳',
    hint: 'https 주소입니다. 처음 값은 비어 있고, 비우면 아무 데도 접속하지 않습니다.',
  },
  publicKey: {
    label: '배포자의 공개키',
    hint: '새 판의 서명을 이 키로 확인합니다(Ed25519, base64). 배포자에게 다른 길로 받아 적으세요.',
    builtIn: '이 프로그램에 든 키로 서명을 확인합니다.',
  },
  automatic: {
    label: '저절로 찾기',
    hint: '처음 값은 켬입니다. 켠 뒤 10분 안에, 그다음 여섯 시간쯤마다 찾아 미리 받아 둡니다. 끄면 아래 단추로만 찾습니다.',
    on: '켬',
    off: '끔',
  },
  channel: {
    label: '받을 판',
    hint: '처음 값은 정식 판입니다. 시험 판은 정식 판보다 먼저 나오며 덜 다듬어져 있습니다.',
    latest: '정식 판',
    beta: '시험 판도',
  },
  look: '지금 찾기',
  install: '지금 설치하고 다시 시작',
  state: {
    off: {
      host: '브라우저로 쓰는 나루는 스스로 새 판으로 바뀌지 않습니다. 설치한 사람이 올립니다.',
      'not-installed': '설치 프로그램으로 설치한 나루만 스스로 새 판으로 바뀝니다.',
      'no-address': '새 판을 찾지 않습니다. 새 판이 있는 곳을 정하지 않았습니다.',
      'no-key': '새 판을 찾지 않습니다. 서명을 확인할 배포자의 공개키를 적으세요.',
    },
    idle: '아직 찾아보지 않았습니다.',
    looking: '새 판을 찾는 중입니다.',
    current: '가장 새 판을 쓰고 있습니다.',
    'not-yet':
      '새 판 {{version}}이 나왔고, 여러 컴퓨터에 차례로 나누어 주는 중입니다. 이 컴퓨터의 차례가 되면 받습니다.',
    fetching: '새 판 {{version}}을 받는 중입니다. {{percent}}%',
    refused: '새 판을 받지 않았습니다.',
  },
  ready: '새 판 {{version}}이 준비되었습니다.',
  when: {
    atEnd: '나루를 끝낼 때 설치합니다. 설치 전에 자료의 복사본을 남깁니다.',
    byHand: '단추를 누르면 설치하고 다시 시작합니다. 설치 전에 자료의 복사본을 남깁니다.',
  },
  holds: {
    starting: '엔진이 켜지는 중이라 기다립니다.',
    sending: '신고를 보내는 중이라 답이 올 때까지 기다립니다.',
    draining: '밀린 신고를 모두 내보낸 다음 설치합니다.',
    disk: '디스크에 쓸 수 없어 기다립니다. 자료의 복사본을 남겨야 설치할 수 있습니다.',
  } satisfies Record<UpdateHold, string>,
  bar: '새 판 안내',
};

export const updateErrors = {
  'update-address-wrong':
    '새 판이 있는 곳으로 쓸 수 없는 주소입니다: {{address}}. https로 시작하고 물음표 뒤가 없는 폴더의 주소를 적으세요.',
  'update-key-wrong': '공개키가 맞지 않습니다. Ed25519 공개키를 base64로 적으세요.',
  'update-unreached':
    '새 판이 있는 곳({{address}})에서 읽지 못했습니다. 주소와 인터넷을 확인하세요. 쓰던 판은 그대로입니다. ({{detail}})',
  'update-unsigned':
    '새 판의 안내에 서명이 없어 받지 않았습니다. 배포자에게 알리세요. 쓰던 판은 그대로입니다.',
  'update-forged':
    '새 판의 서명이 맞지 않아 받지 않았습니다. 누가 바꾸었을 수 있으니 배포자에게 확인하세요. 쓰던 판은 그대로입니다.',
  'update-unreadable':
    '새 판의 안내를 읽을 수 없어 받지 않았습니다. 배포자에게 알리세요. ({{detail}})',
  'update-older':
    '서버에 있는 판({{found}})이 쓰던 판({{running}})보다 오래되어 받지 않았습니다. 되돌리면 자료를 열지 못할 수 있습니다.',
  'update-publisher-missing':
    '이 프로그램에 발행자 서명이 없어, 새 판이 같은 발행자의 것인지 확인할 수 없습니다. 설치 파일을 직접 받아 설치하세요.',
  'update-publisher-wrong':
    '받은 설치 파일이 같은 발행자의 서명이 아니어서 버렸습니다. 배포자에게 확인하세요. ({{detail}})',
  'update-damaged':
    '받은 설치 파일이 서명된 것과 달라 버렸습니다. 다음에 다시 받습니다. {{version}}',
  'update-failed': '새 판을 받거나 설치하지 못했습니다. 쓰던 판은 그대로입니다. ({{detail}})',
  'update-nothing-ready': '설치할 새 판이 아직 없습니다.',
  'update-held':
    '지금은 새 판을 설치하지 않습니다({{why}}). 보내는 일이 끝나면 설치할 수 있습니다.',
  'updates-not-here': '이 화면에서는 새 판을 다룰 수 없습니다. 설치한 나루의 창에서 하세요.',
} satisfies Partial<Record<ErrorCode, string>>;
