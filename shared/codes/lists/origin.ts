import type { CodeRow } from './rows.ts';

/** Rules by which an origin is determined (원산지결정기준). */
export const originRuleRows = [
  ['A', '완전생산기준', 'Wholly obtained'],
  ['B', '부가가치기준(타국원재료비 공제)', 'Value added (foreign materials deducted)'],
  ['C', '부가가치기준(직접생산비)', 'Value added (direct cost)'],
  ['D', '가공공정기준', 'Specific process'],
  ['E', '조합기준', 'Combined rule'],
  ['F', '주요부분품의 단순 결합물품', 'Simple assembly of main parts'],
  ['G', '원재료의 단순 혼합물품', 'Simple mixture of materials'],
  ['H', '중고물품', 'Used goods'],
  ['2', 'HS 2단위변경', 'Change of HS chapter'],
  ['4', 'HS 4단위변경', 'Change of HS heading'],
  ['6', 'HS 6단위변경', 'Change of HS subheading'],
  ['8', 'HS 8단위변경', 'Change of HS at 8 digits'],
] as const satisfies readonly CodeRow[];

/** Whether and where the origin is marked (원산지표시유무). */
export const originMarkRows = [
  ['Y', '(표시) 현품 및 포장', 'Marked on goods and packing'],
  ['G', '(표시) 현품에만', 'Marked on goods only'],
  ['B', '(표시) 포장에만', 'Marked on packing only'],
  ['N', '(미표시) 표시대상', 'Not marked, must be'],
  ['E', '(미표시) 표시 면제대상', 'Not marked, exempt'],
  ['S', '(미표시) 표시대상품목 아님', 'Not marked, need not be'],
] as const satisfies readonly CodeRow[];

/** How the origin is marked (원산지표시방법). */
export const originMarkMethodRows = [
  ['A', '각인(양각, 음각)', 'Engraved or embossed'],
  ['B', '실크인쇄(특수인쇄)', 'Silk or special print'],
  ['C', '직물제 라벨', 'Textile label'],
  ['D', '지제 라벨, 스티커', 'Paper label or sticker'],
  ['E', '주형조각', 'Moulded'],
  ['F', '택(Tag) 부착', 'Tag'],
  ['G', '최소포장상 인쇄, 스티커', 'Print or sticker on the smallest packing'],
  ['Z', '기타', 'Other'],
] as const satisfies readonly CodeRow[];
