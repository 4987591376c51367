import type { CodeRow } from './rows.ts';

const inTurn = (
  codes: readonly string[],
  ko: string,
  en: string,
  from: number,
): readonly CodeRow[] =>
  codes.map((code, at) => [code, `${ko} ${at + from}순위`, `${en}, ${at + from} in turn`]);

/**
 * Kinds of duty rate (관세율구분) as far as they are known; of the free trade agreements only the
 * one with the United States is.
 */
export const dutyRateKindRows: readonly CodeRow[] = [
  ['A', '기본관세', 'Basic duty'],
  ['A1', '기본관세(A 다음으로 높은 세율)', 'Basic duty (next to A)'],
  ['B', '잠정관세', 'Provisional duty'],
  ['C', 'WTO 양허관세(고세율)', 'WTO concession (high rate)'],
  ['C1', 'WTO 양허관세(저세율)', 'WTO concession (low rate)'],
  ['C2', 'WTO 양허관세(종가 또는 종량)', 'WTO concession (ad valorem or specific)'],
  ...inTurn(
    ['C2A1', 'C2A2', 'C2A3', 'C2A4', 'C2A5', 'C2A6', 'C2A7', 'C2A8', 'C2A9'],
    'WTO 양허관세(종가 또는 종량), C2 다음',
    'WTO concession (ad valorem or specific) after C2',
    1,
  ),
  ...inTurn(['C3', 'C4', 'C5', 'C6'], 'WTO 양허관세, C와 C1 다음', 'WTO concession after C, C1', 1),
  ['W1', 'WTO 양허관세(시장접근물량, 추천)', 'WTO market access quota, recommended'],
  ['W2', 'WTO 양허관세(시장접근물량, 미추천)', 'WTO market access quota, not recommended'],
  ['W3', 'WTO 양허관세(시장접근물량, 증량분)', 'WTO market access quota, increase'],
  ['E3', '아시아·태평양 무역협정 양허관세(라오스)', 'Asia-Pacific Trade Agreement (Laos)'],
  [
    'E3A1',
    '아시아·태평양 무역협정 양허관세(라오스) 1순위',
    'Asia-Pacific Trade Agreement (Laos), 1 in turn',
  ],
  [
    'E3A2',
    '아시아·태평양 무역협정 양허관세(라오스) 2순위',
    'Asia-Pacific Trade Agreement (Laos), 2 in turn',
  ],
  [
    'E3A3',
    '아시아·태평양 무역협정 양허관세(라오스, 기준물량 이내)',
    'Asia-Pacific Trade Agreement (Laos), within the quota',
  ],
  ['F', '국제협력관세', 'International cooperation duty'],
  ['G1', '개발도상국간 특혜무역제도 양허관세(일반)', 'Global System of Trade Preferences'],
  [
    'G2',
    '개발도상국간 특혜무역제도 양허관세(최빈개도국)',
    'Global System of Trade Preferences (least developed)',
  ],
  ['H', '한·중 마늘 합의세율', 'Agreed rate for garlic from China'],
  ['I', '덤핑방지관세', 'Anti-dumping duty'],
  ['J', '보복관세', 'Retaliatory duty'],
  ['K', '긴급관세', 'Emergency duty'],
  ['L', '조정관세', 'Adjustment duty'],
  ['M', '상계관세', 'Countervailing duty'],
  ['N', '물가평형관세', 'Price equalising duty'],
  ['P1', '할당관세(물량이내 추천, 저세율)', 'Quota duty (recommended, low rate)'],
  [
    'P2',
    '할당관세(물량이내 추천, 2개 세율 중 저세율)',
    'Quota duty (recommended, lower of two rates)',
  ],
  ['P3', '할당관세(수입전량)', 'Quota duty (all imports)'],
  [
    'P4',
    '할당관세(물량이내 추천, 3개 세율 중 고세율)',
    'Quota duty (recommended, highest of three rates)',
  ],
  ['Q', '환급에 갈음한 인하세율(환특세율)', 'Rate lowered in place of drawback'],
  ['R', '최빈개발도상국 특혜관세(GSP)', 'Preference for least developed countries (GSP)'],
  ['T1', '특별긴급관세(물량기준)', 'Special safeguard (by quantity)'],
  ['T2', '특별긴급관세(가격기준)', 'Special safeguard (by price)'],
  ['U', '남북교류협력법 과세특례(북한산)', 'Goods from North Korea'],
  ['X', '간이세율', 'Simplified rate'],
  ['FUS1', '한·미 FTA 협정세율', 'Korea–USA FTA'],
  ...inTurn(['FUS2', 'FUS3', 'FUS4'], '한·미 FTA 협정세율', 'Korea–USA FTA', 2),
  ['FUS5', '한·미 FTA 협정세율(한도수량내, 선착순)', 'Korea–USA FTA, within the quota, first come'],
  ['FUS6', '한·미 FTA 협정세율(한도수량내, 추천)', 'Korea–USA FTA, within the quota, recommended'],
  [
    'FUS7',
    '한·미 FTA 특별긴급관세(중간기준발동물량 초과)',
    'Korea–USA FTA, safeguard, middle trigger exceeded',
  ],
  [
    'FUS8',
    '한·미 FTA 특별긴급관세(기준발동물량 초과)',
    'Korea–USA FTA, safeguard, trigger exceeded',
  ],
  ...inTurn(['FUS9', 'FUS10', 'FUS11', 'FUS12'], '한·미 FTA 협정세율', 'Korea–USA FTA', 5),
];
