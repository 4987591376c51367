import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { createEngine, type Engine, type EngineOptions } from '../../../main/engine/engine.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import { createPracticeCentral, type PracticeCentral } from '../../../main/practice/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/index.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { declarantCodeSchema } from '../../../shared/filing/numbers.ts';
import { koreanDate } from '../../../shared/time.ts';

/** As fast as this computer can; the limits of a second and a minute out of the way. */
const pacing = pacingSettingsSchema.parse({
  minIntervalMs: 0,
  minGapMs: 0,
  troubleIntervalMs: 20,
  startSpreadMs: 0,
  emptyNoticesMs: 50,
  inquirySettleMs: 20,
  inquiryFirstMs: 20,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
});
const office = {
  declarant: declarantCodeSchema.parse('12345'),
  name: '시험 관세사무소',
  customsOffice: '04010',
};
export const passphrase = '나루터에 눈이 내린다 2026';

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'naru-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** An office's engine, with calls as a face makes them. */
export interface Desk {
  engine: Engine;
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  /** Puts filings in; gives their rows. */
  enter(count: number, seed: number): Promise<FilingRow[]>;
  rows(): Promise<FilingRow[]>;
  /** Waits until nothing is on its way or to be sent. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export async function openDesk(
  dataFolder: string,
  start: (options: EngineOptions) => Promise<Engine> = createEngine,
): Promise<Desk> {
  const engine = await start({ dataFolder, owner: 'backup test', pacing });
  const faults: unknown[] = [];
  engine.ended.catch((error: unknown) => faults.push(error));
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  const client = connectEngine(near);
  let isOpen = true;
  async function stop(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await engine.stop();
    if (faults.length > 0) throw faults[0];
  }
  onTestFinished(stop);
  const call: Desk['call'] = (name, input) => client.call(name, input);
  async function rows(): Promise<FilingRow[]> {
    const all: FilingRow[] = [];
    for (let after: string | null = null; ;) {
      const page: CallOutput<'filings.page'> = await call('filings.page', {
        view: 'all',
        search: '',
        after,
        limit: 200,
      });
      all.push(...page.rows);
      if (page.next === null) return all;
      after = page.next;
    }
  }
  return {
    engine,
    call,
    rows,
    async enter(count, seed) {
      const before = new Set((await rows()).map(({ id }) => id));
      const today = koreanDate(systemClock.now());
      const bytes = Buffer.from(JSON.stringify(practiceFilings({ count, seed, today })));
      const begun = await call('intake.begin', { name: `${seed}.json`, size: bytes.length });
      const { intakeId } = begun;
      const data = bytes.toString('base64');
      await call('intake.chunk', { intakeId, offset: 0, data });
      await call('intake.commit', { intakeId });
      return (await rows()).filter(({ id }) => !before.has(id));
    },
    async settled() {
      await vi.waitFor(
        async () => {
          if (faults.length > 0) throw faults[0];
          const { counts } = await call('sync.get', {});
          const { queued, sending, unconfirmed, processing } = counts.transport;
          const open = queued + sending + unconfirmed + processing;
          if (open > 0) throw new Error(`still open: ${JSON.stringify(counts.transport)}`);
        },
        { timeout: 120_000, interval: 100 },
      );
    },
    stop,
  };
}

export async function openCentral(): Promise<{ central: PracticeCentral; url: string }> {
  const central = createPracticeCentral({ seed: 7, scenario: 'calm', clock: systemClock });
  const { url } = await central.listen(0);
  onTestFinished(() => central.close());
  return { central, url };
}

/** A desk at work with real filings. */
export async function openOffice(dataFolder: string, url: string): Promise<Desk> {
  const desk = await openDesk(dataFolder);
  await desk.call('mode.set', { mode: 'real' });
  await desk.call('office.set', office);
  await desk.call('gateway.set', { is: 'http', url, token: null });
  return desk;
}

export const plan = (folder: string) =>
  ({
    folder,
    everyHours: 24,
    keep: { days: 7, weeks: 4, months: 12 },
    protect: { is: 'passphrase', passphrase },
  }) as const;

/** Resolves once nothing is left to be asked after a restore. */
export async function recovered(desk: Desk): Promise<void> {
  await vi.waitFor(
    async () => {
      const { recovery } = await desk.call('backup.get', {});
      if (recovery !== null) throw new Error(`still asking: ${JSON.stringify(recovery)}`);
    },
    { timeout: 120_000, interval: 100 },
  );
}
