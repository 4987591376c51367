/** Sentences for every `ErrorCode`: what happened and the cure. */
export const errors = {
  'data-in-use':
    '이 자료 폴더는 이미 열려 있습니다: {{owner}} (프로세스 {{pid}}, {{since}}부터). 그 프로그램을 먼저 닫으세요.',
  'data-from-newer-version':
    '이 자료는 더 새로운 나루가 만들었습니다(자료 판 {{found}}, 이 프로그램은 {{known}}까지). 나루를 새 판으로 올리세요. 자료는 그대로 두었습니다.',
  'data-damaged':
    '자료 파일이 손상되었습니다: {{file}}. 파일을 그대로 두고, backups 폴더나 따로 받아 둔 복사본을 같은 이름으로 되돌린 뒤 다시 시작하세요. ({{detail}})',
  'data-missing':
    '있던 자료 파일이 없습니다: {{file}}. 지워졌거나 옮겨졌습니다. 되돌려 놓고 다시 시작하세요. 새로 만들지 않았습니다.',
  'data-read-only':
    '자료 파일에 쓸 수 없습니다(읽기 전용): {{file}}. 파일과 폴더의 쓰기 권한을 주면 이어서 일합니다.',
  'data-not-writable':
    '자료 폴더를 만들거나 쓸 수 없습니다: {{folder}}. 권한을 확인하거나 --data로 다른 폴더를 지정하세요.',
  'disk-full':
    '디스크가 가득 찼습니다. 공간을 비우면 스스로 이어서 일합니다. 저장된 신고는 그대로 있습니다.',
  'disk-error': '디스크에 쓰는 중 오류가 났습니다({{detail}}). 다시 열어 저장된 내용을 확인합니다.',
  'wrong-key':
    '열쇠 파일이 이 자료의 것이 아닙니다: {{file}}. 이 자료를 만들 때의 열쇠 파일을 되돌려 놓으세요.',
  'key-missing':
    '열쇠 파일이 없습니다: {{file}}. 자료는 암호화되어 있어 열쇠 없이 열 수 없습니다. 열쇠 파일을 되돌려 놓으세요.',
  'wrong-input': '입력이 맞지 않습니다: {{detail}}',
  'unknown-call': '모르는 요청입니다: {{name}}',
  'not-found': '찾을 수 없습니다: {{what}}',
  'no-office': '사무소 정보가 없습니다. 먼저 신고인부호, 이름, 세관을 정하세요 (naru init).',
  'not-possible-now': '지금 상태({{state}})에서는 할 수 없는 일입니다.',
  'outcome-unknown':
    '보냈지만 접수됐는지 아직 모릅니다. 두 번 신고되지 않도록, 답을 알 때까지 기다려야 합니다.',
  'serials-used-up': '올해의 신고번호 일련번호를 모두 썼습니다({{letter}}).',
  'practice-only': '연습 모드에서만 할 수 있습니다.',
  'real-mode-only': '실제 업무 모드에서만 할 수 있습니다.',
  'file-unreadable': '파일을 읽을 수 없습니다: {{name}} ({{detail}})',
  'file-empty': '빈 파일입니다: {{name}}. 신고가 담긴 파일을 고르세요.',
  'file-too-large':
    '파일이 너무 큽니다: {{name}} ({{size}} MB). {{limit}} MB까지 읽습니다. 파일을 나누어 가져오세요.',
  'file-kind-unknown':
    '읽을 수 있는 파일이 아닙니다: {{name}}. .xlsx, .csv, .json 파일을 고르세요.',
  'file-damaged':
    '파일이 손상되었거나 그 형식이 아닙니다: {{name}}. 원래 프로그램에서 다시 저장하세요.',
  'file-no-rows': '머리글만 있고 신고가 없습니다: {{name}}',
  'file-columns-missing': '꼭 있어야 할 열이 없습니다: {{columns}}',
  'file-encoding-unknown':
    '글자를 읽을 수 없습니다: {{name}}. UTF-8 또는 CP949(EUC-KR)로 저장하세요.',
  'file-too-many-rows':
    '행이 너무 많습니다: {{name}} ({{rows}}행). {{limit}}행까지 나누어 가져오세요.',
  'json-syntax': 'JSON 문법이 맞지 않습니다: {{name}} {{line}}행 {{column}}열',
  'file-columns-twice': '같은 열이 두 번 있습니다: {{columns}}. 하나만 남기세요.',
  'file-unpacks-too-large':
    '압축을 풀면 너무 커지는 파일입니다: {{name}} ({{size}} MB). {{limit}} MB까지 읽습니다. 필요한 시트만 남겨 다시 저장하세요.',
  'csv-syntax': 'CSV의 따옴표가 맞지 않습니다: {{name}} {{line}}행. 그 행의 따옴표를 고치세요.',
  'intake-gone': '가져오던 파일이 더 이상 없습니다. 파일을 다시 넣으세요.',
  'undo-too-late': '이미 보내기 시작해서 되돌릴 수 없습니다.',
  'gateway-missing': '중앙시스템 주소가 없습니다. 설정에서 주소를 넣거나 --central로 지정하세요.',
  'gateway-not-allowed':
    '중앙시스템이 인증을 거절했습니다({{cause}}). 신고는 그대로 대기합니다. 인증 정보를 고치고 다시 시작하세요.',
  'port-in-use': '포트 {{port}}는 이미 쓰이고 있습니다. 다른 번호를 지정하세요.',
  'engine-stopped': '엔진이 멈췄습니다. 저장된 신고는 그대로 있습니다. 나루를 다시 시작하세요.',
  internal: '프로그램 오류입니다: {{detail}}. 저장된 신고는 그대로 있습니다.',
} as const;
