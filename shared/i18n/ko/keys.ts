import type { ErrorCode } from '../../errors.ts';
import type { EntryKind } from '../../filing/detail.ts';
import type { KeyWay } from '../../keys.ts';

/** 자료의 열쇠: 키체인, 암호, 복구 코드, 열쇠 교체. */
export const keys = {
  way: {
    keychain: '이 컴퓨터의 키체인',
    passphrase: '암호',
    recovery: '복구 코드',
  } as const satisfies Record<KeyWay, string>,
  passphrase: {
    label: '암호',
    hint: '한/영과 Caps Lock을 확인하세요.',
    current: '지금 암호',
    new: '새 암호',
    newHint: '열 글자 이상. 서로 다른 낱말 몇 개를 이어 붙이면 길어도 외우기 쉽습니다.',
    again: '새 암호 한 번 더',
    againHint: '두 번 같게 넣어야 합니다.',
    differs: '두 암호가 다릅니다.',
    about:
      '자료를 열 때마다 이 암호를 묻습니다. 암호를 잊으면 복구 코드로만 열 수 있으니 복구 코드도 만들어 두세요.',
  },
  data: {
    unlock: {
      title: '자료가 잠겨 있습니다',
      text: '암호를 넣으면 자료를 열고 보내기를 이어서 합니다. 그때까지는 아무것도 보내지 않습니다.',
      do: '열기',
    },
    recover: {
      title: '복구 코드로 열기',
      text: '적어 둔 복구 코드를 넣고 새 암호를 정하세요.',
      do: '열고 새 암호 정하기',
    },
    choose: {
      title: '암호를 정하세요',
      text: '이 컴퓨터에는 열쇠를 맡길 키체인이 없습니다. 자료는 이 암호로 암호화되며, 열 때마다 암호를 묻습니다.',
      do: '이 암호로 시작',
    },
    toRecover: '암호를 잊었습니다. 복구 코드로 열기',
    toUnlock: '암호로 열기',
    codeHint: '네 글자씩 일곱 묶음. 띄어쓰기와 대소문자는 상관없습니다.',
    opening: '여는 중',
  },
  card: {
    title: '자료의 열쇠',
    plain:
      '열쇠가 잠기지 않은 채 자료 옆에 있습니다. 이 컴퓨터의 폴더를 복사해 간 사람은 자료를 열 수 있습니다. 암호를 정하세요.',
    ways: '자료는 암호화되어 있고 열쇠는 잠겨 있습니다. 여는 길: {{ways}}',
    noRecovery: '복구 코드가 없습니다. 다른 길을 모두 잃으면 자료를 열 수 없습니다.',
    fingerprint: '지금 열쇠의 지문',
    set: '암호 정하기',
    change: '암호 바꾸기',
    recovery: '복구 코드 만들기',
    rotate: '열쇠 바꾸기',
    stop: '그만두기',
    close: '닫기',
  },
  recovery: {
    about:
      '복구 코드는 지금 한 번만 보여 드리고 어디에도 저장하지 않습니다. 종이에 적거나 인쇄해 이 컴퓨터와 다른 곳에 두세요.',
    aboutNew:
      '새 복구 코드를 만들면 이전 복구 코드는 쓸 수 없습니다. 새 코드도 지금 한 번만 보여 드립니다.',
    make: '복구 코드 만들기',
    print: '인쇄',
    written: '적어 두었습니다',
  },
  rotate: {
    about:
      '모든 자료 파일과 보관해 둔 사본을 새 열쇠로 다시 암호화합니다. 백업이나 검사가 진행 중이면 끝난 뒤에 시작합니다. 그동안 보내기가 잠시 멈추고, 자료와 사본 크기만큼 디스크 공간이 더 필요합니다. 도중에 꺼져도 자료는 그대로이며 다음 시작 때 이어서 끝냅니다. 암호와 복구 코드는 그대로 쓸 수 있습니다.',
    backups:
      '이 컴퓨터의 열쇠로만 열리게 만든 백업은 새 열쇠로 열리지 않습니다. 바꾼 뒤에 백업을 새로 만드세요.',
    do: '지금 바꾸기',
    working: '다시 암호화하는 중입니다.',
    done: '열쇠를 바꿨습니다. 이전 열쇠로는 이 자료를 열 수 없습니다.',
    stayed:
      '보관해 둔 사본 {{count}}개는 손상되었거나 다른 열쇠로 만든 것이어서 바꾸지 않고 그대로 두었습니다. 예전 열쇠를 가진 사람은 이 사본을 읽을 수 있습니다. 필요 없으면 자료 폴더의 backups에서 지우고, 그 열쇠를 따로 갖고 계실 때만 남겨 두세요.',
  },
  lock: {
    title: '화면이 잠겨 있습니다',
    text: '신고를 보내는 일은 계속됩니다. 잠긴 동안 이 화면에는 아무 자료도 남아 있지 않습니다.',
    noPassphrase: '암호를 정하지 않아 이 컴퓨터를 쓰는 사람이면 열 수 있습니다.',
    open: '열기',
    hint: '자료를 열 때 쓰는 암호입니다.',
    cardTitle: '화면 잠금',
    about:
      '정한 시간 동안 아무도 만지지 않으면 화면을 잠급니다. 보내기는 계속됩니다. 이 창에만 해당하며, 처음에는 꺼져 있습니다.',
    never: '안 함',
    minutes: '{{n}}분',
    now: '지금 잠그기',
  },
  cli: {
    verb: '자료의 열쇠를 보고, 바꾸고, 암호와 복구 코드를 정합니다',
    ask: {
      passphrase: '암호',
      newPassphrase: '새 암호',
      recoveryCode: '복구 코드',
    },
    plain:
      '열쇠가 잠기지 않은 채 자료 옆에 있습니다: {{folder}}/naru.key. 폴더를 복사해 간 사람은 자료를 열 수 있습니다. 암호를 정하려면: naru key passphrase',
    wrapped: '열쇠는 잠겨 있습니다. 여는 길: {{ways}}',
    rotated: '열쇠를 바꿨습니다. 새 열쇠의 지문: {{fingerprint}}',
    passphraseSet: '암호를 정했습니다. 이제부터 자료를 열 때 이 암호를 묻습니다.',
    recoveryCode:
      '복구 코드입니다. 지금 한 번만 보여 드립니다. 종이에 적어 자료와 다른 곳에 두세요. 이전 복구 코드는 쓸 수 없습니다.',
  },
} as const;

export const keyErrors = {
  'key-locked':
    '자료가 잠겨 있습니다. 나루 화면에서 열거나, 암호를 정해 두었다면 암호를 넣으세요. 암호 없이 키체인에만 있는 열쇠는 나루 프로그램 안에서만 열립니다.',
  'key-file-changed':
    '열쇠 파일이 바뀌었거나 손상되었습니다: {{file}}. 백업해 둔 같은 파일을 되돌려 놓으세요. 자료는 그대로 있습니다.',
  'key-not-wrapped':
    '열쇠가 아직 잠겨 있지 않습니다. 먼저 암호를 정하세요. 그 전에는 naru.key 파일의 사본이 복구 수단입니다.',
  'key-already-open': '자료는 이미 열려 있습니다.',
  'passphrase-to-choose':
    '이 컴퓨터에는 열쇠를 맡길 키체인이 없습니다. 자료를 지킬 암호를 먼저 정하세요.',
  'passphrase-weak':
    '암호가 너무 짧거나 단순합니다. 서로 다른 글자를 섞어 {{least}}자 이상 {{most}}자 이하로 정하세요.',
  'passphrase-file':
    '암호를 읽을 수 없습니다({{variable}}, {{detail}}). 터미널에서 실행하거나, 첫 줄에 암호가 있는 파일의 경로를 환경변수 {{variable}}에 넣으세요.',
  'wrong-passphrase': '암호가 맞지 않습니다. 한/영과 Caps Lock을 확인하고 다시 넣으세요.',
  'wrong-recovery-code': '복구 코드가 맞지 않습니다. 일곱 묶음 네 글자씩 모두 넣었는지 확인하세요.',
  'readers-open':
    '다른 나루 명령이나 프로그램이 자료를 읽고 있어 열쇠를 바꾸지 않았습니다. 그것이 끝난 뒤 다시 하세요.',
  'rotation-unfinished':
    '열쇠를 바꾸는 일이 아직 끝나지 않았습니다. 나루를 다시 시작하면 이어서 끝냅니다. 디스크와 폴더 권한을 확인하세요. 자료는 그대로 있습니다.',
  'removal-changed':
    '그 사이 지울 수 있는 것이 바뀌었습니다. 아무것도 지우지 않았습니다. 다시 보고 정하세요.',
} as const satisfies Partial<Record<ErrorCode, string>>;

export const privacyEntries = {
  'key-rotated': '자료의 열쇠 바꿈',
  'key-way-set': '열쇠를 여는 길 정함',
  'personal-shown': '개인정보를 펼쳐 봄',
  'bodies-removed': '보존 기간이 지난 내용을 지움',
} as const satisfies Partial<Record<EntryKind, string>>;
