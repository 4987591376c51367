import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { declarantCodeSchema, type DeclarationNo } from '../../../shared/filing/numbers.ts';
import { civilDate, epochMs, koreanYear } from '../../../shared/time.ts';
import { makeBackup, workFolder } from '../../../main/backup/index.ts';
import { extract, readContainer } from '../../../main/backup/container.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import {
  holdsSending,
  keptFolder,
  openDataFolder,
  readRestored,
  Store,
  verifyStore,
} from '../../../main/store/index.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { bundleWorkload, removeWorkload, type Workload } from '../lab/bundle.ts';
import { diskModel, imageKinds } from '../lab/disk-model.ts';
import { layDown } from '../lab/image.ts';
import { spread } from '../lab/spread.ts';
import { fail, killAt, placeIn, record, type Failure, type Place } from '../lab/strace.ts';
import { readTrace, type Op } from '../lab/trace.ts';
import { seedOf, type Story } from './stories.ts';

export interface Wanted {
  images: number;
  kills: number;
  full: number;
}
export interface Report {
  found: string[];
  done: Record<string, number>;
}

const office = {
  declarant: declarantCodeSchema.parse('12345'),
  name: '가',
  customsOffice: '04010',
};
const yesterday = epochMs(Date.parse('2026-11-27T01:00:00Z'));
const today = epochMs(Date.parse('2026-11-27T08:00:00Z'));

/** What there was before, and what must never be given again. */
interface Before {
  place: Place;
  oldHead: string;
  copyHead: string;
  given: Set<DeclarationNo>;
}

/** Records one backup, restore or salvage, and looks at what each end of it leaves. */
export async function runCopiesLab(story: Story, wanted: Wanted, folder: string): Promise<Report> {
  const workload = await bundleWorkload(
    fileURLToPath(new URL('copies-process.ts', import.meta.url)),
  );
  const report: Report = { found: [], done: {} };
  try {
    const before = prepare(placeIn(join(folder, 'before')));
    const run = { workload, seed: seedOf(story), after: before.place };
    const place = placeIn(join(folder, 'recorded'));
    const end = await record({ ...run, place }, null);
    if (end.code !== 0) throw new Error(`the story ended with ${end.code}: ${end.said}`);
    const there = filesIn(before.place.data);
    const ops = readTrace(place, [...there.keys()]);
    cutPower(story, before, there, ops, wanted.images, join(folder, 'image'), report);
    await endOften(story, before, workload, ops, wanted, join(folder, 'ended'), report);
    return report;
  } finally {
    removeWorkload(workload);
  }
}

function prepare(place: Place): Before {
  const app = join(place.data, 'app');
  const share = join(place.data, 'share');
  mkdirSync(share, { recursive: true });
  writeFileSync(place.told, '');
  const folder = openDataFolder({ folder: app, owner: 'lab', now: new Date(yesterday) });
  const store = folder.openStore('real');
  store.transaction(({ settings }) => settings.set('office', office));
  enter(store, 6, 1, yesterday);
  const copyHead = store.tables.journal.head().hash;
  const { file, key } = store;
  const order = { is: 'backup', file, key, mode: 'real', made: yesterday, folder: share } as const;
  const work = workFolder(app);
  makeBackup({ ...order, name: null, work, recipient: null, carried: null, keep: null });
  const given = new Set([...numbersOf(store), ...enter(store, 8, 2, today)]);
  const oldHead = store.tables.journal.head().hash;
  store.close();
  folder.release();
  return { place, oldHead, copyHead, given };
}

function enter(store: Store, count: number, seed: number, at: typeof today): DeclarationNo[] {
  const filings = practiceFilings({ count, seed, today: civilDate('2026-11-27') });
  const checked = filings.map((declaration, n) => ({
    reference: `${seed}-${n}`,
    kind: 'import' as const,
    priority: 'normal' as const,
    deadline: null,
    summary: {
      importer: '가',
      goods: 'A',
      lines: 1,
      billOfLading: '',
      currency: 'USD',
      amount: '1',
      tax: null,
    },
    declaration,
  }));
  enqueue(store, checked, { office, at, batchId: null });
  return numbersOf(store);
}

const numbersOf = (store: Store): DeclarationNo[] =>
  store.tables.connection
    .prepare<[], DeclarationNo>('SELECT declaration_no FROM filing')
    .pluck()
    .all();

function filesIn(root: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const file = join(entry.parentPath, entry.name);
      files.set(relative(root, file), readFileSync(file));
    }
  return files;
}

function cutPower(
  story: Story,
  before: Before,
  there: ReadonlyMap<string, Buffer>,
  ops: readonly Op[],
  images: number,
  folder: string,
  report: Report,
): void {
  const random = seededRandom(images);
  // Where names change a state begins or ends: each of those, and a spread of the others.
  const all = ops.map((_, i) => i);
  const named = all.filter((i) => ['rename', 'unlink'].includes(ops[i]?.op ?? ''));
  const others = all.filter((i) => !named.includes(i));
  const wanted = Math.max(0, Math.ceil(images / imageKinds.length) - named.length);
  const instants = new Set([...named, ...spread(others, wanted, random)]);
  const disk = diskModel(there);
  for (const [i, op] of ops.entries()) {
    disk.apply(op);
    if (!instants.has(i)) continue;
    for (const kind of imageKinds) {
      layDown(folder, disk.image(kind, seededRandom(1_000_003 + i)));
      note(
        report,
        `power: ${kind}`,
        `${story}, power cut after call ${i} (${op.op}), ${kind}`,
        () => examine(story, before, folder),
      );
    }
  }
  rmSync(folder, { recursive: true, force: true });
}

async function endOften(
  story: Story,
  before: Before,
  workload: Workload,
  ops: readonly Op[],
  wanted: Wanted,
  folder: string,
  report: Report,
): Promise<void> {
  const points = ops.filter(({ call }) => call !== 'openat' && call !== '');
  const writes = points.filter(({ call }) => call === 'pwrite64' || call === 'write');
  const run = { workload, seed: seedOf(story), after: before.place };
  for (const { call, nth } of spread(points, wanted.kills, seededRandom(3))) {
    const place = placeIn(folder);
    await killAt({ ...run, place }, call, nth);
    note(report, `kill: ${call}`, `${story}, killed at ${call} ${nth}`, () =>
      examine(story, before, place.data),
    );
    rmSync(folder, { recursive: true, force: true });
  }
  for (const { call, nth } of spread(writes, wanted.full, seededRandom(4))) {
    const failure: Failure = { call, error: 'ENOSPC', when: `${nth}+` };
    const place = placeIn(folder);
    await fail({ ...run, place }, failure);
    note(report, `full: ${call}`, `${story}, disk full from ${call} ${nth}`, () =>
      examine(story, before, place.data),
    );
    rmSync(folder, { recursive: true, force: true });
  }
}

function note(report: Report, kind: string, at: string, look: () => string[]): void {
  report.done[kind] = (report.done[kind] ?? 0) + 1;
  try {
    report.found.push(...look().map((wrong) => `${at}: ${wrong}`));
  } catch (error) {
    const told = error instanceof NaruError ? JSON.stringify(error.problem) : String(error);
    report.found.push(`${at}: ${told}`);
  }
}

/** What is wrong with what is left; nothing where all is well. */
function examine(story: Story, before: Before, root: string): string[] {
  const wrong: string[] = [];
  const app = join(root, 'app');
  const good = goodBackups(join(root, 'share'), app);
  if (good === 0) wrong.push('no good backup is left');
  const folder = openDataFolder({ folder: app, owner: 'lab', now: new Date(today) });
  try {
    const store = folder.openStore('real');
    try {
      for (const { code } of verifyStore(store).findings) wrong.push(`unsound: ${code}`);
      const mark = store.read(readRestored);
      const isWhole = has(store, before.oldHead);
      // What was salvaged of sound data is all of it: that the old is kept tells that it is another.
      const wasKept = isKept(app, folder.key, before.oldHead);
      const isOld = isWhole && (story !== 'salvage' || !wasKept);
      if (!isWhole && !has(store, before.copyHead)) wrong.push('neither the old data nor the copy');
      if (isOld && mark !== null) wrong.push('the old data is marked as a copy');
      if (!isWhole && story === 'salvage') wrong.push('a salvage lost what could be read');
      if (!isOld && (mark === null || !holdsSending(mark))) wrong.push('a copy that may send');
      if (!isOld && story === 'backup') wrong.push('a backup changed the data');
      if (!isOld && !wasKept) wrong.push('the old data is gone');
      const year = koreanYear(today);
      const next = store.transaction(({ serials }) => serials.next(office.declarant, year, 'M'));
      if (before.given.has(next)) wrong.push(`number ${next} is given again`);
    } finally {
      store.close();
    }
  } finally {
    folder.release();
  }
  return wrong;
}

const has = ({ tables }: Store, head: string): boolean =>
  tables.connection.prepare('SELECT 1 FROM journal WHERE hash = ?').get(head) !== undefined;

function isKept(app: string, key: Buffer, head: string): boolean {
  const kept = keptFolder(app);
  if (!existsSync(kept)) return false;
  return readdirSync(kept)
    .filter((name) => name.endsWith('.db'))
    .some((name) => {
      const store = new Store({ file: join(kept, name), key, readonly: true });
      try {
        return has(store, head);
      } finally {
        store.close();
      }
    });
}

/** Those under a backup's own name; each of them must be whole. */
function goodBackups(share: string, app: string): number {
  const names = readdirSync(share).filter((name) => name.endsWith('.naru-backup'));
  for (const name of names) {
    const file = join(share, name);
    if (statSync(file).size === 0) throw new Error(`${name} is empty`);
    extract(file, readContainer(file), join(app, 'extracted.db'));
  }
  return names.length;
}
