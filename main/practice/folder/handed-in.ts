import { createHash } from 'node:crypto';
import { readNoticeDocument, noticeText } from '../../central/notice-documents/index.ts';
import type { DocumentPart } from '../life.ts';

/** A document that a sending program picked up, as customs reads it. */
export interface HandedIn {
  subject: string;
  declarationNo: string;
  part: DocumentPart | 'synchronisation';
  /** After `GOVCBR`, e.g. `929`. */
  code: string;
  isExport: boolean;
  digest: string;
  bytes: Uint8Array;
  /** Without its XML declaration. */
  xml: string;
}

const parts: Readonly<Record<string, HandedIn['part']>> = {
  '929': 'declaration',
  '830': 'declaration',
  '936': 'declaration',
  '5FE': 'amendment',
  '5AS': 'amendment',
  '5BF': 'withdrawal',
  '5TE': 'synchronisation',
  '5TG': 'synchronisation',
};

/** `null` where it is no document of a declarant. */
export function readHandedIn(
  bytes: Uint8Array,
  nextAmendment: (declarationNo: string, digest: string) => number,
): HandedIn | null {
  const reading = readNoticeDocument(bytes);
  if (reading.is !== 'submission') return null;
  const [declarationNo] = reading.numbers;
  const { code } = reading;
  const part = parts[code];
  if (declarationNo === undefined || part === undefined) return null;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const subject = {
    declaration: () => declarationNo,
    amendment: () => `${declarationNo}/amendments/${nextAmendment(declarationNo, digest)}`,
    withdrawal: () => `${declarationNo}/withdrawal`,
    synchronisation: () => `${declarationNo}/synchronisations/${digest.slice(0, 12)}`,
  }[part]();
  return {
    subject,
    declarationNo,
    part,
    code,
    isExport: code === '830' || code === '5AS' || code === '5TG',
    digest,
    bytes,
    xml: noticeText(bytes).replace(/^\uFEFF?\s*<\?xml[^>]*\?>\s*/, ''),
  };
}
