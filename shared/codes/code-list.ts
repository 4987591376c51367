/** Names of the code lists (통계부호) that fields draw from. */
export const codeListNames = [
  'customs-offices', // 세관
  'customs-divisions', // 과
  'countries', // 국가
  'currencies', // 통화
  'ports', // 항구·공항
  'packages', // 포장종류
  'units', // 수량단위
  'incoterms', // 인도조건
  'settlements', // 결제방법
  'transport-means', // 운송수단
  'container-kinds', // 운송용기
  'import-process-types', // 수입신고구분
  'import-kinds', // 수입종류
  'import-transaction-natures', // 수입 거래구분
  'clearance-plans', // 통관계획
  'payments', // 징수형태
  'ecommerce-kinds', // 전자상거래유형
  'importer-roles', // 수입자구분
  'relation-remarks', // 관세사 기재 1
  'classification-remarks', // 관세사 기재 2
  'inspection-remarks', // 관세사 기재 3
  'attachment-kinds', // 합의세율·서류첨부
  'origin-rules', // 원산지결정기준
  'origin-marks', // 원산지표시유무
  'origin-mark-methods', // 원산지표시방법
  'payer-id-kinds', // 사업자번호구분
  'duty-rate-kinds', // 관세율구분
  'export-process-types', // 수출신고구분
  'export-kinds', // 수출종류
  'export-transaction-natures', // 수출 거래구분
  'exporter-roles', // 수출자구분
  'goods-states', // 물품상태
  'drawback-applicants', // 환급신청인
  'drawback-applications', // 자동간이정액환급
  'export-approvals', // 수출요건 구분
  'trade-agreements', // 발급협정
  'return-scopes', // 반송 구분
  'amendment-faults', // 귀책사유
  'withdrawal-reasons', // 취하사유
] as const;
export type CodeListName = (typeof codeListNames)[number];

export interface CodeEntry {
  readonly code: string;
  readonly ko: string;
  readonly en: string;
}

/** A code list as far as it is known. */
export interface CodeList {
  readonly name: CodeListName;
  /** Whether a code that is not in it is certainly wrong; else it is only doubted. */
  readonly complete: boolean;
  readonly entries: readonly CodeEntry[];
}
