import type { CodeRow } from './rows.ts';

/** Means of transport (운송수단). */
export const transportMeansRows = [
  ['10', '선박', 'Maritime'],
  ['20', '철도', 'Rail'],
  ['30', '차량', 'Road'],
  ['40', '항공기', 'Air'],
  ['50', '우편물', 'Mail'],
  ['60', '복합운송', 'Multimodal'],
  ['70', '고정운송설비', 'Fixed transport installations'],
  ['80', '내륙수로', 'Inland waterway'],
  ['90', '기타', 'Other'],
] as const satisfies readonly CodeRow[];

/** Kinds of container (운송용기). */
export const containerKindRows = [
  ['BU', '벌크', 'Bulk'],
  ['FC', 'FCL 컨테이너', 'Container, full load'],
  ['LC', 'LCL 컨테이너', 'Container, less than full load'],
  ['MPA', '이동식 판', 'Movable panel'],
  ['PA', '깔판(팔레트)', 'Pallet'],
  ['RO', '줄', 'Rope'],
  ['UL', '항공용 탑재용기(ULD)', 'Unit load device'],
  ['ETC', '기타', 'Other'],
] as const satisfies readonly CodeRow[];

/** How the goods are paid for (결제방법). */
export const settlementRows = [
  ['LS', '일람출급 L/C', 'L/C at sight'],
  ['LU', '기한부 L/C', 'Usance L/C'],
  ['DA', 'D/A', 'Documents against acceptance'],
  ['DP', 'D/P', 'Documents against payment'],
  ['CD', '사후 또는 동시 송금방식(COD, CAD)', 'Cash on delivery or against documents'],
  ['TT', '단순송금방식(T/T, M/T)', 'Remittance (T/T, M/T)'],
  ['LH', '분할영수(지급)방식', 'Payment by instalments'],
  ['PT', '임가공지급방식의 위탁(수탁)가공무역', 'Processing trade'],
  ['WK', '계좌이체(상호계산방식)', 'Open account'],
  ['GO', '기타 유상(위탁판매 포함)', 'Other payment (with consignment)'],
  ['GN', '무상거래', 'Free of charge'],
] as const satisfies readonly CodeRow[];

/** Terms of delivery (인도조건), INCOTERMS old and new. */
export const incotermRows = [
  ['FOB', '본선 인도조건', 'Free On Board'],
  ['CIF', '운임, 보험료포함 인도조건', 'Cost, Insurance and Freight'],
  ['CFR', '운임포함 인도조건', 'Cost and Freight'],
  ['EXW', '작업장 인도조건', 'Ex Works'],
  ['FCA', '운송인 인도조건', 'Free Carrier'],
  ['FAS', '선측 인도조건', 'Free Alongside Ship'],
  ['CIN', '보험료포함 인도조건', 'Cost and Insurance'],
  ['CPT', '운송비지불 인도조건', 'Carriage Paid To'],
  ['CIP', '운송비, 보험료지불 인도조건', 'Carriage and Insurance Paid To'],
  ['DAP', '도착지 지정장소 인도조건', 'Delivered At Place'],
  ['DAT', '도착지 터미널 인도조건', 'Delivered At Terminal'],
  ['DPU', '도착지 양하 인도조건', 'Delivered at Place Unloaded'],
  ['DDP', '관세지급 인도조건', 'Delivered Duty Paid'],
  ['DDU', '관세미지급 인도조건', 'Delivered Duty Unpaid'],
  ['DAF', '국경 인도조건', 'Delivered At Frontier'],
  ['DEQ', '부두 인도조건', 'Delivered Ex Quay'],
  ['DES', '착선 인도조건', 'Delivered Ex Ship'],
] as const satisfies readonly CodeRow[];

/** What a party's id is (사업자번호구분). */
export const payerIdKindRows = [
  ['01', '주민등록번호', 'Resident registration number'],
  ['02', '여권번호', 'Passport number'],
  ['03', '외국인등록번호', 'Alien registration number'],
  ['04', '사업자등록번호', 'Business registration number'],
  ['05', '개인통관고유부호', 'Personal customs code'],
] as const satisfies readonly CodeRow[];

/** Types of collection (징수형태): the one that is known of more. */
export const paymentRows: readonly CodeRow[] = [
  ['11', '신고납부 수리전납부', 'Self-assessed, paid before release'],
];

/** Agreements under which a certificate of origin is issued (발급협정). */
export const tradeAgreementRows: readonly CodeRow[] = [
  ['101', '한-칠레', 'Korea–Chile'],
  ['102', '한-싱가포르', 'Korea–Singapore'],
  ['103', '한-EFTA', 'Korea–EFTA'],
  ['104', '한-아세안', 'Korea–ASEAN'],
  ['105', '한-인도', 'Korea–India'],
  ['106', '한-EU', 'Korea–EU'],
  ['107', '한-페루', 'Korea–Peru'],
  ['108', '한-미국', 'Korea–USA'],
  ['109', '한-튀르키예', 'Korea–Türkiye'],
  ['110', '한-호주', 'Korea–Australia'],
  ['111', '한-캐나다', 'Korea–Canada'],
  ['112', '한-중국', 'Korea–China'],
  ['113', '한-베트남', 'Korea–Vietnam'],
  ['114', '한-뉴질랜드', 'Korea–New Zealand'],
  ['115', '한-콜롬비아', 'Korea–Colombia'],
  ['116', '한-영국', 'Korea–United Kingdom'],
  ['117', '한-중미', 'Korea–Central America'],
  ['118', '한-인도네시아', 'Korea–Indonesia'],
  ['119', 'RCEP', 'RCEP'],
  ['120', '한-이스라엘', 'Korea–Israel'],
  ['121', '한-우즈베키스탄', 'Korea–Uzbekistan'],
  ['122', '한-MERCOSUR', 'Korea–MERCOSUR'],
  ['123', '한-GCC', 'Korea–GCC'],
  ['124', '한-멕시코', 'Korea–Mexico'],
  ['125', '한-캄보디아', 'Korea–Cambodia'],
  ['126', '한-필리핀', 'Korea–Philippines'],
  ['127', '한-에콰도르', 'Korea–Ecuador'],
  ['201', '남북교역', 'Inter-Korean trade'],
  ['202', 'APTA', 'Asia-Pacific Trade Agreement'],
  ['203', 'GSP', 'Generalised System of Preferences'],
  ['204', 'GSTP', 'Global System of Trade Preferences'],
  ['205', 'TNDC', 'Protocol on trade among developing countries'],
  ['301', '비특혜', 'Non-preferential'],
  ['998', '해당없음', 'Not applicable'],
  ['999', '기타', 'Other'],
];

/** Whose fault an amendment or withdrawal is (귀책사유), as far as known. */
export const amendmentFaultRows: readonly CodeRow[] = [
  ['01', '신고인(관세사 등)', 'Declarant'],
  ['02', '화주', 'Owner of the goods'],
  ['03', '외국 구매자', 'Foreign buyer'],
  ['04', '세관', 'Customs'],
  ['07', '화주직접', 'Owner filing directly'],
  ['08', '개인', 'Individual'],
  ['99', '기타', 'Other'],
];

/** Why a declaration is withdrawn (취하사유), as far as known. */
export const withdrawalReasonRows: readonly CodeRow[] = [
  ['01', '계약상이', 'Not as contracted'],
  ['02', '오송', 'Sent by mistake'],
  ['08', '징수형태 오류', 'Wrong type of collection'],
  ['09', '통관지 제한물품', 'Goods cleared at other offices only'],
  ['10', '이중신고 오류', 'Declared twice'],
];
