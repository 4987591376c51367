import type { TimelineEntry } from '../../shared/filing/detail.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { TransportState } from '../../shared/filing/states.ts';
import type { Store } from '../store/index.ts';
import type { EvidenceSpan } from './input.ts';

/** How many entries are looked through before others get their turn. */
const slice = 5000;

/** States in which a filing waits for its way to customs. */
const waiting: ReadonlySet<TransportState> = new Set([
  'queued',
  'recheck',
  'held',
  'sending',
  'unconfirmed',
  'processing',
  'refused',
]);

/**
 * Filings that may have waited within a span: those that anything happened to since it began, and
 * those that still wait.
 */
export async function candidateFilings(
  store: Store,
  { from }: EvidenceSpan,
  pause: () => Promise<void>,
): Promise<FilingId[]> {
  const ids = new Set(store.read(({ spans }) => spans.waitingFilings()));
  for (let seq = store.read(({ spans }) => spans.firstSince(from)) - 1; ;) {
    const after = seq;
    const found = store.read(({ spans }) => spans.filingsAfter(after, slice));
    for (const { filingId } of found) ids.add(filingId);
    const last = found.at(-1);
    if (last === undefined) break;
    ({ seq } = last);
    await pause();
  }
  return [...ids].toSorted((a, b) => a - b);
}

/** Whether a filing was on its way to customs at any time within a span. */
export function waitedWithin(
  timeline: readonly TimelineEntry[],
  { from, to }: EvidenceSpan,
): boolean {
  let since: number | null = null;
  for (const { at, transport } of timeline) {
    if (transport === undefined) continue;
    if (waiting.has(transport)) since ??= at;
    else if (since !== null) {
      if (since <= to && at >= from) return true;
      since = null;
    }
  }
  return since !== null && since <= to;
}
