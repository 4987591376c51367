import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../main/engine/system-clock.ts';
import { createSendingProgram, kind } from '../../main/practice/folder/index.ts';
import { checkedFiling } from '../../main/engine/declarations.ts';
import { enqueue } from '../../main/outbox/index.ts';
import { openDataFolder, openForReading } from '../../main/store/index.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import { practiceFilings } from '../../shared/documents/index.ts';
import { koreanDate } from '../../shared/time.ts';
import { ended, naru } from '../support/naru-process.ts';
import { seededRandom } from '../support/virtual-clock.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-crash-folders-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filings = 120;
const kills = 25;
const countsSchema = z.record(z.string(), z.number());

function start(data: string, send: string, sent: string, receive: string) {
  const file = fileURLToPath(new URL('../fakes/folder-run-process.ts', import.meta.url));
  const args = [file, '--data', data, '--send', send, '--sent', sent, '--receive', receive];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Between the file's name and the settling of its attempt a process is killed again and again. */
test('killed while it hands over, it hands no document over twice and loses none', async () => {
  const data = join(folder, 'data');
  const send = join(folder, 'send');
  const sent = join(folder, 'sent');
  const receive = join(folder, 'receive');
  mkdirSync(send);
  queueIn(data);

  const random = seededRandom(11);
  const program = createSendingProgram({
    send,
    sent,
    receive,
    seed: 3,
    unkindness: { ...kind, strayError: 0.2, twice: 0.2 },
    clock: systemClock,
    pace: { receivedMs: [10, 50], decisionMs: [50, 200], furtherMs: [50, 200] },
  });
  const timer = setInterval(() => program.step(), 10);
  try {
    for (let done = 0; done < kills; done += 1) {
      const child = start(data, send, sent, receive);
      const over = ended(child);
      const watching = watch(send);
      // Right after a file has got its name, or any time.
      if (random() < 0.8) {
        const after = Math.floor(random() * 4);
        for (let seen = 0; seen <= after;) {
          const [, name] = z
            .tuple([z.string(), z.string().nullable()])
            .rest(z.unknown())
            .parse(await Promise.race([once(watching, 'change'), over.then(() => ['', 'end'])]));
          if (name === 'end' || name?.startsWith('GOVCBR') === true) seen += 1;
        }
      } else await systemClock.sleep(1500 * random());
      child.kill('SIGKILL');
      watching.close();
      const end = await over;
      expect(end, end.err).toMatchObject({ signal: 'SIGKILL' });
    }
    const last = start(data, send, sent, receive);
    const over = ended(last);
    let counts: z.output<typeof countsSchema> = {};
    last.stdout.on('data', (text: Buffer) => {
      const line = text.toString().trim().split('\n').at(-1) ?? '{}';
      counts = countsSchema.parse(JSON.parse(line));
    });
    const deadline = Date.now() + 90_000;
    while ((counts['acknowledged'] ?? 0) < filings && Date.now() < deadline)
      await systemClock.sleep(200);
    last.kill('SIGKILL');
    await over;
    expect(counts).toMatchObject({ acknowledged: filings });
  } finally {
    clearInterval(timer);
  }
  expect(program.twice()).toEqual([]);
  expect(program.pickedUp().length).toBe(filings);
  expect(readdirSync(send)).toEqual([]);
  expect(await naru(['verify', '--data', data])).toMatchObject({ code: 0 });
  // Kills that met nothing on its way would prove nothing.
  expect(recoveredIn(data)).toBeGreaterThanOrEqual(3);
  program.close();
});

/** Real declarations, so that what is handed over is as large as in an office. */
function queueIn(data: string): void {
  const held = openDataFolder({ folder: data, owner: 'test', now: new Date() });
  const store = held.openStore('real');
  const at = systemClock.now();
  const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });
  const samples = practiceFilings({ count: filings, seed: 5, today: koreanDate(at) });
  enqueue(store, samples.map(checkedFiling), { office, at, batchId: null });
  store.close();
  held.release();
}

function recoveredIn(data: string): number {
  const store = openForReading(data, 'real');
  try {
    return [...store.tables.journal.walk()].filter(({ kind: entry }) => entry === 'recovered')
      .length;
  } finally {
    store.close();
  }
}
