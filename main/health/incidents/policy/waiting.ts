import { z } from 'zod';
import { causeSchema, outcomeKinds } from '../../../../shared/filing/attempts.ts';
import type { TimelineEntry } from '../../../../shared/filing/detail.ts';
import type { TransportState } from '../../../../shared/filing/states.ts';
import type { Waiting, WaitingReason, WaitingSide } from '../../../../shared/sync/waiting.ts';
import { epochMs, type EpochMs } from '../../../../shared/time.ts';
import { blameOf, type Blame, type Blamed } from './blame.ts';

/** A stretch in which a filing stood still in one state. */
interface Stretch {
  from: number;
  to: number;
  state: TransportState;
  /** Of a request that was under way: whether it was answered; `null` where none was. */
  request: 'answered' | 'failed' | 'unsent' | null;
  /** What put it where it is, of a filing in doubt. */
  doubt: 'handed-over' | 'process-ended' | null;
}

/**
 * Whose waiting it was, from a filing's journal: without gaps, and the sums add up exactly. What is
 * not measured as theirs is never put down to them.
 * @param entries of one filing, oldest first
 * @param blamed incidents and times off that touch the time
 */
export function waitingOf(
  entries: readonly TimelineEntry[],
  blamed: Blamed,
  now: EpochMs,
): Waiting {
  const { stretches, ended } = stretchesOf(entries, now);
  const spans = joined(stretches.flatMap((stretch) => spansOf(stretch, blamed)));
  const sums = { central: 0, ours: 0, person: 0, none: 0 };
  for (const { whose, from, to } of spans) sums[whose] += to - from;
  const [first] = spans;
  return { spans, sums, total: (spans.at(-1)?.to ?? 0) - (first?.from ?? 0), ended };
}

type Span = Waiting['spans'][number];

const startedSchema = z.object({ attempt: z.enum(['send', 'inquiry']) });
const settledSchema = z.object({ outcome: z.enum(outcomeKinds), cause: causeSchema });

const endings: ReadonlySet<TransportState> = new Set([
  'acknowledged',
  'cancelled',
  'filed-elsewhere',
]);

function stretchesOf(
  entries: readonly TimelineEntry[],
  now: EpochMs,
): { stretches: Stretch[]; ended: boolean } {
  const stretches: Stretch[] = [];
  let state: TransportState | null = null;
  let doubt: Stretch['doubt'] = null;
  let isAsking = false;
  let from: number | null = null;
  for (const entry of entries) {
    // A clock that was set back takes no time away.
    const at = Math.max(from ?? entry.at, entry.at);
    if (state !== null && from !== null && at > from)
      stretches.push({ from, to: at, state, doubt, request: requestOf(state, isAsking, entry) });
    from = at;
    if (entry.kind === 'attempt-started')
      isAsking = startedSchema.safeParse(entry.data).data?.attempt === 'inquiry';
    else if (entry.kind === 'attempt-settled' || entry.kind === 'recovered') isAsking = false;
    doubt = doubtAfter(doubt, entry);
    state = entry.transport ?? state;
  }
  if (state === null || from === null) return { stretches, ended: false };
  const ended = endings.has(state);
  if (!ended && now > from)
    stretches.push({ from, to: now, state, doubt, request: isAsking ? 'answered' : null });
  return { stretches, ended };
}

/** What came of the request that was under way until this entry. */
function requestOf(
  state: TransportState,
  isAsking: boolean,
  entry: TimelineEntry,
): Stretch['request'] {
  if (state !== 'sending' && !isAsking) return null;
  const settled = settledSchema.safeParse(entry.data);
  if (entry.kind !== 'attempt-settled' || !settled.success) return 'answered';
  const { outcome, cause } = settled.data;
  if (cause === 'cancelled-by-us' || cause === 'told-to-wait') return 'answered';
  if (outcome === 'not-sent') return 'unsent';
  return outcome === 'busy' || outcome === 'unknown' ? 'failed' : 'answered';
}

function doubtAfter(before: Stretch['doubt'], entry: TimelineEntry): Stretch['doubt'] {
  if (entry.kind === 'recovered') return 'process-ended';
  if (entry.kind !== 'attempt-settled') return before;
  const settled = settledSchema.safeParse(entry.data);
  if (!settled.success) return before;
  if (settled.data.outcome === 'handed-over') return 'handed-over';
  if (settled.data.cause === 'no-answer-yet') return before;
  return null;
}

const byPerson: Readonly<Partial<Record<TransportState, WaitingReason>>> = {
  draft: 'draft',
  invalid: 'invalid',
  recheck: 'recheck',
  held: 'held',
  refused: 'refused',
  cancelled: 'withdrawn-here',
  'filed-elsewhere': 'withdrawn-here',
};

function spansOf({ from, to, state, request, doubt }: Stretch, blamed: Blamed): Span[] {
  const person = byPerson[state];
  if (person !== undefined) return [span(from, to, 'person', person)];
  if (request === 'answered') return [span(from, to, 'none', 'on-its-way')];
  if (state === 'processing') return [span(from, to, 'none', 'processing')];
  const rest = restOf(request, doubt);
  return blameOf(from, to, lanesOf(state), blamed).map((part) => putDown(part, rest));
}

/** Channels whose trouble holds up a filing in this state. */
function lanesOf(state: TransportState): 'declarations' | 'inquiries' {
  return state === 'unconfirmed' ? 'inquiries' : 'declarations';
}

/** Whose it is where no incident and no time off accounts for it. */
function restOf(
  request: Stretch['request'],
  doubt: Stretch['doubt'],
): readonly [WaitingSide, WaitingReason] {
  if (request === 'failed') return ['central', 'their-failure'];
  if (request === 'unsent') return ['ours', 'own-trouble'];
  if (doubt === 'handed-over') return ['none', 'handed-over'];
  if (doubt === 'process-ended') return ['ours', 'process-ended'];
  return ['ours', 'pacing'];
}

function putDown(
  { from, to, blame, incident }: Blame,
  [whose, why]: readonly [WaitingSide, WaitingReason],
): Span {
  switch (blame) {
    case 'off':
      return span(from, to, 'ours', 'off');
    case 'ours':
      return span(from, to, 'ours', 'own-trouble', incident);
    case 'central':
      return span(from, to, 'central', 'incident', incident);
    case 'after':
      return span(from, to, 'central', 'not-known-yet', incident);
    case 'nobody':
      return span(from, to, whose, why);
  }
}

function span(
  from: number,
  to: number,
  whose: WaitingSide,
  why: WaitingReason,
  incident: number | null = null,
): Span {
  return { from: epochMs(from), to: epochMs(to), whose, why, incident };
}

/** Neighbours that say the same are one. */
function joined(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const next of spans) {
    const last = out.at(-1);
    if (last?.whose === next.whose && last.why === next.why && last.incident === next.incident)
      out[out.length - 1] = { ...last, to: next.to };
    else out.push(next);
  }
  return out;
}
