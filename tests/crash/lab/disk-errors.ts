import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { diskModel } from './disk-model.ts';
import { examine } from './examine.ts';
import { count, keep, newOutcome, type Outcome } from './findings.ts';
import { cutPower, type Cut } from './power-cuts.ts';
import { spread } from './spread.ts';
import { describeEnd, nameOf, noteEnd, readStory, recordStory, type Story } from './story.ts';
import { fail, placeIn, record, recordKilled, type End, type Failure, type Run } from './strace.ts';
import { readTold, type Told } from './told.ts';
import { readTrace } from './trace.ts';

/** How long a disk fails. */
const modes = ['once', 'for-a-while', 'for-ever'] as const;
type Mode = (typeof modes)[number];

export interface DiskError {
  call: string;
  error: Failure['error'];
  nth: number;
  mode: Mode;
  /** Within the data folder; absent: wherever it is. */
  file?: string | undefined;
  /**
   * Whether a power cut comes later, when what a failed sync threw away is missing; or whether the
   * process ends before that, and another one goes on with what the system's cache shows it.
   */
  cut: 'no' | 'later' | 'after-restart';
  /** How many `pwrite64` came before it. */
  writesBefore: number;
}

const kinds: readonly (readonly [string, Failure['error']])[] = [
  ['fsync', 'EIO'],
  ['pwrite64', 'EIO'],
  ['pwrite64', 'ENOSPC'],
  ['ftruncate', 'EIO'],
  ['unlink', 'EIO'],
];

/** A file that cannot be opened for writing or has no room, the first time or the second. */
const singular: readonly Pick<DiskError, 'call' | 'error' | 'file'>[] = [
  { call: 'openat', error: 'EACCES', file: 'naru.db' },
  { call: 'openat', error: 'EROFS', file: 'naru.db' },
  { call: 'openat', error: 'EROFS', file: 'naru.db-wal' },
  { call: 'openat', error: 'EACCES', file: 'naru.lock' },
  { call: 'openat', error: 'EROFS', file: 'naru.json.new' },
  { call: 'openat', error: 'EROFS', file: 'naru.key.new' },
  { call: 'write', error: 'ENOSPC', file: 'naru.json.new' },
  { call: 'write', error: 'ENOSPC', file: 'naru.key.new' },
  { call: 'write', error: 'ENOSPC', file: 'naru.lock.json' },
];

/**
 * How many reads of the database file there are. Those of its log are left out: the layer that
 * enciphers takes a read that failed for one that did not (SQLite3 Multiple Ciphers 2.4.0,
 * `mcIoRead`; mended since), and a checkpoint then writes what it did not read into the database.
 */
const reads = 60;

/** Errors of every kind and length, over the whole of the story. */
export function spreadErrors(story: Story, wanted: number, random: () => number): DiskError[] {
  const errors = singular.flatMap((one) =>
    [1, 2].map((nth): DiskError => ({ ...plain, ...one, nth, mode: 'for-ever' })),
  );
  const commits = commitsOf(story);
  const later = commits.map((one): DiskError => ({ ...one, cut: 'later' }));
  const restarted = commits.map((one): DiskError => ({ ...one, cut: 'after-restart' }));
  const positions = modes.flatMap((mode) => [
    ...kinds.map(([call, error]) =>
      story.ops
        .filter((op) => op.call === call)
        .map(({ nth }): DiskError => ({ ...plain, call, error, nth, mode })),
    ),
    Array.from({ length: reads }, (_, i): DiskError => {
      return { ...plain, call: 'pread64', error: 'EIO', nth: i + 1, mode, file: 'naru.db' };
    }),
  ]);
  const each = Math.ceil(wanted / (positions.length + 4));
  for (const all of [later, restarted, ...positions])
    errors.push(...spread(all, all === later || all === restarted ? 2 * each : each, random));
  return spread(errors, wanted, random);
}

const plain = { cut: 'no', writesBefore: 0 } as const;

/** Syncs that end a commit, to fail once. */
function commitsOf({ ops }: Story): Omit<DiskError, 'cut'>[] {
  let writesBefore = 0;
  return ops.flatMap(({ op, call, nth }, i) => {
    if (call === 'pwrite64') writesBefore += 1;
    if (op !== 'sync' || ops[i - 1]?.op !== 'write') return [];
    return [{ call: 'fsync', error: 'EIO', nth, mode: 'once', writesBefore } as const];
  });
}

function failureOf({ call, error, nth, mode, file }: DiskError, data: string): Failure {
  const when = { once: `${nth}`, 'for-a-while': `${nth}..${nth + 5}`, 'for-ever': `${nth}+` }[mode];
  return { call, error, when, ...(file === undefined ? {} : { path: join(data, file) }) };
}

/** Lets the disk fail so and looks at what the program made of it. */
export async function failDisk(story: Story, error: DiskError, folder: string): Promise<Outcome> {
  const outcome = newOutcome();
  const place = placeIn(folder);
  const run = { ...story.run, place };
  const at = `${nameOf(run)}, ${error.call} ${error.nth} ${error.mode} ${error.error} ${error.file ?? ''}`;
  try {
    if (error.cut === 'later') return await cutLater(run, error);
    if (error.cut === 'after-restart') return await cutAfterRestart(story, run, error);
    const end = await fail(run, failureOf(error, place.data));
    const told = readTold(place.told);
    count(outcome, `error: ${error.call} ${error.error} ${error.mode}`);
    const wrong = [
      ...judgeEnd(end, told, error.mode),
      ...(mustBeTold(story, error) && !wasTold(told) ? ['nobody was told'] : []),
      ...(await examine({ folder: place.data, told, drain: true })),
    ];
    keep(outcome, at, wrong);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return outcome;
}

/** Power cuts at some of the lines that are told from a call on. */
function cutsFrom({ ops }: Story, from: number): Cut[] {
  const tells = ops.flatMap(({ op }, i) => (op === 'tell' && i >= from ? [i] : []));
  return spread(tells, 8, () => 0).map((after): Cut => ({ after, kinds: ['synced'] }));
}

/** A sync fails once, the program goes on, and then the power goes. */
async function cutLater(run: Run, error: DiskError): Promise<Outcome> {
  await record(run, failureOf(error, run.place.data));
  const story = readStory(run);
  const cuts = cutsFrom(
    story,
    story.ops.findIndex(({ op }) => op === 'sync-failed'),
  );
  const image = join(run.place.data, '..', 'image');
  const outcome = await cutPower(story, cuts, image, `power after fsync ${error.nth} failed`);
  return { ...outcome, done: { 'error: fsync failed, power cut': cuts.length } };
}

/**
 * A sync fails once, the process ends right then, and another one finds in the system's cache what
 * is not on the disk: it must not build on it as if it were, for then the power goes.
 */
async function cutAfterRestart(first: Story, run: Run, error: DiskError): Promise<Outcome> {
  const end = await recordKilled(run, failureOf(error, run.place.data), error.writesBefore + 1);
  if (end.signal !== 'SIGKILL') return { ...newOutcome(), done: { 'error: not reached': 1 } };
  const disk = diskModel(first.before);
  for (const op of readTrace(run.place, [...first.before.keys()])) disk.apply(op);
  noteEnd(run.place);
  const place = placeIn(join(run.place.data, '..', 'restarted'));
  const story = await recordStory({ ...run, place, after: run.place });
  const cuts = cutsFrom(story, 0);
  const image = join(run.place.data, '..', 'image');
  const label = `restart and power cut after fsync ${error.nth} failed`;
  const synced = disk.image('synced', () => 0);
  const outcome = await cutPower(story, cuts, image, label, diskModel(story.before, synced));
  return { ...outcome, done: { 'error: fsync failed, restart, power cut': cuts.length } };
}

function judgeEnd(end: End, told: readonly Told[], mode: Mode): string[] {
  const phase = told.findLast((line) => line.told === 'phase')?.phase;
  if (end.code === 3) {
    if (mode === 'for-ever' || phase === undefined || phase === 'start') return [];
    return [`ended by a refusal after ${phase ?? 'nothing'}: ${JSON.stringify(told.at(-1))}`];
  }
  if (end.code !== 0) return [`ended by a fault: ${describeEnd(end)}`];
  if (mode === 'for-ever') return [];
  return told.some((line) => line.told === 'gave-up') ? ['did not go on'] : [];
}

/**
 * What a commit writes and syncs. What works the log in may fail in silence and is tried again, and
 * so may what is written at the end, for the planner alone.
 */
function mustBeTold({ ops, before, told, toldBefore }: Story, error: DiskError): boolean {
  const name = 'naru.db-wal';
  const logs = new Set([[...before.keys()].indexOf(name) + 1]);
  for (const op of ops) if (op.op === 'create' && op.name === name) logs.add(op.file);
  const at = ops.findIndex(({ call, nth }) => call === error.call && nth === error.nth);
  const [last, op] = ops.slice(Math.max(0, at - 1), at + 1);
  const lines = toldBefore + ops.slice(0, at).filter((one) => one.op === 'tell').length;
  const phase = told.slice(0, lines).findLast((line) => line.told === 'phase')?.phase;
  if (phase === 'drained') return false;
  if (last === undefined || op === undefined) return false;
  if (!('file' in op && logs.has(op.file))) return false;
  return op.op === 'write' || (op.op === 'sync' && last.op === 'write' && last.file === op.file);
}

const wasTold = (told: readonly Told[]): boolean =>
  told.some((line) => line.told === 'trouble' || line.told === 'refusal');
