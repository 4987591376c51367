import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DrillSheet } from '../../shared/drill/sheet.ts';
import {
  channels,
  type Channel,
  type ChannelGrade,
  type GradeChange,
} from '../../shared/sync/channels.ts';
import type { Incident } from '../../shared/sync/incidents.ts';
import type { SyncState } from '../../shared/sync/sync-state.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import { openDrill, type Drill } from '../../main/engine/drill/drill.ts';
import { scoreDrill } from '../../main/engine/drill/score.ts';
import { readSyncState } from '../../main/engine/sync.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import { judgeCourse, reduceAll, reduceTime } from '../../main/health/incidents/policy/index.ts';
import { defaultPacing } from '../../main/outbox/policy/index.ts';
import {
  drillScript,
  mannerOf,
  phaseAt,
  trueGrade,
  type Phase,
  type Script,
} from '../../main/practice/drill/index.ts';
import type { Want } from '../../main/practice/plan.ts';

/** How a channel truly was, from one moment to the next change. */
export interface TrueSpan {
  channel: Channel;
  grade: ChannelGrade;
  from: EpochMs;
  /** `null`: to the end. */
  until: EpochMs | null;
}

/** What the engine said at a moment, and how things truly were. */
export interface Sample {
  at: EpochMs;
  said: SyncState;
  truth: Readonly<Record<Channel, ChannelGrade>>;
  /** What the central system said of itself. */
  ownWord: Phase['word'];
}

export interface TwoDays {
  script: Script;
  truth: readonly TrueSpan[];
  samples: readonly Sample[];
  /** Grades as they were found, in the order in which they became known. */
  changes: readonly GradeChange[];
  incidents: readonly Found[];
  sheet: DrillSheet;
}

/** An incident as it was found. */
export type Found = Omit<Incident, 'errors' | 'filings' | 'remarks'>;

/** The incidents of grades that were known by then. */
export function foundBy(changes: readonly GradeChange[], now: EpochMs): Found[] {
  const known = changes.filter(({ knownAt }) => knownAt <= now);
  const { courses } = reduceTime(reduceAll(known), now);
  return courses.map((course) => ({
    id: course.id,
    ...judgeCourse(course),
    changes: course.spells.flatMap((spell) => spell.changes).toSorted((a, b) => a.at - b.at),
  }));
}

export interface TwoDaysOptions {
  seed: number;
  /** How often the engine is asked, in the drill's milliseconds. */
  everyMs?: number;
  /** Is given each moment beside the sample, e.g. to ask for what else the engine says. */
  onSample?(sample: Sample, drill: Drill): void;
  /** Is given the drill at its end, its clock standing. */
  onEnd?(drill: Drill): void;
  /** Instead of 1 and 2 December 2025. */
  script?: Script;
}

/** Which kind of request tells of a channel; the rest of them are always well in a script. */
const wantOf: Partial<Record<Channel, Want>> = {
  declarations: 'submit',
  inquiries: 'inquire',
  notices: 'notices',
  'open-api-cargo': 'look-up',
  'open-api-exports': 'look-up',
  'open-api-rates': 'look-up',
  'open-api-codes': 'look-up',
  'open-api-pccc': 'look-up',
};

/** How every channel is in a phase. */
export function truthOf(phase: Phase): Record<Channel, ChannelGrade> {
  const grade = (channel: Channel): ChannelGrade => {
    const want = wantOf[channel];
    return want === undefined ? 'working' : trueGrade(mannerOf(phase, want));
  };
  return {
    network: grade('network'),
    names: grade('names'),
    declarations: grade('declarations'),
    inquiries: grade('inquiries'),
    notices: grade('notices'),
    'open-api-cargo': grade('open-api-cargo'),
    'open-api-exports': grade('open-api-exports'),
    'open-api-rates': grade('open-api-rates'),
    'open-api-codes': grade('open-api-codes'),
    'open-api-pccc': grade('open-api-pccc'),
    'sending-program': grade('sending-program'),
  };
}

/** The central system's true state over time, from its script: one span for each change. */
export function trueSpans(script: Script): TrueSpan[] {
  return channels.flatMap((channel) => {
    const spans: TrueSpan[] = [];
    for (const phase of script.phases) {
      const from = epochMs(script.startAt + phase.from);
      const grade = truthOf(phase)[channel];
      const last = spans.at(-1);
      if (last?.grade === grade) continue;
      if (last !== undefined) last.until = from;
      spans.push({ channel, grade, from, until: null });
    }
    return spans;
  });
}

/**
 * Two days of December 2025 in fast time, with nobody there: the central system's true state beside
 * everything that the engine says. The script is the same for a seed; who is answered first is not.
 */
export async function runTwoDays(options: TwoDaysOptions): Promise<TwoDays> {
  const script = options.script ?? drillScript('surge', options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'naru-two-days-'));
  try {
    const drill = await openDrill({
      folder,
      script,
      own: systemClock,
      pacing: defaultPacing,
      now: new Date(),
      onChange: () => {},
      onStep: () => {},
    });
    try {
      return await follow(drill, options);
    } finally {
      await drill.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const minute = 60_000;

async function follow(drill: Drill, options: TwoDaysOptions): Promise<TwoDays> {
  const { script, clock, session } = drill;
  const everyMs = options.everyMs ?? minute;
  const samples: Sample[] = [];
  const began = systemClock.now();
  clock.setSpeed('leaps');
  const over = async (): Promise<void> => {
    while (clock.now() < script.startAt + script.endsAfter) {
      await clock.sleep(everyMs);
      const at = clock.now();
      const phase = phaseAt(script.phases, at - script.startAt);
      const { store, mode, outbox, pacing: settings } = session;
      const said = readSyncState({ store, mode, outbox, settings, now: at });
      const sample = { at, said, truth: truthOf(phase), ownWord: phase.word };
      samples.push(sample);
      options.onSample?.(sample, drill);
    }
  };
  await Promise.race([over(), drill.ended]);
  clock.setSpeed(0);
  await drill.motion.settled();
  options.onEnd?.(drill);
  const now = clock.now();
  const changes = session.health.changes(epochMs(0), epochMs(now + 1));
  const incidents = foundBy(changes, now);
  const sheet = scoreDrill(drill, {
    id: `two-days-${options.seed}`,
    led: 'automatic',
    began,
    ended: systemClock.now(),
    acts: [],
    automatic: null,
  });
  return { script, truth: trueSpans(script), samples, changes, incidents, sheet };
}

/** `node tests/scenarios/two-days.ts [SEED] [FILE]`: writes all of it as JSON. */
if (import.meta.main) {
  const [seed = '1', file = `two-days-${seed}.json`] = process.argv.slice(2);
  const { script, ...told } = await runTwoDays({ seed: Number(seed) });
  writeFileSync(file, JSON.stringify({ startAt: script.startAt, ...told }));
  const { tallies, lost, doubled } = told.sheet;
  process.stdout.write(`${JSON.stringify({ ...tallies, lost, doubled })} ${file}\n`);
}
