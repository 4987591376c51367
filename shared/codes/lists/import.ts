import type { CodeRow } from './rows.ts';

/** Process types of an import declaration (수입신고구분). */
export const importProcessTypeRows = [
  ['A', '일반P/L신고', 'General, paperless'],
  ['B', '일반서류신고', 'General, with papers'],
  ['C', '간이P/L신고', 'Simplified, paperless'],
  ['D', '간이서류신고', 'Simplified, with papers'],
  ['E', '간이특송신고', 'Simplified, express'],
  ['F', '포괄적 즉시수리', 'Comprehensive immediate release'],
  ['G', '사후전자제출 서류신고', 'With papers, sent electronically later'],
] as const satisfies readonly CodeRow[];

/** Clearance plans (통관계획): where the goods are when they are declared. */
export const clearancePlanRows = [
  ['D', '보세구역 장치후 신고', 'After storage in a bonded area'],
  ['C', '보세구역 도착전 신고', 'Before arrival at a bonded area'],
  ['A', '출항전 신고', 'Before departure'],
  ['B', '입항전 신고', 'Before arrival'],
  ['E', '부두내 보세구역 도착전 신고', 'Before arrival at a bonded area on the pier'],
  ['F', '부두내 보세구역 도착후 신고', 'After arrival at a bonded area on the pier'],
  ['G', '물품반출후 수입신고', 'After removal of the goods'],
  ['H', '적재화물목록이 없는 물품 신고(휴대품)', 'No manifest (carried by travellers)'],
  ['Z', '적재화물목록이 없는 물품 신고(선박용품 등)', 'No manifest (ship stores and the like)'],
] as const satisfies readonly CodeRow[];

/** How a buyer ordered abroad (전자상거래유형). */
export const ecommerceKindRows = [
  ['A', '직접구매', 'Bought directly'],
  ['B', '구매대행', 'Through a purchasing agent'],
  ['C', '배송대행', 'Through a forwarding agent'],
  ['Z', '파악불가', 'Not known'],
] as const satisfies readonly CodeRow[];

/** Whether importer and payer are the same (수입자구분). */
export const importerRoleRows = [
  ['A', '수입자와 납세의무자가 동일', 'Importer is the payer'],
  ['B', '수입자와 납세의무자가 상이', 'Importer is not the payer'],
] as const satisfies readonly CodeRow[];

/** Declarant's remark 1 (관세사 기재 1): how well the owner is known. */
export const relationRemarkRows = [
  [
    'A',
    '화주와 장기간 거래, 반복적 수입물품',
    'Owner known for long, goods imported again and again',
  ],
  [
    'B',
    '화주와 장기간 거래, 많이 통관한 물품 아님',
    'Owner known for long, goods not often cleared',
  ],
  ['C', '화주와 한두 번 거래, 잘 아는 사이', 'Owner served once or twice, well known'],
  [
    'D',
    '서류상 화주와 실제 화주 다름(직무대행)',
    'Owner on paper is not the real owner (acting for another)',
  ],
  ['E', '화주와 처음 거래, 잘 알지 못함', 'Owner served for the first time, not well known'],
  ['F', '보세공장 잉여물품 즉시반출 신고건', 'Surplus of a bonded factory, instant release'],
  ['G', '긴급통관 요청물품', 'Urgent clearance asked for'],
  ['R', '반복수입거래신고건', 'Repeated import'],
  ['T', '역직구수출반품거래신고건', 'Return of goods exported by e-commerce'],
] as const satisfies readonly CodeRow[];

/** Declarant's remark 2 (관세사 기재 2): who determined goods and code. */
export const classificationRemarkRows = [
  [
    'A',
    '품명·규격·세번을 본 관세사의 신청으로 관청에서 공인받음',
    'Goods and code ruled by customs, this broker applied',
  ],
  [
    'B',
    '품목분류 사전회시를 받음, 본 관세사가 상담함',
    'Advance ruling, this broker was consulted',
  ],
  [
    'C',
    '품목분류 사전회시를 받음, 본 관세사가 상담하지 않음',
    'Advance ruling, this broker was not consulted',
  ],
  ['D', '품명·규격·세번을 본 관세사가 검토함', 'Goods and code examined by this broker'],
  [
    'E',
    '품명·규격·세번을 관련서류대로 작성하고 수정하지 않음',
    'Goods and code as in the documents, unchanged',
  ],
] as const satisfies readonly CodeRow[];

/** Declarant's remark 3 (관세사 기재 3): whether an inspection is needed. */
export const inspectionRemarkRows = [
  ['A', '검사 불필요', 'No inspection needed'],
  ['B', '성분 확인을 위해 분석 필요', 'Analysis of ingredients needed'],
  ['C', '수량 과부족 발생 가능, 검사 필요', 'Quantity may differ, inspection needed'],
  ['D', '감면 등 확인을 위해 검사 필요', 'Inspection needed for a reduction'],
  ['E', '기타 사후분쟁 방지를 위해 검사 필요', 'Inspection needed against later disputes'],
] as const satisfies readonly CodeRow[];

/** Agreed rate and attachment (합의세율 신청 및 서류첨부). */
export const attachmentKindRows = [
  ['N', '전부 입력', 'Everything entered'],
  ['Y', '일부 입력, 나머지 서류 첨부', 'Part entered, the rest attached'],
  ['A', '합의세율 신청, 일부 입력', 'Agreed rate, part entered'],
  ['B', '합의세율 신청, 전부 입력', 'Agreed rate, everything entered'],
] as const satisfies readonly CodeRow[];

/** Kinds of import (수입종류). */
export const importKindRows = [
  ['21', '일반수입(내수용)', 'General import (home use)'],
  ['11', '일반수입(외화획득용)', 'General import (for earning foreign currency)'],
  ['12', '외국→보세공장 반입(수출용)', 'Into a bonded factory from abroad, for export'],
  ['13', '보세공장으로부터 수입(제품과세)', 'From a bonded factory, taxed as product'],
  ['14', '외국→자유무역지역 반입(원재료)', 'Into a free trade zone, materials'],
  ['15', '자유무역지역 제조가공물품 통관', 'Goods made in a free trade zone'],
  [
    '16',
    '해외진출기업 제작물품 수입(외화획득용)',
    'Made by a Korean company abroad (foreign currency)',
  ],
  ['17', '보세건설장 반입물품 수리전 사용승인', 'Bonded construction site, use before release'],
  [
    '18',
    '보세판매장 반입(보세공장, 자유무역지역에서)',
    'Into a bonded shop from a bonded factory or free trade zone',
  ],
  ['19', '해외진출기업 제작물품 수입(내수용)', 'Made by a Korean company abroad (home use)'],
  [
    '20',
    '보세건설장 반입물품 수리전 사용승인(분할신고)',
    'Bonded construction site, use before release, split',
  ],
  ['22', '수리전 반출승인 수입(외화획득용)', 'Removed before release (foreign currency)'],
  ['23', '수리전 반출승인 수입(내수용)', 'Removed before release (home use)'],
  ['24', '면세품 판매장 수입(반입)', 'Into a duty-free shop'],
  ['25', '면세품 판매장의 잉여품 수입(반입)', 'Surplus of a duty-free shop'],
  ['26', '우편물품(국제우체국 면허분)', 'Mail (cleared at the international post office)'],
  ['27', '종합보세구역·자유무역지역 반입', 'Into a comprehensive bonded area or free trade zone'],
  [
    '28',
    '보세공장물품, 자유무역지역 잉여품 통관',
    'Goods of a bonded factory, surplus of a free trade zone',
  ],
  ['29', '보세공장으로부터 수입(원료과세)', 'From a bonded factory, taxed as material'],
  ['30', '보세판매장 반입(외국에서 직수입)', 'Into a bonded shop from abroad'],
  ['31', '외국→보세공장 반입(수입용)', 'Into a bonded factory from abroad, for import'],
  ['32', '종합보세구역으로부터 수입', 'From a comprehensive bonded area'],
  ['33', '보세판매장 반입(기타 환급대상물품)', 'Into a bonded shop, other goods with drawback'],
  [
    '34',
    '보세공장, 자유무역지역, 종합보세구역 잉여품 수입(외화획득용)',
    'Surplus of bonded areas (foreign currency)',
  ],
  ['35', '외국→자유무역지역 반입(시설재)', 'Into a free trade zone, equipment'],
  [
    '36',
    '종합보세구역(보세공장기능) 원료과세',
    'Comprehensive bonded area (as bonded factory), taxed as material',
  ],
  ['37', '외국→자유무역지역 반입(GDC물품)', 'Into a free trade zone, global distribution centre'],
  ['38', '항공기 잔존유 즉시반출물품 수입', 'Fuel left in aircraft, instant release'],
  [
    '39',
    '자유무역지역 등→복합물류보세창고 반입(수출용)',
    'Into a logistics warehouse from a free trade zone, for export',
  ],
  [
    '40',
    '보세건설장 반입물품 수리전 사용승인(보세공장물품)',
    'Bonded construction site, use before release, from a bonded factory',
  ],
  [
    '41',
    '외국→복합물류보세창고 반입(수출용)',
    'Into a logistics warehouse from abroad, for export',
  ],
] as const satisfies readonly CodeRow[];
