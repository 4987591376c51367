/** Process type of an import declaration (수입신고구분). */
export const processTypes = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;

/** Clearance plan (통관계획): where the goods are when they are declared. */
export const clearancePlans = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'Z'] as const;

/** Transaction nature of an import (수입 거래구분). */
export const importTransactionNatures: readonly string[] = (
  '11 12 13 14 15 21 22 29 31 39 41 49 51 52 53 55 59 61 69 70 71 72 80 81 82 83 84 85 86 87 88 ' +
  '89 90 91 92 93 94'
).split(' ');

/** Kind of import (수입종류). */
export const importKinds: readonly string[] =
  '11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41'.split(
    ' ',
  );

/** How a buyer ordered abroad (전자상거래유형): direct, purchasing agent, forwarding agent, unknown. */
export const ecommerceKinds = ['A', 'B', 'C', 'Z'] as const;

/** Whether importer and payer are the same: A same, B different (수입자구분). */
export const importerRoles = ['A', 'B'] as const;

/** Declarant's remarks 1 to 3 (관세사 기재): relation to the owner, goods and code, inspection. */
export const relationRemarks = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'R', 'T'] as const;
export const classificationRemarks = ['A', 'B', 'C', 'D', 'E'] as const;
export const inspectionRemarks = ['A', 'B', 'C', 'D', 'E'] as const;

/** Agreed rate and attachment (합의세율 신청 및 서류첨부): Y part, N whole; A, B with agreed rate. */
export const attachmentKinds = ['Y', 'N', 'A', 'B'] as const;

/** Rule by which an origin was determined (원산지결정기준). */
export const originRules = ['2', '4', '6', '8', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;
/** Whether and where the origin is marked (원산지표시유무). */
export const originMarks = ['E', 'N', 'S', 'B', 'Y', 'G'] as const;
/** How the origin is marked (원산지표시방법). */
export const originMarkMethods = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'Z'] as const;
