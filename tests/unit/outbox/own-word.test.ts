import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Gateway } from '../../../main/central/gateway.ts';
import { enqueue, openOutbox } from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { Store } from '../../../main/store/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import { seededRandom, virtualClock } from '../../support/virtual-clock.ts';
import { describe, filing } from './small-outbox.ts';

const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });

/** What is asked of the status page, and when; a sending that is begun never ends. */
function restartable() {
  const folder = mkdtempSync(join(tmpdir(), 'naru-own-word-'));
  const store = new Store({ file: join(folder, 'naru.db'), key: Buffer.alloc(32, 7) });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const clock = virtualClock();
  const asked: number[] = [];
  const never = new Promise<never>(() => {});
  const gateway: Gateway = {
    destination: 'silent',
    submit: () => never,
    inquire: () => never,
    notices: () => never,
    ownWord() {
      asked.push(clock.now());
      return Promise.resolve(null);
    },
  };
  const open = () =>
    openOutbox({
      store,
      gateway,
      clock,
      random: seededRandom(1),
      settings: { ...defaultPacing, startSpreadMs: 0 },
      render: (kind, declaration, context, part) => ({
        ok: true,
        xml: JSON.stringify({ kind, part, declaration, ...context }),
      }),
      describe,
      watchOwnWord: true,
      onChange: () => {},
    });
  return { store, clock, asked, open };
}

test('the status page is not looked at while a Retry-After may have died with the process', async () => {
  const { store, clock, asked, open } = restartable();
  enqueue(store, [filing('A')], { office, at: clock.now(), batchId: null });
  const first = open();
  // A look at the notices is on its way, and its answer dies with the process.
  expect((await first.begin()).did).toBe('notices');

  clock.advance(500);
  const killedAt = clock.now();
  const second = open();
  while (asked.length === 0 && clock.now() < killedAt + 60_000) {
    await second.begin();
    clock.advance(100);
  }
  expect(asked[0]).toBeGreaterThanOrEqual(killedAt + defaultPacing.unheardPauseMs);
});

test('it is looked at once after an end in good order', async () => {
  const { clock, asked, open } = restartable();
  const outbox = open();
  for (let i = 0; i < 5 && asked.length === 0; i += 1) {
    await outbox.begin();
    clock.advance(100);
  }
  expect(asked).toHaveLength(1);
});

test('it is looked at in its time where the clock was set back', async () => {
  const { clock, asked, open } = restartable();
  const outbox = open();
  const pass = async (steps: number): Promise<void> => {
    for (let i = 0; i < steps; i += 1) {
      await outbox.begin();
      clock.advance(1000);
    }
  };
  await pass(5);
  expect(asked).toHaveLength(1);
  clock.setWall(epochMs(clock.now() - 24 * 3_600_000));
  await pass(70);
  expect(asked).toHaveLength(2);
});
