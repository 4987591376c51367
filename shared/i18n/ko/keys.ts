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
  'wrong-recovery-code':
    '복구 코드가 맞지 않습니다. 일곱 묶음 네 글자씩 모두 넣었는지 확인하세요.',
  'readers-open':
    '다른 나루 명령이 자료를 읽고 있어 열쇠를 바꾸지 않았습니다. 그 명령이 끝난 뒤 다시 하세요.',
  'rotation-unfinished':
    '열쇠를 바꾸는 일이 아직 끝나지 않았습니다. 나루를 다시 시작하면 이어서 끝냅니다. 디스크와 폴더 권한을 확인하세요. 자료는 그대로 있습니다.',
} as const satisfies Partial<Record<ErrorCode, string>>;

export const privacyEntries = {
  'key-rotated': '자료의 열쇠 바꿈',
  'key-way-set': '열쇠를 여는 길 정함',
  'personal-shown': '개인정보를 펼쳐 봄',
  'bodies-removed': '보존 기간이 지난 내용을 지움',
} as const satisfies Partial<Record<EntryKind, string>>;
