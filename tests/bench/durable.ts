import { join } from 'node:path';
import { describeStored, renderStored } from '../../main/engine/declarations.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import type { FrozenDocument, Gateway, SendOutcome } from '../../main/central/gateway.ts';
import { enqueue, openOutbox, type Following, type Outbox } from '../../main/outbox/index.ts';
import { defaultPacing, type PacingSettings } from '../../main/outbox/policy/index.ts';
import { openConnection } from '../../main/store/connection.ts';
import { Store } from '../../main/store/index.ts';
import { openBareLoop } from './bare-loop.ts';
import { compare, type Comparison, type Contender } from './measure.ts';
import { office, sampleFiling } from './samples.ts';

const key = Buffer.alloc(32, 3);
/** No pacing: what is measured is the store and the protocol. */
export const unpaced: PacingSettings = {
  ...defaultPacing,
  minIntervalMs: 0,
  minGapMs: 0,
  gapLatencyShare: 0,
  startSpreadMs: 0,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
};

/** One filing in one transaction, against one bare insert of the same declaration. */
export function benchEnqueue(folder: string): Promise<Comparison[]> {
  const store = new Store({ file: join(folder, 'enqueue.db'), key });
  let n = 0;
  const ours: Contender = {
    name: 'enqueue',
    once() {
      n += 1;
      enqueue(store, [sampleFiling(n)], { office, at: systemClock.now(), batchId: null });
    },
  };
  return compare([bareInsert(folder), ours], 30, 100);
}

function bareInsert(folder: string): Contender {
  const connection = openConnection({ file: join(folder, 'bare.db'), key });
  connection.exec('CREATE TABLE filing (id INTEGER PRIMARY KEY, reference TEXT UNIQUE, body TEXT)');
  const insert = connection.prepare('INSERT INTO filing (reference, body) VALUES (?, ?)');
  let n = 0;
  return {
    name: 'bare insert, FULL, same cipher',
    once() {
      n += 1;
      const { reference, declaration } = sampleFiling(n);
      insert.run(reference, JSON.stringify(declaration));
    },
  };
}

/**
 * Claim, send, settle, against the bare loop of two transactions that keeps the same document; one
 * filing on its way at a time, and several, as the pace allows them.
 */
export async function benchDrain(folder: string, pieces: number): Promise<Comparison[]> {
  const one = drain(folder, 'one at a time', instantGateway, pieces);
  const several = drain(folder, 'eight on their way', instantGateway, pieces, 8);
  return compare([bareLoop(folder, pieces), one, several], 20, Math.floor(pieces / 21));
}

function bareLoop(folder: string, pieces: number): Contender {
  const loop = openBareLoop(join(folder, 'bare-loop.db'), key);
  loop.insertMany(Array.from({ length: pieces }, (_, i) => sampleFiling(i + 1)));
  return { name: 'bare loop of two transactions, FULL, same cipher', once: () => loop.once() };
}

/** The real outbox over a gateway, `atOnce` filings on their way at most. */
export function drain(
  folder: string,
  name: string,
  gateway: Gateway,
  pieces: number,
  atOnce = 1,
): Contender {
  const store = new Store({ file: join(folder, `${name}.db`), key });
  for (let from = 1; from <= pieces; from += 500) {
    const count = Math.min(500, pieces - from + 1);
    const filings = Array.from({ length: count }, (_, i) => sampleFiling(from + i));
    enqueue(store, filings, { office, at: systemClock.now(), batchId: null });
  }
  const many = bringer(store, gateway, atOnce);
  return { name: `outbox: claim, send, settle (${name})`, many };
}

/** Brings so many filings of a store through, `atOnce` on their way at most; nothing is paced. */
export function bringer(
  store: Store,
  gateway: Gateway,
  atOnce: number,
): (count: number, onDone?: () => void) => Promise<void> {
  const outbox = openUnpaced(store, gateway);
  const onTheirWay = new Set<Promise<void>>();
  // Below nought where more than one followed at the end; the next count has that many less to do.
  const run = { left: 0, onDone: (): void => {} };
  // As the engine's loop does it: they follow each other where one is settled.
  const following: Following = {
    mayFollow: () => run.left > 0,
    follows(ended) {
      run.left -= 1;
      const visit = ended.finally(() => {
        onTheirWay.delete(visit);
        run.onDone();
      });
      onTheirWay.add(visit);
    },
  };
  return async (count, onDone = () => {}) => {
    run.left += count;
    run.onDone = onDone;
    while (run.left > 0 || onTheirWay.size > 0) {
      if (run.left <= 0 || onTheirWay.size >= atOnce) {
        await Promise.race(onTheirWay);
        continue;
      }
      const begun = await outbox.begin(undefined, following);
      if (begun.did === 'send') following.follows(begun.ended);
      else if (begun.did !== null && begun.did !== 'set-aside') await begun.ended;
      else if (onTheirWay.size > 0) await Promise.race(onTheirWay);
      else if (begun.did === null && begun.why === 'no-work')
        throw new RangeError('nothing left to do');
    }
  };
}

/** The real outbox, in no hurry and at no pace. */
export function openUnpaced(
  store: Store,
  gateway: Gateway,
  onChange: () => void = () => {},
  maxOpen = unpaced.maxOpen,
): Outbox {
  return openOutbox({
    store,
    gateway,
    clock: systemClock,
    random: Math.random,
    settings: { ...unpaced, maxOpen },
    render: renderStored,
    describe: describeStored,
    onChange,
  });
}

const seen = { cause: 'receipt', httpStatus: 201, retryAfterMs: null, answer: null } as const;

/** Answers at once and without a line. */
export const instantGateway: Gateway = {
  destination: 'instant',
  submit: (document) => Promise.resolve(taken(document)),
  inquire: () => Promise.reject(new RangeError('nothing is in doubt here')),
  notices: () => Promise.resolve({ ...seen, outcome: 'page', notices: [], next: '' }),
  ownWord: () => Promise.resolve(null),
};

function taken({ declarationNo, digest }: FrozenDocument): SendOutcome {
  const receipt = {
    declarationNo,
    state: 'received',
    receiptNo: `R-${declarationNo}`,
    receivedAt: '2026-11-23T00:00:00Z',
    digest,
  } as const;
  return { ...seen, outcome: 'taken', receipt };
}
