import { join } from 'node:path';
import { describeStored, renderStored } from '../../main/engine/declarations.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import type { FrozenDocument, Gateway, SendOutcome } from '../../main/central/gateway.ts';
import { enqueue, openOutbox } from '../../main/outbox/index.ts';
import { defaultPacing, type PacingSettings } from '../../main/outbox/policy/index.ts';
import { openConnection } from '../../main/store/connection.ts';
import { Store } from '../../main/store/index.ts';
import { declarationNoSchema } from '../../shared/filing/numbers.ts';
import { theDeclaration } from '../../shared/filing/part.ts';
import { civilDate } from '../../shared/time.ts';
import { compare, type Comparison, type Contender } from './measure.ts';
import { office, sampleFiling } from './samples.ts';

const key = Buffer.alloc(32, 3);
const renderContext = {
  declarationNo: declarationNoSchema.parse('1234526000001M'),
  declaredOn: civilDate('2026-11-23'),
};

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

/** Claim, send, settle, against the bare loop of two transactions that keeps the same document. */
export async function benchDrain(folder: string, pieces: number): Promise<Comparison[]> {
  const ours = drain(folder, 'drain', instantGateway, pieces);
  return compare([bareLoop(folder, pieces), ours], 20, Math.floor(pieces / 21));
}

function bareLoop(folder: string, pieces: number): Contender {
  const connection = openConnection({ file: join(folder, 'bare-loop.db'), key });
  connection.exec(`CREATE TABLE filing (id INTEGER PRIMARY KEY, state TEXT, receipt TEXT, body TEXT);
    CREATE INDEX filing_by_state ON filing (state, id);
    CREATE TABLE document (id INTEGER PRIMARY KEY, filing INTEGER, body BLOB)`);
  const insert = connection.prepare("INSERT INTO filing (state, body) VALUES ('queued', ?)");
  connection.transaction(() => {
    for (let n = 1; n <= pieces; n += 1) insert.run(JSON.stringify(sampleFiling(n).declaration));
  })();
  const next = connection.prepare<[], { id: number; body: string }>(
    "SELECT id, body FROM filing WHERE state = 'queued' ORDER BY id LIMIT 1",
  );
  const keep = connection.prepare('INSERT INTO document (filing, body) VALUES (?, ?)');
  const mark = connection.prepare('UPDATE filing SET state = ?, receipt = ? WHERE id = ?');
  return {
    name: 'bare loop of two transactions, FULL, same cipher',
    once() {
      const row = next.get();
      if (row === undefined) throw new RangeError('nothing left to do');
      const xml = render(row.body);
      connection.transaction(() => {
        keep.run(row.id, xml);
        mark.run('sending', null, row.id);
      })();
      connection.transaction(() => mark.run('done', `R-${row.id}`, row.id))();
    },
  };
}

/** The bare loop renders the same document: it is the transactions that are compared. */
function render(body: string): Buffer {
  const rendered = renderStored('import', JSON.parse(body), renderContext, theDeclaration);
  if (!rendered.ok) throw new RangeError('sample cannot be rendered');
  return Buffer.from(rendered.xml);
}

/** The real outbox over a gateway, one step per piece of work. */
export function drain(folder: string, name: string, gateway: Gateway, pieces: number): Contender {
  const store = new Store({ file: join(folder, `${name}.db`), key });
  for (let from = 1; from <= pieces; from += 500) {
    const count = Math.min(500, pieces - from + 1);
    const filings = Array.from({ length: count }, (_, i) => sampleFiling(from + i));
    enqueue(store, filings, { office, at: systemClock.now(), batchId: null });
  }
  const outbox = openOutbox({
    store,
    gateway,
    clock: systemClock,
    random: Math.random,
    settings: unpaced,
    render: renderStored,
    describe: describeStored,
    onChange: () => {},
  });
  return {
    name: `outbox: claim, send, settle (${name})`,
    async once() {
      for (;;) {
        const step = await outbox.step();
        if (step.did === 'send') return;
        if (step.did === null && step.why === 'no-work') throw new RangeError('nothing left to do');
      }
    },
  };
}

const seen = { cause: 'receipt', httpStatus: 201, retryAfterMs: null, answer: null } as const;

/** Answers at once and without a line. */
const instantGateway: Gateway = {
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
