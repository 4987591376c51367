import type { Gateway } from '../../main/central/gateway.ts';
import { readSyncState } from '../../main/engine/sync.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import { openOutbox } from '../../main/outbox/index.ts';
import { describeStored, renderStored } from '../../main/engine/declarations.ts';
import { openDataFolder } from '../../main/store/index.ts';
import { instantGateway, unpaced } from './durable.ts';
import { compare, type Contender } from './measure.ts';

/** Visits in outboxes in which few and many filings wait, turn by turn; sent to its parent. */
const [, , fewQueued = '', manyQueued = '', fewInDoubt = '', manyInDoubt = ''] = process.argv;
const rounds = 40;
const each = 10;

const notFound = { cause: 'not-found', httpStatus: 404, retryAfterMs: null, answer: null } as const;
const gateway: Gateway = {
  ...instantGateway,
  // A look that tells nothing: the filing stays in doubt.
  inquire: () => Promise.resolve({ ...notFound, outcome: 'unknown' }),
};

function open(data: string, visit: 'send' | 'inquire'): { visit: Contender; sync: Contender } {
  const held = openDataFolder({ folder: data, owner: 'bench', now: new Date() });
  const store = held.openStore('practice');
  // A disk's own time would hide what grows.
  store.tables.connection.pragma('synchronous = OFF');
  const outbox = openOutbox({
    store,
    gateway,
    clock: systemClock,
    random: Math.random,
    settings: { ...unpaced, troubleIntervalMs: 0, maxIntervalMs: 0 },
    render: renderStored,
    describe: describeStored,
    readiness: {
      look: () => Promise.resolve({ is: 'ready', notes: [] }),
      ahead: () => {},
    },
    onChange: () => {},
  });
  async function once(): Promise<void> {
    for (;;) {
      const step = await outbox.step();
      if (step.did === visit) return;
      if (step.did === null && step.why !== 'pace') throw new RangeError(step.why);
    }
  }
  function sync(): void {
    const now = systemClock.now();
    readSyncState({ store, mode: 'practice', outbox, settings: unpaced, now });
  }
  return {
    visit: { name: data, once },
    sync: { name: data, once: async () => (await once(), sync()) },
  };
}

const measured: Record<string, { few: number; many: number; ratio: number }> = {};
async function weigh(name: string, few: Contender, many: Contender): Promise<void> {
  const [a, b] = await compare([few, many], rounds, each);
  // The share of speed, turned into one of cost.
  measured[name] = { few: a?.micros ?? 0, many: b?.micros ?? 0, ratio: 1 / (b?.ratio ?? 0) };
}
const few = open(fewQueued, 'send');
const many = open(manyQueued, 'send');
await weigh('claim, send, settle', few.visit, many.visit);
await weigh('claim, send, settle and the sync state', few.sync, many.sync);
const fewAsked = open(fewInDoubt, 'inquire');
const manyAsked = open(manyInDoubt, 'inquire');
await weigh('inquiry', fewAsked.visit, manyAsked.visit);
await weigh('inquiry and the sync state', fewAsked.sync, manyAsked.sync);
process.send?.(measured);
process.disconnect();
