import { directiveErrors } from './directives.ts';
import { backupErrors } from './backup.ts';
import { evidenceErrors } from './evidence.ts';
import { keyErrors } from './keys.ts';
import { pacingErrors } from './pacing.ts';
import { updateErrors } from './updates.ts';

/** Sentences for every `ErrorCode`: what happened and the cure. */
export const errors = {
  ...directiveErrors,
  ...backupErrors,
  ...evidenceErrors,
  ...keyErrors,
  ...pacingErrors,
  ...updateErrors,
  'data-in-use':
    '이 자료 폴더는 이미 열려 있습니다: {{owner}} (프로세스 {{pid}}, {{since}}부터). 그 프로그램을 먼저 닫으세요.',
  'data-from-newer-version':
    '이 자료는 더 새로운 나루가 만들었습니다(자료 판 {{found}}, 이 프로그램은 {{known}}까지). 나루를 새 판으로 올리세요. 자료는 그대로 두었습니다.',
  'data-from-older-version':
    '이 자료는 이전 판의 나루가 만들었습니다(자료 판 {{found}}, 이 프로그램은 {{known}}). 나루를 한 번 열면(예: naru status) 복사본을 남기고 새 판으로 옮깁니다.',
  'data-damaged':
    '자료 파일이 손상되었습니다: {{file}}. 파일은 그대로 두고, 나루를 열어 백업으로 되돌리거나 읽을 수 있는 것을 살리세요. 명령줄에서는 naru restore-backup과 naru salvage입니다. ({{detail}})',
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
  'draft-changed': '다른 창에서 이 초안을 고쳐 저장했습니다. 초안을 다시 읽고 고치세요.',
  'outcome-unknown':
    '보냈지만 접수됐는지 아직 모릅니다. 두 번 신고되지 않도록, 답을 알 때까지 기다려야 합니다.',
  'serials-used-up':
    '자리 {{desk}}의 신고번호 범위를 모두 썼습니다({{letter}} {{first}}–{{last}}). 설정의 번호 범위에 새 범위를 더하세요.',
  'ranges-overlap':
    '신고번호 범위가 겹칩니다({{letter}}: {{one}}, {{other}}). 같은 번호가 두 번 나가지 않도록 {{free}}부터 시작하게 고치세요.',
  'range-backwards':
    '번호 범위의 처음이 끝보다 큽니다({{desk}} {{letter}} {{first}}–{{last}}). 처음과 끝을 바꾸세요.',
  'range-missing':
    '자리 {{desk}}에 구분자 {{letter}}의 신고번호 범위가 없습니다. 설정의 번호 범위에 더하세요.',
  'number-in-doubt':
    '이 신고번호로 이미 접수된 문서가 있을 수 있어 내용을 고칠 수 없습니다. 세관에 확인하고, 접수되지 않았으면 취소한 뒤 새로 신고하세요.',
  'pccc-mismatch':
    '개인통관고유부호가 받는 분의 것과 맞지 않는 신고는 보내지 않습니다. 받는 분에게 새 번호를 받아 넣으세요.',
  'which-pccc':
    '이 신고에는 맞지 않는 개인통관고유부호가 여럿이거나 없습니다. 어느 번호를 바꿀지 고르세요.',
  'taken-amend-instead': '이미 접수된 신고입니다. 정정신고를 만들어 새 번호를 넣으세요.',
  'part-open':
    '먼저 낸 {{reference}} 건이 아직 끝나지 않았습니다. 그 건이 끝나거나 취소된 뒤에 다시 하세요.',
  'document-not-known':
    '이 종류의 신고에는 알려진 정정·취하·동기화 문서가 없습니다. 세관에 직접 신청하세요.',
  'not-offered': '지금 연결된 경로로는 할 수 없는 일입니다. 설정의 중앙시스템 연결을 확인하세요.',
  'practice-only': '연습 모드에서만 할 수 있습니다.',
  'drill-running': '훈련 중에는 할 수 없습니다. 훈련을 끝낸 뒤에 하세요.',
  'no-drill': '진행 중인 훈련이 없습니다. 훈련을 먼저 시작하세요.',
  'drill-holds-filings':
    '실제 신고 {{count}}건이 아직 나가지 않았거나 답을 기다립니다. 훈련 동안 멈추는 것을 확인하고 시작하세요.',
  'real-mode-only': '실제 업무 모드에서만 할 수 있습니다.',
  'file-unreadable': '파일을 읽을 수 없습니다: {{name}} ({{detail}})',
  'file-empty': '빈 파일입니다: {{name}}. 신고가 담긴 파일을 고르세요.',
  'file-too-large':
    '파일이 너무 큽니다: {{name}} ({{size}} MB). {{limit}} MB까지 읽습니다. 파일을 나누어 가져오세요.',
  'file-kind-unknown':
    '읽을 수 있는 파일이 아닙니다: {{name}}. .xlsx, .csv, .json, .xml 파일이나 XML을 묶은 .zip 파일을 고르세요.',
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
  'file-too-many-columns':
    '열이 너무 많습니다: {{name}} ({{columns}}열). 한 파일에 {{limit}}열까지 읽습니다. 쓰지 않는 열을 지우세요.',
  'file-needs-too-much':
    '파일이 너무 커서 메모리가 모자랍니다: {{name}}. 파일을 나누어 다시 넣으세요.',
  'file-took-too-long':
    '파일을 읽는 데 {{minutes}}분이 넘게 걸려 그만두었습니다: {{name}}. 파일을 나누거나 필요한 시트만 남겨 다시 넣으세요.',
  'intake-gone': '가져오던 파일이 더 이상 없습니다. 파일을 다시 넣으세요.',
  'intake-cancelled':
    '가져오기를 멈추었습니다. 저장한 것은 없습니다. 파일을 다시 넣을 수 있습니다.',
  'folder-unusable':
    '폴더를 쓸 수 없습니다: {{folder}} ({{detail}}). 이 컴퓨터에서 읽고 쓸 수 있는 폴더의 전체 경로를 적으세요.',
  'folder-exchanged':
    '{{folder}} 폴더는 송신 프로그램과 주고받는 폴더({{other}})와 겹칩니다. 다른 폴더를 정하세요.',
  'undo-too-late': '이미 보내기 시작해서 되돌릴 수 없습니다.',
  'holiday-twice': '{{date}}이 두 번 적혀 있습니다. 한 번만 남기고 저장하세요.',
  'gateway-missing': '중앙시스템 주소가 없습니다. 설정에서 주소를 넣거나 --central로 지정하세요.',
  'gateway-not-allowed':
    '중앙시스템이 인증을 거절했습니다({{cause}}). 신고는 그대로 대기합니다. 인증 정보를 고치고 다시 시작하세요.',
  'certificate-unreadable':
    '인증서 파일({{name}})이 열리지 않습니다({{detail}}). 파일과 암호를 확인하세요. 오래된 방식으로 암호화된 파일이면 발급받은 곳에서 새 PFX(PKCS#12)나 PEM으로 받으세요.',
  'authorities-unreadable':
    '사내 인증기관 파일({{name}})에서 인증서를 읽을 수 없습니다({{detail}}). 전산 담당에게 인증기관(CA) 인증서를 PEM이나 DER 파일로 받아 다시 고르세요.',
  'authority-is-none':
    '{{name}}의 인증서({{subject}})는 인증기관 인증서가 아닙니다. 서버 인증서 말고, 그것을 발급한 인증기관(CA)의 인증서를 고르세요.',
  'authority-out-of-date':
    '{{name}}의 인증서({{subject}})는 지금 유효하지 않습니다({{from}}~{{to}}). 전산 담당에게 새 인증기관 인증서를 받고, 컴퓨터의 날짜가 맞는지도 확인하세요.',
  'login-item-refused':
    '로그인할 때 시작하도록 정하지 못했습니다({{detail}}). 운영체제의 시작 프로그램 설정에서 나루를 허용한 뒤 다시 정하세요.',
  'port-in-use': '포트 {{port}}는 이미 쓰이고 있습니다. 다른 번호를 지정하세요.',
  'engine-stopped': '엔진이 멈췄습니다. 저장된 신고는 그대로 있습니다. 나루를 다시 시작하세요.',
  internal: '프로그램 오류입니다: {{detail}}. 저장된 신고는 그대로 있습니다.',
} as const;
