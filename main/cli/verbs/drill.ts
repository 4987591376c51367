import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import {
  drillScenarioSchema,
  drillSpeedSchema,
  type DrillSpeed,
} from '../../../shared/drill/scenarios.ts';
import { isClean, type DrillSheet } from '../../../shared/drill/sheet.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { Drill } from '../../engine/drill/drill.ts';
import { runAutomatic } from '../../engine/drill/run-automatic.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { defaultPacing } from '../../outbox/policy/index.ts';
import { drillScript } from '../../practice/drill/index.ts';
import type { Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { untilInterrupted } from '../interrupt.ts';

const optionsSchema = z.object({
  seed: z.number().int(),
  speed: z.string().transform(Number).pipe(drillSpeedSchema).optional(),
});

/** How often a drill tells how far it is, in its own milliseconds. */
const tellEveryMs = 3_600_000;

/**
 * `naru drill`: a drill (훈련) from end to end, left to itself, in a folder that is removed
 * afterwards; no data folder is touched. Ends with 1 where anything was lost or doubled.
 */
export async function drillVerb(
  face: Face,
  _place: Place,
  args: string[],
  options: unknown,
): Promise<Exit> {
  const scenario = drillScenarioSchema.parse(args[0]);
  const { seed, speed } = optionsSchema.parse(options);
  face.say(face.t('drill.cli.begins', { scenario: face.t(`drill.scenario.${scenario}`), seed }));
  const sheet = await inOwnFolder((folder) => run(face, { folder, scenario, seed, speed }));
  if (sheet === null) {
    face.say(face.t('drill.cli.stopped'));
    return exit.notAllDone;
  }
  tell(face, sheet);
  return isClean(sheet) ? exit.done : exit.notAllDone;
}

interface Wanted {
  folder: string;
  scenario: DrillSheet['scenario'];
  seed: number;
  speed: DrillSpeed | undefined;
}

function run(face: Face, { folder, scenario, seed, speed }: Wanted): Promise<DrillSheet | null> {
  const script = drillScript(scenario, seed);
  let toldAt = script.startAt;
  return runAutomatic({
    id: `${scenario}-${seed}`,
    folder,
    script,
    own: systemClock,
    now: () => systemClock.now(),
    pacing: defaultPacing,
    signal: untilInterrupted(),
    ...(speed === undefined ? {} : { speed }),
    onProgress(drill) {
      const now = drill.clock.now();
      if (now - toldAt < tellEveryMs) return;
      toldAt = now;
      tellProgress(face, drill, now);
    },
  });
}

function tellProgress(face: Face, { session, central }: Drill, now: EpochMs): void {
  const { queued, unconfirmed } = session.store.counts.transport;
  const { taken, requests } = central.state();
  const time = clockTime.format(now);
  face.say(face.t('drill.cli.progress', { time, queued, unconfirmed, taken, requests }));
}

function tell(face: Face, sheet: DrillSheet): void {
  const { tallies, filings, lost, doubled } = sheet;
  face.say(face.t('drill.cli.result', { ...tallies, filings }));
  if (isClean(sheet)) face.say(face.t('drill.cli.clean'));
  else face.say(face.t('drill.cli.notClean', { lost: lost.length, doubled: doubled.length }));
  for (const { reference, why } of lost) face.say(`  ${reference}  ${face.t(`drill.why.${why}`)}`);
  for (const { subject, why } of doubled) face.say(`  ${subject}  ${face.t(`drill.why.${why}`)}`);
  if (face.json) face.data(sheet);
}

async function inOwnFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'naru-drill-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As clocks in Korea show it. */
const clockTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'short',
});
