import type { CodeRow } from './rows.ts';

/** Process types of an export declaration (수출신고구분). */
export const exportProcessTypeRows = [
  ['H', 'P/L 수출신고', 'Paperless'],
  ['I', '제조후 P/L 수출신고', 'Paperless, after manufacture'],
  [
    'J',
    '관세법 제226조에 따른 세관장확인대상물품',
    'Goods to be confirmed by customs (Customs Act, article 226)',
  ],
  ['K', '제조후 일반수출신고', 'General, after manufacture'],
  ['L', '출항후 수출신고', 'After departure'],
  ['M', '반송신고(중계무역수출 포함)', 'Return (with intermediary trade)'],
  ['S', '송품장에 의한 간이통관 수출신고', 'Simplified, by invoice'],
  ['E', '전자상거래 간이수출신고', 'Simplified, e-commerce'],
  ['B', '보세구역 반입 후 수출신고', 'After entry into a bonded area'],
  ['O', '기타', 'Other'],
] as const satisfies readonly CodeRow[];

/** Kinds of export (수출종류). */
export const exportKindRows = [
  ['A', '일반수출', 'General'],
  ['B', '보세공장으로부터 수출', 'From a bonded factory'],
  ['C', '관세자유지역으로부터 수출', 'From a customs-free zone'],
  ['D', '자유무역지역으로부터 수출', 'From a free trade zone'],
  ['E', '종합보세구역으로부터 수출', 'From a comprehensive bonded area'],
  [
    'F',
    '공해상에서 채포한 수산물의 현지수출(원양어업협회 통보분)',
    'Fish caught on the high seas, sold there',
  ],
  [
    'G',
    '보세판매장 외국인 국산품 판매 수출신고',
    'Korean goods sold to foreigners in a bonded shop',
  ],
  ['H', '복합물류보세창고로부터 수출', 'From a logistics warehouse'],
  ['L', '선상수출신고', 'On board'],
  ['P', '우편수출(국제우체국 면허분)', 'By mail'],
] as const satisfies readonly CodeRow[];

/** Relation of the exporter to the manufacturer (수출자구분). */
export const exporterRoleRows = [
  ['A', '제조자와 동일', 'Is the manufacturer'],
  ['B', '수출대행만 수행', 'Exports for another only'],
  ['C', '완제품을 공급받아 수출', 'Exports finished goods of a supplier'],
  ['D', '제조자와 본·지사 관계', 'Head office or branch of the manufacturer'],
] as const satisfies readonly CodeRow[];

/** New or used (물품상태). */
export const goodsStateRows = [
  ['N', '신품', 'New'],
  ['O', '중고품', 'Used'],
  ['M', '신품과 중고품 혼재', 'New and used'],
] as const satisfies readonly CodeRow[];

/** Who applies for drawback (환급신청인). */
export const drawbackApplicantRows = [
  ['1', '수출대행자/수출화주', 'Exporter'],
  ['2', '제조자', 'Manufacturer'],
] as const satisfies readonly CodeRow[];

/** Automatic simplified fixed-rate drawback (자동간이정액환급). */
export const drawbackApplicationRows = [
  ['NO', '미신청', 'Not applied for'],
  ['AD', '신청', 'Applied for'],
] as const satisfies readonly CodeRow[];

/** Kinds of document that fulfil an export requirement (수출요건 구분). */
export const exportApprovalRows = [
  ['A', '수출승인서', 'Export approval'],
  ['B', '수출추천서', 'Export recommendation'],
  ['C', '검사증', 'Inspection certificate'],
  ['D', '검역증', 'Quarantine certificate'],
  ['E', '전략물자수출허가서 또는 상황허가서', 'Strategic goods or catch-all permit'],
] as const satisfies readonly CodeRow[];

/** How much of a cargo is returned (반송 구분). */
export const returnScopeRows = [
  ['A', '전량 반송', 'All of it'],
  ['B', '분할 반송', 'A part'],
  ['C', '여러 건 반송', 'Several cargoes'],
] as const satisfies readonly CodeRow[];

/** Transaction natures of an export (수출 거래구분). */
export const exportTransactionNatureRows = [
  ['11', '일반형태 수출', 'General export'],
  ['15', '전자상거래에 의한 수출물품', 'E-commerce'],
  ['17', '전자상거래 풀필먼트 수출', 'E-commerce fulfilment'],
  [
    '21',
    '수탁가공 후 수출(국내 외국인 투자업체)',
    'Processed on commission, by a foreign-invested company',
  ],
  ['22', '수탁가공 후 수출(기타 일반업체)', 'Processed on commission, by others'],
  ['29', '위탁가공(국외가공)을 위한 원자재 수출', 'Materials to be processed abroad'],
  ['31', '위탁판매를 위한 물품의 수출', 'For sale on commission'],
  ['32', '연계무역에 의한 물품의 수출(구상무역 포함)', 'Linked trade (with barter)'],
  ['33', '임대방식에 의한 수출(소유권이전 조건)', 'Lease with transfer of ownership'],
  ['39', '임대방식에 의한 수출(소유권불이전 조건)', 'Lease without transfer of ownership'],
  ['40', '임차방식 수입 후 다시 수출되는 물품', 'Back after a lease from abroad'],
  ['41', '대외 원조수출(정부원조)', 'Aid by the government'],
  ['49', '대외 원조수출(민간원조)', 'Private aid'],
  ['51', '현물차관 수출', 'Loan in kind'],
  ['59', '현물상환 수출', 'Repayment in kind'],
  ['61', '해외투자 수출(현물투자 포함)', 'Investment abroad (with investment in kind)'],
  ['69', '산업설비', 'Industrial plant'],
  [
    '70',
    '국적취득 조건부 나용선(국내보세공장 건조) 선박의 수출',
    'Ship for bareboat charter with purchase, built in a bonded factory',
  ],
  ['71', '주한미군 불하물품 수출', 'Surplus of US forces in Korea'],
  ['72', '외국물품을 수입통관 후 원상태로 수출', 'Imported goods exported as they were'],
  ['73', '수출조건부 공매물품의 수출', 'Auctioned on condition of export'],
  [
    '78',
    '보세구역에 반입된 외국물품의 반송(중계무역수출 제외)',
    'Returned from a bonded area (no intermediary trade)',
  ],
  ['79', '중계무역수출', 'Intermediary trade'],
  ['80', '복합물류보세창고로부터 수출', 'From a logistics warehouse'],
  ['81', '선박, 항공기를 국내수리 후 수출', 'Ships and aircraft repaired in Korea'],
  [
    '82',
    '선박, 항공기를 외국에서 수리, 검사받을 목적으로 수출',
    'Ships and aircraft to be repaired or inspected abroad',
  ],
  [
    '83',
    '외국에서 수리, 검사받을 목적으로 반출(선·기 제외)',
    'Goods to be repaired or inspected abroad (no ships, aircraft)',
  ],
  [
    '84',
    '외국물품을 국내에서 수리, 검사 후 반출(선·기 제외)',
    'Foreign goods repaired or inspected in Korea (no ships, aircraft)',
  ],
  [
    '85',
    '외국 국제행사, 체육대회, 전시회, 박람회 등 참가를 위한 무상반출',
    'For events abroad, free of charge',
  ],
  ['86', '국내 국제행사, 체육대회, 전시회, 박람회 등 참가 후 재반출', 'Back after events in Korea'],
  [
    '89',
    '수출물품이 수리, 검사, 클레임 등으로 반입되어 보수작업 후 재반출(하자보수)',
    'Exported goods returned for repair or a claim, sent again',
  ],
  ['90', '수출된 물품이 계약내용과 상이하여 반출', 'Exported goods not as contracted'],
  ['91', '해외이주자가 반출하는 원자재, 시설재, 장비 등', 'Goods of emigrants'],
  ['92', '무상으로 반출하는 상품의 견품 및 광고용품', 'Samples and advertising, free of charge'],
  ['93', '수입된 물품이 계약내용과 상이하여 반출', 'Imported goods not as contracted'],
  ['94', '기타 수출승인 면제물품', 'Other goods exempt from export approval'],
  ['95', '외교관 용품 등 수출', 'Goods of diplomats'],
  [
    '96',
    '성능보장 기간 내 수리 또는 검사를 위한 반출',
    'For repair or inspection under a guarantee',
  ],
  ['100', '화폐 등 지급수단의 수출', 'Money and means of payment'],
  ['101', '자유무역지역에서의 수출(GDC 국외반출물품)', 'From a global distribution centre'],
  [
    '102',
    '수출인도장에서의 보세판매장 국산물품 수출',
    'Korean goods of a bonded shop, at the export counter',
  ],
  ['103', '전자상거래 보세판매장 국산물품 수출', 'Korean goods of a bonded shop, by e-commerce'],
  [
    '104',
    '종합보세구역 사용신고물품으로 제조(내국물품과 외국물품 혼용)',
    'Made in a comprehensive bonded area of Korean and foreign goods',
  ],
  [
    '105',
    '종합보세구역 사용신고물품으로 제조(외국물품과 외국물품 혼용)',
    'Made in a comprehensive bonded area of foreign goods',
  ],
] as const satisfies readonly CodeRow[];
