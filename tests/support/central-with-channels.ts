import { join } from 'node:path';
import { createHttpGateway } from '../../main/central/index.ts';
import { reach } from '../../main/central/reach.ts';
import { createUnipass } from '../../main/central/unipass/index.ts';
import { feeding } from '../../main/engine/health.ts';
import { openHealth, type Health } from '../../main/health/index.ts';
import { enqueue, openOutbox } from '../../main/outbox/index.ts';
import { defaultPacing } from '../../main/outbox/policy/index.ts';
import { openBook } from '../../main/practice/book.ts';
import { createCentralServer, type CentralServer } from '../../main/practice/central-server.ts';
import { practicePace } from '../../main/practice/life.ts';
import { openOwnBook } from '../../main/practice/open-api/own-book.ts';
import { createRegistry } from '../../main/practice/open-api/registry.ts';
import { serveOpenApi } from '../../main/practice/open-api/serve.ts';
import { served, type Ask, type Plan } from '../../main/practice/plan.ts';
import { Store } from '../../main/store/index.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import { channels, type Channel, type GradeChange } from '../../shared/sync/channels.ts';
import { addDays, koreanDate } from '../../shared/time.ts';
import { smallDocument } from './folder-exchange.ts';
import { seededRandom, virtualClock } from './virtual-clock.ts';

const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
const summary = {
  importer: '한결무역(주)',
  goods: '전기스탠드',
  lines: 1,
  billOfLading: '',
  currency: 'USD',
  amount: '1200',
  tax: null,
};
const both = { network: true, names: true };
const key = 'channels-key';

/** Quick and well; each declaration is worked on for a while, so that it is inquired about. */
export function usually({ want }: Ask): Plan {
  const pend = { forMs: 20_000, ends: 'receipt', retryAfter: null } as const;
  return { ...served(60), pend: want === 'submit' ? pend : null };
}

/** What befalls the way to the central system, or itself. */
export interface Fate {
  cable: 'in' | 'pulled';
  gateway: 'up' | 'down';
  plan: (ask: Ask) => Plan;
}

export type CentralWithChannels = Awaited<ReturnType<typeof centralWithChannels>>;

/**
 * An office's outbox, open API and health of channels on one clock, over real HTTP to the practice
 * central system. How long its answers take is the clock's time, not the computer's.
 */
export async function centralWithChannels(folder: string, seed: number) {
  const clock = virtualClock();
  const random = seededRandom(seed);
  const fate: Fate = { cable: 'in', gateway: 'up', plan: usually };
  const book = openBook(':memory:', 'channels', seed, practicePace);
  const own = openOwnBook(':memory:');
  const registry = createRegistry(own, seed, clock.now());
  const openApi = serveOpenApi({
    seed,
    key,
    book,
    own,
    registry,
    clock,
    planFor: (ask) => fate.plan(ask),
  });
  let server: CentralServer | null = null;
  let port = 0;

  async function up(): Promise<void> {
    server = createCentralServer({
      clock,
      book,
      token: () => null,
      check: () => [],
      logSize: 10,
      onChange: () => {},
      planFor: (ask) => fate.plan(ask),
      // It says so throughout.
      ownWord: () => ({ state: 'normal', message: '정상 운영 중입니다.' }),
      elsewhere: openApi.handle,
    });
    const { url } = await server.listen(port, '127.0.0.1');
    port = Number(new URL(url).port);
  }
  async function down(): Promise<void> {
    await server?.close();
    server = null;
  }
  await up();
  const baseUrl = `http://127.0.0.1:${port}`;

  const options = { file: join(folder, 'test.db'), key: Buffer.alloc(32, 7) };
  let store = new Store(options);
  let told: GradeChange[] = [];
  let health = openOwnHealth();
  let { outbox, unipass } = openRest();
  let asked = 0;
  let enqueued = 0;

  function openOwnHealth(): Health {
    const opened = openHealth({
      store,
      clock,
      random,
      onChange: () => {},
      ways: { gateway: both, openApi: both },
      probes: {
        network: () => Promise.resolve(fate.cable === 'in'),
        name: () => Promise.resolve({ ok: fate.cable === 'in' }),
        connect: (signal) => reach(new URL(baseUrl), { timeoutMs: 2000, signal }),
        mayConnect: () => clock.now() >= (outbox.gate.state().notBefore ?? 0),
        waitingFiles: null,
      },
    });
    opened.onGradeChange((change) => told.push(change));
    return opened;
  }
  function openRest() {
    const { measured, asked: onAsked } = feeding(
      { seen: (seen) => health.seen(seen), handedOver: () => {} },
      false,
    );
    return {
      outbox: openOutbox({
        store,
        clock,
        random,
        settings: defaultPacing,
        watchOwnWord: true,
        gateway: createHttpGateway({ baseUrl, token: () => null, userAgent: 'test' }),
        render: (kind, declaration, { declarationNo }, part) => ({
          ok: true,
          xml: smallDocument(kind, part, declarationNo, JSON.stringify(declaration)),
        }),
        describe: () => ({ summary, deadline: null }),
        onChange: () => {},
        onMeasured: measured,
      }),
      unipass: createUnipass({
        baseUrl,
        clock,
        random,
        userAgent: 'test',
        onAsked,
        keyOf: () => key,
        perHundred: () => [],
        cache: { get: () => null, put: () => {} },
      }),
    };
  }

  function putIn(count: number): void {
    const filings = Array.from({ length: count }, () => {
      enqueued += 1;
      return {
        reference: `ref-${enqueued}`,
        kind: 'import' as const,
        priority: 'normal' as const,
        deadline: addDays(koreanDate(clock.now()), 20),
        summary,
        declaration: { n: enqueued },
      };
    });
    enqueue(store, filings, { office, at: clock.now(), batchId: null });
  }
  async function lookUp(): Promise<void> {
    asked += 1;
    const day = koreanDate(clock.now());
    // One lane for all: the first takes what an open API in trouble is asked.
    if (asked % 2 === 0)
      await unipass.rates({ on: addDays(day, -7 * (asked % 50)), use: 'import' });
    const pccc = `P${String(asked).padStart(12, '0')}`;
    await unipass.pccc({ pccc, name: '홍길동', phone: null, postcode: null });
    if (asked % 2 === 1)
      await unipass.rates({ on: addDays(day, -7 * (asked % 50)), use: 'import' });
  }
  /** The office at work: a filing and two look-ups a minute. */
  async function work(forMs: number): Promise<void> {
    const end = clock.now() + forMs;
    let minuteAt: number = clock.now();
    let lookAt: number = clock.now();
    while (clock.now() < end) {
      if (clock.now() >= minuteAt) {
        minuteAt += 60_000;
        putIn(1);
        await lookUp();
      }
      if (clock.now() >= lookAt) {
        lookAt = clock.now() + 15_000;
        await health.look();
      }
      const step = await outbox.step();
      const until = step.did === null && step.until !== null ? step.until - clock.now() : 20;
      clock.advance(Math.max(1, Math.min(until, minuteAt - clock.now(), 15_000)));
    }
    await health.look();
  }

  return {
    clock,
    fate,
    work,
    health: () => health,
    outbox: () => outbox,
    store: () => store,
    told: () => told,
    forgetTold(): void {
      told = [];
    },
    async set(gateway: Fate['gateway']): Promise<void> {
      if (fate.gateway !== gateway) await (gateway === 'up' ? up() : down());
      fate.gateway = gateway;
    },
    async pull(cable: Fate['cable']): Promise<void> {
      fate.cable = cable;
      await (cable === 'in' ? up() : down());
    },
    /** The process ends, in good order or not, and starts again. */
    async restart(inGoodOrder: boolean): Promise<void> {
      if (inGoodOrder) await health.stop();
      store.close();
      store = new Store(options);
      health = openOwnHealth();
      ({ outbox, unipass } = openRest());
    },
    /** Channels that are anything but working or not used. */
    troubled(): Partial<Record<Channel, string>> {
      const all = new Map(health.states().map((state) => [state.channel, state.grade]));
      const names = channels.filter((channel) => {
        const grade = all.get(channel);
        return grade !== 'working' && used.has(channel);
      });
      return Object.fromEntries(names.map((channel) => [channel, all.get(channel)]));
    },
    async end(): Promise<void> {
      await health.stop();
      unipass.close();
      openApi.close();
      await down();
      store.close();
      book.close();
    },
  };
}

/** What the office of this test makes use of. */
const used: ReadonlySet<Channel> = new Set([
  'network',
  'names',
  'declarations',
  'inquiries',
  'notices',
  'open-api-rates',
  'open-api-pccc',
]);
