import {
  couldBeHelped,
  type DrillAct,
  type DrillSheet,
  type DrillTallies,
  type LimitResult,
} from '../../../shared/drill/sheet.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import type { Drill } from './drill.ts';
import { hintsOf } from './hints.ts';
import { judgeLimit } from './lateness.ts';
import { readStory } from './read-story.ts';
import { reckon } from './reckon.ts';

export interface ScoreOptions {
  id: string;
  led: DrillSheet['led'];
  began: EpochMs;
  ended: EpochMs;
  acts: readonly DrillAct[];
  /** The sheet of the same drill left to itself, where it has been run. */
  automatic: DrillSheet | null;
}

/** Scores a drill as it stands; its clock must not be going. */
export function scoreDrill(drill: Drill, options: ScoreOptions): DrillSheet {
  const { script, session, central } = drill;
  const { store } = session;
  const until = drill.clock.now();
  const story = readStory(store);
  const ledger = central.ledger();
  const audit = central.audit();
  const { lost, doubled } = reckon({
    saved: drill.arrived().map(({ filing }) => filing.reference),
    office: story.filings.map(({ filing, subject, digests }) => ({
      reference: filing.reference,
      subject,
      transport: filing.transport,
      receiptNo: filing.receiptNo,
      digests,
    })),
    booked: ledger,
    audit,
  });
  const bySubject = new Map(story.filings.map((one) => [one.subject, one]));
  const takenAt = new Map<string, EpochMs>();
  for (const { subject, receivedAt } of ledger) {
    const one = bySubject.get(subject);
    if (one !== undefined && receivedAt !== null)
      takenAt.set(one.filing.reference, epochMs(receivedAt));
  }
  const judged = {
    script,
    takenAt,
    stories: new Map(story.filings.map((one) => [one.filing.reference, one])),
    mendedAt: drill.mendedAt(),
    automatic: options.automatic === null ? null : inTime(options.automatic.limits),
    until,
  };
  const limits = drill
    .arrived()
    .map((arrival) => judgeLimit(arrival, judged))
    .filter((result) => result !== null);
  const acts = [...options.acts];
  const { transport } = store.counts;
  const waiting =
    transport.queued + transport.sending + transport.unconfirmed + transport.processing;
  const { doubleFilings, blindResends, insideRetryAfter, overlaps, changedBytes } = audit;
  return {
    format: 1,
    id: options.id,
    scenario: script.scenario,
    seed: script.seed,
    led: options.led,
    began: options.began,
    ended: options.ended,
    from: script.startAt,
    until,
    isWhole: until >= script.startAt + script.endsAfter,
    filings: story.filings.length,
    tallies: { ...talliesOf(limits), waiting, taken: takenAt.size },
    transport: { ...transport },
    lost,
    doubled,
    audit: { doubleFilings, blindResends, insideRetryAfter, overlaps, changedBytes },
    requests: central.state().requests,
    limits,
    acts,
    hints:
      options.led === 'automatic'
        ? []
        : hintsOf({ script, story, acts, limits, mendedAt: judged.mendedAt, until }),
    automatic: options.automatic?.tallies ?? null,
    journal: story.journal,
  };
}

/** A person's sheet beside the same drill left to itself: some lateness is judged anew. */
export function besideAutomatic(sheet: DrillSheet, automatic: DrillSheet): DrillSheet {
  const wasInTime = inTime(automatic.limits);
  const limits = sheet.limits.map((limit): LimitResult => {
    const isOpen = limit.because === 'little-chance' || limit.because === 'others-went-first';
    return isOpen && wasInTime.has(limit.reference)
      ? { ...limit, because: 'automatic-was-in-time' }
      : limit;
  });
  const tallies = { ...sheet.tallies, ...talliesOf(limits) };
  return { ...sheet, limits, tallies, automatic: automatic.tallies };
}

function inTime(limits: readonly LimitResult[]): Set<string> {
  return new Set(limits.filter(({ verdict }) => verdict === 'in-time').map((one) => one.reference));
}

function talliesOf(
  limits: readonly LimitResult[],
): Pick<DrillTallies, 'inTime' | 'late' | 'avoidable'> {
  const late = limits.filter(({ verdict }) => verdict === 'late');
  return {
    inTime: limits.filter(({ verdict }) => verdict === 'in-time').length,
    late: late.length,
    avoidable: late.filter(({ because }) => because !== null && couldBeHelped[because]).length,
  };
}
