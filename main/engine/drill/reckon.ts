import type { Double, Loss } from '../../../shared/drill/sheet.ts';
import type { TransportState } from '../../../shared/filing/states.ts';
import type { AuditReport } from '../../practice/auditor.ts';

/** A document as the office has it on disk. */
export interface OfficeDocument {
  reference: string;
  /** Names it as the central system does, e.g. `1234526000123M/amendments/1`. */
  subject: string;
  transport: TransportState;
  receiptNo: string | null;
  /** Digests of all documents that were frozen for it. */
  digests: readonly string[];
}

/** A document as the central system has it in its books. */
export interface BookedDocument {
  subject: string;
  digest: string;
  receiptNo: string | null;
  /** What customs did with it, e.g. `rejected`. */
  state: string;
}

export interface Books {
  /** References that were saved: none may be missing. */
  saved: readonly string[];
  office: readonly OfficeDocument[];
  booked: readonly BookedDocument[];
  audit: Pick<AuditReport, 'doubleFilings' | 'findings'>;
}

/** States that say: not taken. */
const notTaken: ReadonlySet<TransportState> = new Set([
  'draft',
  'invalid',
  'queued',
  'recheck',
  'held',
  'refused',
  'cancelled',
]);

/** What was lost and what was doubled, by the books of both sides. Pure. */
export function reckon({ saved, office, booked, audit }: Books): {
  lost: Loss[];
  doubled: Double[];
} {
  const references = new Set(office.map(({ reference }) => reference));
  const bySubject = new Map(booked.map((entry) => [entry.subject, entry]));
  const lost: Loss[] = saved
    .filter((reference) => !references.has(reference))
    .map((reference) => ({ reference, why: 'not-there' }));
  for (const { reference, subject, transport, receiptNo } of office) {
    const entry = bySubject.get(subject);
    const given = entry?.receiptNo ?? null;
    // Received and then rejected (각하), and its receipt never got here: both sides say refused.
    if (transport === 'refused' && entry?.state === 'rejected') continue;
    if (transport === 'acknowledged' && given === null)
      lost.push({ reference, why: 'never-taken' });
    else if (transport === 'acknowledged' && given !== receiptNo)
      lost.push({ reference, why: 'other-receipt' });
    else if (notTaken.has(transport) && given !== null)
      lost.push({ reference, why: 'taken-unseen' });
  }
  return { lost, doubled: doubles(office, booked, audit) };
}

function doubles(
  office: Books['office'],
  booked: Books['booked'],
  audit: Books['audit'],
): Double[] {
  const known = new Map(office.map((document) => [document.subject, document]));
  const found: Double[] = audit.findings
    .filter(({ rule }) => rule === 'doubleFilings')
    .map(({ subject }) => ({ subject: subject ?? '', why: 'two-documents' }));
  // The auditor keeps the newest findings alone, but counts all.
  for (let n = found.length; n < audit.doubleFilings; n += 1)
    found.push({ subject: '', why: 'two-documents' });
  for (const { subject, digest, receiptNo } of booked) {
    if (receiptNo === null) continue;
    const document = known.get(subject);
    if (document === undefined) found.push({ subject, why: 'not-ours' });
    else if (!document.digests.includes(digest)) found.push({ subject, why: 'other-bytes' });
  }
  return found;
}
