/** A sentence in both languages. */
export interface Text {
  ko: string;
  en: string;
}

export const texts = {
  title: { ko: '나루의 전송 방식 시뮬레이션', en: 'Fleet simulation' },
  what: {
    ko: '관세사무소 3만 곳이 하나뿐인 중앙시스템에 신고를 보냅니다. 중앙시스템이 느려지거나 멈추면 신고가 쌓이고, 프로그램마다 다시 보내는 때를 달리 정합니다. 여기서는 가상의 시계로 며칠을 돌려, 나루가 실제로 쓰는 코드와 널리 쓰이는 재시도 라이브러리의 시간 규칙을 같은 조건에서 견줍니다.',
    en: 'Thirty thousand brokers’ offices file with one central system. When it slows down or stops, filings pile up, and each program decides in its own way when to try again. Days of that are played on a virtual clock: the very code that Naru ships beside the timing of well-known retry libraries, under the same conditions.',
  },
  how: { ko: '읽는 법', en: 'How to read it' },
  hows: [
    {
      ko: '<b>건당 요청</b>: 신고 한 건이 접수되기까지 보낸 요청 수입니다. 1이면 헛걸음이 없습니다. 헛걸음도 중앙시스템의 힘을 빼앗습니다.',
      en: '<b>Requests a filing</b>: how many requests left for each filing that got its receipt. At 1 none was in vain. Those in vain cost the central system its strength too.',
    },
    {
      ko: '<b>최적 대비</b>: 복구된 뒤 밀린 신고를 중앙시스템의 처리 능력만으로 비웠을 때 걸릴 시간과 실제 걸린 시간의 비율입니다. 복구 시점에 밀린 양은 방식마다 다르므로 최적 시간도 다릅니다.',
      en: '<b>Share of optimal</b>: the time that the capacity alone would need for the backlog once all is well again, against the time it took. Whoever wasted the outage comes with a larger backlog, so the optimum differs too.',
    },
    {
      ko: '<b>급한 신고 95 %</b>: 복구된 뒤, 법정 기한이 가까운 신고(열에 하나)의 95 %가 접수될 때까지의 시간입니다.',
      en: '<b>95 % of urgent</b>: from when all is well again until 95 in 100 of the filings with a near legal deadline (one in ten) were in.',
    },
    {
      ko: '<b>중복</b>: 이미 접수된 신고가 다시 처리된 수(1만 건당)입니다. 신고에서는 0이어야 합니다.',
      en: '<b>Duplicates</b>: filings that were taken although they had been taken before, in 10,000. For declarations it must be 0.',
    },
    {
      ko: '<b>장애 중 활용</b>: 장애 동안 중앙시스템이 할 수 있었던 일 가운데 실제로 접수로 이어진 비율입니다.',
      en: '<b>Use of the outage</b>: receipts during the trouble, as a share of what the central system could have given.',
    },
    {
      ko: '<b>공평</b>: 복구된 뒤 사무소의 절반, 95 %가 밀린 신고를 모두 보낸 시각입니다.',
      en: '<b>Fairness</b>: when half, and 95 in 100, of the offices had caught up.',
    },
    {
      ko: '그림의 회색 띠는 중앙시스템이 온전하지 않은 동안입니다(짙을수록 나쁨). 점선은 중앙시스템이 할 수 있는 양입니다. 굵은 파란 선이 나루입니다.',
      en: 'The grey in the plots is where the central system is not well, the darker the worse; the dotted line is what it can do. The thick blue line is Naru.',
    },
    {
      ko: '나머지 방식은 시간을 아끼려고 작은 함대로 돌렸습니다. 처리 능력과 신고량도 같은 비율로 줄였고, 그림은 전체 규모로 환산했습니다. 함대가 작을수록 숫자가 거칠고, 나루에는 불리합니다.',
      en: 'The others run in smaller fleets, to save time: capacity and demand are smaller alike, and the plots are in the numbers of the full fleet. The smaller a fleet, the rougher its numbers; ours fares worse in it.',
    },
    {
      ko: '이것은 모형이지 현장 측정이 아닙니다. 중앙시스템은 처리 능력만큼 일하는 대기열이며, 대기가 10초면 모두 돌려보내고, 돌려보내는 일에도 힘이 듭니다. 과부하일 때 열에 셋의 응답이 사라지고, 그 가운데 셋에 둘은 이미 처리된 것입니다.',
      en: 'This is a model, not field data. The central system is a queue worked off at its capacity; from a wait of ten seconds on everybody is turned away, which costs work too. While it is overloaded three answers in ten are lost, and two of those three were done all the same.',
    },
  ],
  overview: { ko: '한눈에', en: 'At a glance' },
  overviewText: {
    ko: '각 칸: <b>나루</b> / 다른 방식 가운데 가장 나은 값. 거의 보내지 못한 방식은 중복도 없습니다.',
    en: 'In each cell: <b>Naru</b> / the best of all others. Whoever hardly gets anything through doubles nothing either.',
  },
  scenario: { ko: '상황', en: 'Scenario' },
  policy: { ko: '방식', en: 'Policy' },
  offices: { ko: '사무소', en: 'Offices' },
  waste: { ko: '건당 요청', en: 'Requests<br>a filing' },
  drainShare: { ko: '최적 대비', en: 'Share of<br>optimal' },
  drainHours: { ko: '모두 접수', en: 'All was in<br>after' },
  urgentHours: { ko: '급한 신고 95 %', en: '95 % of urgent<br>after' },
  duplicates: { ko: '중복<br>(1만 건당)', en: 'Duplicates<br>in 10,000' },
  goodput: { ko: '장애 중 활용', en: 'Use of<br>the outage' },
  fairness: { ko: '사무소 절반 / 95 %', en: 'Half / 95 %<br>of offices after' },
  wait: { ko: '접수까지 95 %', en: '95 % waited<br>at most' },
  urgentWait: { ko: '급한 신고 접수까지 95 %', en: '95 % of urgent<br>waited at most' },
  never: { ko: '끝내 못 함', en: 'never' },
  ours: { ko: '나루', en: 'Naru' },
  theirs: { ko: '다른 프로그램', en: 'the others' },
  side: { ko: '누구', en: 'Who' },
  filings: { ko: '신고의 몫', en: 'Share of<br>filings' },
  receipts: { ko: '장애 중 접수의 몫', en: 'Share of receipts<br>in trouble' },
  doubled: { ko: '중복', en: 'Duplicates' },
  most: { ko: '95 % 접수', en: '95 % were in<br>after' },
  goodputPlot: { ko: '접수', en: 'Receipts' },
  goodputUnit: {
    ko: '초당 건수, 점선은 할 수 있는 양',
    en: 'a second; dotted: what could be done',
  },
  wastePlot: { ko: '헛걸음한 요청', en: 'Requests in vain' },
  wasteUnit: { ko: '초당, 눈금마다 열 배', en: 'a second; each step is ten times more' },
  backlogPlot: { ko: '밀린 신고', en: 'Backlog' },
  backlogUnit: { ko: '천 건', en: 'thousand filings' },
  urgentPlot: { ko: '밀린 급한 신고', en: 'Urgent ones that wait' },
  urgentUnit: { ko: '천 건', en: 'thousand filings' },
  fairPlot: { ko: '아직 밀린 사무소', en: 'Offices that have not caught up' },
  fairUnit: {
    ko: '복구 뒤, 복구 때 밀려 있던 사무소의 %',
    en: '% of those behind when all was well again',
  },
  sidesPlot: { ko: '사무소 한 곳에 밀린 신고', en: 'Backlog of an office' },
  sidesUnit: { ko: '건', en: 'filings' },
  sources: { ko: '견준 방식과 그 출처', en: 'The policies, and where their numbers come from' },
  sourcesText: {
    ko: '이들은 신고용이 아니므로 없는 것은 빌려주었습니다. 한 줄로 차례대로, 한 번에 하나씩, 끝없이 보냅니다. 응답이 없으면 묻지 않고 다시 보냅니다.',
    en: 'None of them was made for declarations, so they are lent what they lack: one line, first in, first out, one request at a time, tried for ever. What got no answer is sent again unasked.',
  },
} as const satisfies Record<string, Text | readonly Text[]>;

/** The scenarios in Korean. */
export const scenariosInKorean: Readonly<Record<string, { title: string; about: string }>> = {
  long: {
    title: '긴 장애',
    about:
      '하루 동안 중앙시스템이 제 능력의 5분의 1만 하고, 반나절은 아무에게도 답하지 않다가 온전해집니다.',
  },
  short: { title: '짧은 장애', about: '네 시간 동안 아무에게도 답하지 않다가 온전해집니다.' },
  fleet3: {
    title: '세 배의 함대',
    about:
      '같은 중앙시스템 앞에 사무소가 3만 곳이 아니라 10만 곳입니다. 한 곳이 낼 신고는 적지만 두드리는 곳이 많습니다.',
  },
  surge: {
    title: '2025년 12월의 폭주',
    about:
      '11월 30일 일요일부터 엿새. 하루 수백 건이던 개인통관고유부호 재발급이 123,302 / 298,742 / 339,274 / 203,087 / 166,950건으로 늘어, 신고를 받는 서버를 함께 썼습니다. 둘째 날 13시부터 느려지고 셋째 날 16시 뒤로 때때로 접속되지 않았으며, 엿새째 9시에 전용 시스템이 열렸습니다. 하루 재발급을 시간대별로 나누고, 재발급 한 건이 신고 일곱 건만큼의 힘을 쓴다고 보았습니다(그러면 둘째 날 13시에 능력이 꽉 찹니다). 신고는 대부분 근무 시간에 들어옵니다.',
  },
  busy: {
    title: '503만 답하는 장애',
    about:
      '네 시간 동안 앞단 서버가 모두에게 503으로 답합니다. 살아 보이지만 아무것도 받지 않습니다.',
  },
  flapping: {
    title: '됐다 안 됐다',
    about: '여덟 시간 동안 10분은 되고 20분은 안 되기를 되풀이합니다.',
  },
  brownout: {
    title: '며칠의 반쪽 서비스',
    about:
      '한 시간 멈춘 뒤 사흘 동안 능력의 40 %만 합니다. 낭비하는 사람만 없으면 새 신고를 모두 받을 수 있는 양입니다.',
  },
  lying: {
    title: '거짓말하는 상태 페이지',
    about: '긴 장애와 같은데, 상태 페이지는 내내 정상이라고 합니다. 페이지를 믿는 쪽만 속습니다.',
  },
  half: {
    title: '반쪽 장애',
    about:
      '열두 시간 동안 신고는 되는데 조회가 되지 않고, 응답 열에 하나가 사라집니다. 신고가 어떻게 되었는지 물을 길이 없습니다. 나루는 물을 수 있을 때까지 그 신고를 다시 보내지 않고, 묻지 않고 다시 보내는 쪽은 빠른 대신 중복을 냅니다.',
  },
  losses: {
    title: '사라지는 응답',
    about:
      '하루 동안 한가할 때에도 응답 넷 가운데 하나가 사라집니다. 다시 보내기 전에 물으면 요청이 조금 늘고, 묻지 않으면 중복이 생깁니다.',
  },
  cheap: {
    title: '거절이 쌀 때',
    about: '긴 장애와 같은데, 요청을 돌려보내는 데 힘이 거의 들지 않습니다(한 건의 0.2 %).',
  },
  dear: {
    title: '거절이 비쌀 때',
    about: '긴 장애와 같은데, 요청을 돌려보내는 데 한 건의 30 %만큼 힘이 듭니다.',
  },
  skewed: {
    title: '큰 사무소와 작은 사무소',
    about: '긴 장애와 같은데, 사무소의 10분의 1이 신고의 40 %를 냅니다.',
  },
};

/** The same for fleets that are mixed. */
export function mixedInKorean(percent: string, kind: string): { title: string; about: string } {
  return {
    title: `${kind} 방식이 ${percent}`,
    about: `긴 장애인데, 사무소의 ${percent}는 ${kind}처럼 다시 보내는 프로그램을 씁니다. 예의를 지키는 쪽이 손해를 보는지 봅니다.`,
  };
}
