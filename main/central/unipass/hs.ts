import type { HsAnswer } from '../../../shared/contract/lookups.ts';
import { rowsOf, textAt, textOrNull, type Envelope, type Reading } from './envelope.ts';

/** Parameters of API018: by the code's digits, or by the goods' name in Korean (1) or English (2). */
export function hsParams(query: string): Record<string, string> {
  const digits = query.replaceAll(/[.\s-]/g, '');
  if (/^\d{2,10}$/.test(digits)) return { hsSgn: digits, koenTp: '1' };
  return { prnm: query.trim(), koenTp: /\p{Script=Hangul}/u.test(query) ? '1' : '2' };
}

export function readHs({ root }: Envelope): Reading<HsAnswer> {
  const rows = rowsOf(root, 'hsSgnSrchRsltVo')
    .slice(0, 500)
    .map((row) => ({
      hsCode: textAt(row, 'hsSgn', 20),
      korean: textAt(row, 'korePrnm'),
      english: textAt(row, 'englPrnm'),
      rate: textOrNull(row, 'txrt', 30),
      rateKind: textOrNull(row, 'txtpSgn', 20),
      unit: textOrNull(row, 'wghtUt', 10) ?? textOrNull(row, 'qtyUt', 10),
    }));
  return { is: 'known', value: { rows } };
}
