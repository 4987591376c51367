/** Words of the hosts: the terminal of `npm start`, and pages shown before the screen is there. */
export const hosts = {
  noElectron:
    '데스크톱 창을 열 수 없어(Electron 실행 파일 없음) 브라우저에서 엽니다. 자료와 기능은 같습니다.',
  noDisplay: '데스크톱 창을 열 수 없어(화면 없음) 브라우저에서 엽니다. 자료와 기능은 같습니다.',
  asRoot:
    '관리자(root)로는 데스크톱 창을 안전하게 열 수 없어 브라우저에서 엽니다. 자료와 기능은 같습니다.',
  desktopFailed: '데스크톱 창이 열리지 않아 브라우저에서 엽니다. 자료와 기능은 같습니다.',
  fetchingElectron: 'Electron 실행 파일을 받습니다(최대 {{seconds}}초).',
  openLink: '브라우저에서 이 주소를 여세요(한 번만 쓸 수 있습니다):',
  dataFolder: '자료 폴더: {{folder}}',
  enterForLink: '새 주소가 필요하면 Enter, 끝내려면 Ctrl-C를 누르세요.',
  ctrlCToEnd: '끝내려면 Ctrl-C를 누르세요.',
  crashed: '엔진이 갑자기 멈춰 다시 시작합니다. 저장된 신고는 그대로 있습니다.',
  recovered: '엔진이 다시 일합니다.',
  stopping: '저장하고 끝냅니다.',
  noSessionTitle: '이 창은 나루에 들어올 수 없습니다',
  noSession:
    '나루를 시작한 터미널에 나온 주소를 여세요. 주소는 한 번만 쓸 수 있습니다. 터미널에서 Enter를 누르면 새 주소가 나옵니다.',
  pageMissingTitle: '화면을 열 수 없습니다',
  pageMissing: '화면 파일이 없습니다. 나루를 닫고 npm start로 다시 시작하세요.',
} as const;
