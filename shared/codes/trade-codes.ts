/** Means of transport (운송수단). */
export const transportMeans = ['10', '20', '30', '40', '50', '60', '70', '80', '90'] as const;

/** Kind of container (운송용기). */
export const containerKinds = ['BU', 'FC', 'LC', 'MPA', 'PA', 'RO', 'UL', 'ETC'] as const;

/** How the goods are paid for (결제방법); `GN` is free of charge. */
export const settlementKinds: readonly string[] = 'LS LU DA DP CD TT LH PT WK GO GN'.split(' ');

/** Terms of delivery (인도조건), INCOTERMS old and new. */
export const incoterms: readonly string[] =
  'CFR CIF CIN CIP CPT DAF DAP DAT DDP DDU DPU DEQ DES EXW FAS FCA FOB'.split(' ');

/**
 * What a payer's id is (사업자번호구분): resident registration, passport, alien registration,
 * business registration, personal customs code (개인통관고유부호).
 */
export const payerIdKinds = ['01', '02', '03', '04', '05'] as const;

export const yesOrNo = ['Y', 'N'] as const;
