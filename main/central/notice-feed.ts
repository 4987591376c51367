import type { CustomsState } from '../../shared/filing/states.ts';
import { readDeclarationNo, type FilingId } from '../../shared/filing/numbers.ts';
import type { Notice } from '../../shared/filing/receipts.ts';
import { nextTransport } from '../../shared/filing/transitions.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import {
  customsAfter,
  moveTransport,
  record,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';

/**
 * Takes a page of notices in, within the caller's transaction: each once, however often it comes.
 * Notices move the customs axis alone; one about a filing that we hold for not taken puts it in
 * doubt, so that it is inquired about before anything is sent.
 * @returns the filings that changed
 */
export function takeNotices(
  tables: Tables,
  destination: string,
  notices: readonly Notice[],
  now: EpochMs,
): FilingId[] {
  const changed: FilingId[] = [];
  for (const notice of notices) {
    if (!tables.notices.keep(destination, notice, now)) continue;
    const no = readDeclarationNo(notice.declarationNo);
    const filing = no === null ? null : tables.filings.byNumber(no);
    if (filing === null) {
      const data = { notice: notice.id, declarationNo: notice.declarationNo, word: notice.kind };
      tables.journal.append({
        at: now,
        filingId: null,
        before: null,
        kind: 'notice-unknown',
        data,
      });
      continue;
    }
    changed.push(filing.id);
    take(tables, filing, notice, now);
  }
  return changed;
}

function take(tables: Tables, filing: StoredFiling, notice: Notice, now: EpochMs): void {
  const word: CustomsState = notice.kind;
  const customs = customsAfter(filing.customs, word);
  const entry = {
    kind: 'notice',
    data: { notice: notice.id, word, noticedAt: notice.at },
  } as const;
  if (filing.transport === 'unconfirmed' || filing.transport === 'processing') {
    // The central system knows it: fetch the receipt at once.
    record(tables, filing, entry, now, { customs, inquireAt: now });
  } else if (isThoughtNotTaken(filing) && !isRejectionOf(filing, word)) {
    const change = { customs, inquireAt: epochMs(now), inquiries: 0 };
    moveTransport(tables, filing, 'lose', entry, now, change);
  } else record(tables, filing, entry, now, { customs });
}

/** What was refused and is now called rejected is no contradiction. */
function isRejectionOf(filing: StoredFiling, word: CustomsState): boolean {
  return filing.transport === 'refused' && word === 'rejected';
}

/** Sent once, and held for not taken since. */
function isThoughtNotTaken(filing: StoredFiling): boolean {
  return (
    filing.submissionId !== null &&
    filing.transport !== 'sending' &&
    nextTransport(filing.transport, 'lose') !== null
  );
}
