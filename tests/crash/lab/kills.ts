import { rmSync } from 'node:fs';
import { examine } from './examine.ts';
import { count, keep, newOutcome, type Outcome } from './findings.ts';
import { describeEnd, nameOf, type Story } from './story.ts';
import { killAt, placeIn } from './strace.ts';
import { readTold } from './told.ts';
import { spread } from './spread.ts';

/** A call before which the process is killed. */
export interface KillPoint {
  call: string;
  nth: number;
  /** How many lines were told by then. */
  told: number;
}

/** Every call by which the story changes a file or a folder, or tells of something. */
export function killPoints({ ops, toldBefore }: Story): KillPoint[] {
  const points: KillPoint[] = [];
  let told = toldBefore;
  for (const { op, call, nth } of ops) {
    // A file is opened among hundreds of the program's own, which differ from run to run.
    if (call !== 'openat') points.push({ call, nth, told });
    if (op === 'tell') told += 1;
  }
  return points;
}

/** One before a call of each kind, and the others over the whole range. */
export function spreadKills(story: Story, wanted: number, random: () => number): KillPoint[] {
  const all = killPoints(story);
  if (wanted >= all.length) return all;
  const calls = [...new Set(all.map(({ call }) => call))].slice(0, wanted);
  const chosen = calls.flatMap((call) =>
    spread(
      all.filter((point) => point.call === call),
      1,
      random,
    ),
  );
  const others = all.filter((point) => !chosen.includes(point));
  return [...chosen, ...spread(others, wanted - chosen.length, random)];
}

/** Kills the process there and looks at what it left. */
export async function kill(story: Story, point: KillPoint, folder: string): Promise<Outcome> {
  const { call, nth } = point;
  const outcome = newOutcome();
  const place = placeIn(folder);
  try {
    const end = await killAt({ ...story.run, place }, call, nth);
    const told = readTold(place.told);
    const at = `${nameOf(story.run)}, killed at ${call} ${nth}`;
    if (end.code === 0) count(outcome, 'kill: not reached');
    else if (end.signal === 'SIGKILL') {
      count(outcome, `kill: ${call}`);
      if (told.length !== point.told) count(outcome, 'kill: elsewhere than planned');
      keep(outcome, at, await examine({ folder: place.data, told, drain: true }));
    } else keep(outcome, at, [`ended by itself: ${describeEnd(end)}`]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return outcome;
}
