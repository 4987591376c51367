import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import {
  enqueue,
  enterDirective,
  wishDirective,
  workOnDirectives,
} from '../../main/outbox/index.ts';
import { Store, verifyStore } from '../../main/store/index.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import { directiveOrderSchema } from '../../shared/sync/directives.ts';
import { epochMs } from '../../shared/time.ts';
import { filing } from '../unit/outbox/small-outbox.ts';
import { seededRandom } from '../support/virtual-clock.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-crash-directives-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filings = 1000;
const file = join(folder, 'naru.db');
const open = (): Store => new Store({ file, key: Buffer.alloc(32, 7) });

/** Lets a process work, and kills it with SIGKILL after some pieces. */
async function killedAfter(pieces: number): Promise<'killed' | 'ended'> {
  const script = fileURLToPath(new URL('../fakes/directive-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let seen = 0;
  child.stdout.on('data', (told: Buffer) => {
    seen += told.length;
    if (seen >= pieces) child.kill('SIGKILL');
  });
  const [code] = await once(child, 'exit');
  return code === 0 ? 'ended' : 'killed';
}

function entriesOf(store: Store, kind: string): Map<number, number> {
  const found = new Map<number, number>();
  for (const entry of store.tables.journal.walk())
    if (entry.kind === kind && entry.filing_id !== null)
      found.set(entry.filing_id, (found.get(entry.filing_id) ?? 0) + 1);
  return found;
}

async function killedUntil(id: number, end: string, random: () => number): Promise<number> {
  let kills = 0;
  for (let i = 0; i < 200; i += 1) {
    const how = await killedAfter(1 + Math.floor(random() * 12));
    if (how === 'killed') kills += 1;
    const store = open();
    const phase = store.tables.directives.byId(id)?.phase;
    const findings = verifyStore(store).findings;
    store.close();
    expect(findings).toEqual([]);
    if (phase === end) return kills;
  }
  return expect.unreachable('it never ended');
}

test('killed again and again while 1,000 filings are held, it goes on exactly where it was', async () => {
  let store = open();
  const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
  const at = epochMs(Date.now());
  const many = Array.from({ length: filings }, (_, n) => filing(`R${n}`));
  enqueue(store, many, { office, at, batchId: null });
  const order = directiveOrderSchema.parse({
    kind: 'hold',
    from: at - 1000,
    to: at + 1000,
    text: '별도 안내가 있을 때까지 보내지 마십시오.',
    enteredBy: '김나루',
  });
  const id = enterDirective(store, order, at);
  while (workOnDirectives(store, at) !== null);
  const planned = store.tables.directives.inState(id, 'planned', 0, 10_000);
  expect(planned).toHaveLength(filings);
  wishDirective(store, id, 'apply', at);
  store.close();

  const random = seededRandom(5);
  const kills = await killedUntil(id, 'applied', random);
  expect(kills).toBeGreaterThan(2);
  store = open();
  const done = store.tables.directives.inState(id, 'done', 0, 10_000);
  // What was previewed is what was applied, each once.
  expect(done.map(({ filingId }) => filingId)).toEqual(planned.map(({ filingId }) => filingId));
  expect(store.counts.transport).toMatchObject({ held: filings, queued: 0 });
  expect(new Set(entriesOf(store, 'ordered').values())).toEqual(new Set([1]));
  wishDirective(store, id, 'undo', at);
  store.close();

  await killedUntil(id, 'undone', random);
  store = open();
  expect(store.counts.transport).toMatchObject({ held: 0, queued: filings });
  expect(new Set(entriesOf(store, 'order-undone').values())).toEqual(new Set([1]));
  store.close();
}, 120_000);
