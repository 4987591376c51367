/** Headings of the form, in the order in which a broker fills it in. */
export const sectionIds = [
  'procedure', // 신고 기본
  'parties', // 거래 관계자
  'transport', // 운송·화물
  'place', // 장치·검사
  'price', // 결제·가격
  'taxes', // 세액
  'drawback', // 환급
  'ecommerce', // 전자상거래
  'attachments', // 첨부·참조
  'remarks', // 신고인 기재
] as const;
export type SectionId = (typeof sectionIds)[number];
