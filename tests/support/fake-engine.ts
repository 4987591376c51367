import {
  viewStates,
  type CallOutput,
  type DiskLevel,
  type EngineEvent,
  type FilingAction,
  type PracticeState,
  type View,
} from '../../shared/contract/index.ts';
import { importDeclaration, practiceFilings } from '../../shared/documents/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingDetail } from '../../shared/filing/detail.ts';
import type { FilingRow } from '../../shared/filing/filing.ts';
import {
  composeDeclarationNo,
  declarantCodeSchema,
  filingIdSchema,
  type DeclarationKind,
  type FilingId,
} from '../../shared/filing/numbers.ts';
import { theDeclaration } from '../../shared/filing/part.ts';
import {
  customsStates,
  transportStates,
  type CustomsState,
  type TransportState,
} from '../../shared/filing/states.ts';
import { nextTransport, type TransportEvent } from '../../shared/filing/transitions.ts';
import type { CallHandlers, Service } from '../../shared/port/index.ts';
import { syncStateSchema, type SyncState } from '../../shared/sync/sync-state.ts';
import { addDays, epochMs, koreanDate } from '../../shared/time.ts';
import { detailOf, digest, inLatin } from './fake-detail.ts';
import { fakeDeadlines } from './fake-deadlines.ts';
import { fakeDirectives } from './fake-directives.ts';
import { fakeDrafts } from './fake-drafts.ts';
import { fakeDrain } from './fake-drain.ts';
import { fakeHealth, fakeStates } from './fake-health.ts';
import { fakeIncidents } from './fake-incidents.ts';
import { fakeDrills, type FakeDrillOptions } from './fake-drills.ts';
import { fakeBackup } from './fake-backup.ts';
import { fakeEvidence } from './fake-evidence.ts';
import { fakeIntake, type IntakeControl } from './fake-intake.ts';
import type { FakeOffice } from './fake-office.ts';
import { fakeRescue } from './fake-rescue.ts';
import { fakeKeys } from './fake-keys.ts';
import { fakeParts } from './fake-parts.ts';
import { fakeProgram } from './fake-program.ts';
import { fakeConnection } from './fake-connection.ts';
import { fakeSettings } from './fake-settings.ts';
import { fakePrivacy } from './fake-privacy.ts';
import { fakeStale } from './fake-stale.ts';
import { fakeWatch } from './fake-watch.ts';

/** Where the filings of a fake engine stand, in turn. */
export type Standing = readonly [TransportState, CustomsState];

/** Every pair of states that a filing can be in, for screens that must show them all. */
export const everyStanding: readonly Standing[] = [
  ...transportStates.map((transport) => [transport, 'none'] as const),
  ...customsStates
    .filter((customs) => customs !== 'none')
    .map((customs) => ['acknowledged', customs] as const),
];

/** As an office's day looks in the middle of an outage. */
export const busyDay: readonly Standing[] = [
  ...Array.from({ length: 6 }, () => ['queued', 'none'] as const),
  ['unconfirmed', 'none'],
  ['acknowledged', 'received'],
  ['acknowledged', 'released'],
  ['acknowledged', 'released'],
  ['acknowledged', 'under-review'],
  ['acknowledged', 'released'],
  ['acknowledged', 'inspection'],
  ['held', 'none'],
  ['acknowledged', 'released'],
  ['refused', 'none'],
  ['acknowledged', 'documents-required'],
  ['processing', 'none'],
  ['acknowledged', 'released'],
  ['cancelled', 'none'],
  ['recheck', 'none'],
];

export interface FakeEngine {
  service: Service;
  /** What was asked of it, by name, oldest first. */
  calls: { name: string; input: unknown }[];
  rows(): readonly FilingRow[];
  /** Changes rows and tells of it. */
  change(ids: readonly number[], change: Partial<FilingRow>): void;
  /** Changes how the engine says things are, and tells of it. */
  setSync(change: (sync: SyncState) => Partial<SyncState>): void;
  /** Tells how the channels are, as after a change. */
  tellHealth(): void;
  emit(event: EngineEvent): void;
  intake: IntakeControl;
}

export interface FakeOptions {
  count: number;
  standings?: readonly Standing[];
  now?: number;
  /** Filings whose own words are in Latin letters, to tell them from those of the screens. */
  latin?: boolean;
  /** Whether files are read as intake reads them; otherwise any is taken for the same filings. */
  reads?: boolean;
  /** How it stands with drills. */
  drills?: Partial<FakeDrillOptions>;
  /** What the filings are, in turn. */
  kinds?: readonly DeclarationKind[];
  /** Room on the disk. */
  disk?: DiskLevel;
  /** Kept copies that a change of the key leaves under the old one. */
  stayed?: readonly string[];
}

/** An engine in memory, for the screens alone: it keeps rows and answers, and sends nothing. */
export function createFakeEngine(options: FakeOptions): FakeEngine {
  const start = epochMs(options.now ?? Date.now());
  const now = (): ReturnType<typeof epochMs> => epochMs(options.now ?? Date.now());
  const standings = options.standings ?? busyDay;
  const subscribers = new Set<(event: EngineEvent) => void>();
  const calls: { name: string; input: unknown }[] = [];
  const declarant = declarantCodeSchema.parse('12345');
  const declarations = new Map<FilingId, FilingDetail['declaration']>();
  let rows: FilingRow[] = [];
  let override: (sync: SyncState) => Partial<SyncState> = asItIs;
  let practice: PracticeState = {
    scenario: 'calm',
    seed: 1,
    url: 'http://127.0.0.1:40123',
    taken: 0,
    requests: 0,
    audit: { doubleFilings: 0, blindResends: 0, insideRetryAfter: 0, overlaps: 0, changedBytes: 0 },
  };

  function add(count: number, standing: (n: number) => Standing): FilingId[] {
    const first = rows.length + 1;
    const samples = practiceFilings({
      count: Math.min(count, 300),
      seed: first,
      today: koreanDate(start),
    });
    const added = Array.from({ length: count }, (_, i) => {
      const sample = samples[i % samples.length];
      if (sample === undefined) throw new Error('no practice filings');
      const n = first + i;
      const [transport, customs] = standing(n);
      const reading = importDeclaration.read(sample.declaration);
      if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
      const row: FilingRow = {
        id: filingIdSchema.parse(n),
        reference: options.latin === true ? `REF-${n}` : `${sample.reference}-${n}`,
        declarationNo: composeDeclarationNo(declarant, 2026, n, 'M'),
        kind: options.kinds?.[n % options.kinds.length] ?? 'import',
        part: theDeclaration,
        originalId: null,
        priority: n % 9 === 0 ? 'urgent' : 'normal',
        summary: {
          ...importDeclaration.summarise(reading.declaration),
          ...(options.latin === true ? { importer: `IMPORTER ${n}` } : {}),
        },
        transport,
        customs,
        receiptNo: transport === 'acknowledged' ? `R26-${n}` : null,
        attempts: transport === 'queued' ? 0 : 1,
        nextAttemptAt: transport === 'unconfirmed' ? epochMs(start + 80_000) : null,
        deadline: addDays(koreanDate(start), (n * 7) % 23),
        lastError: lastErrorOf(transport, n),
        createdAt: epochMs(start - 60_000 * ((n * 13) % 240)),
        updatedAt: epochMs(start - 1000 * n),
      };
      declarations.set(row.id, JSON.parse(JSON.stringify(sample.declaration)));
      return row;
    });
    rows = [...rows, ...added];
    return added.map(({ id }) => id);
  }
  add(options.count, (n) => standings[(n * 11) % standings.length] ?? ['queued', 'none']);

  function emit(event: EngineEvent): void {
    for (const subscriber of subscribers) subscriber(event);
  }
  function tell(ids: readonly FilingId[] | null): void {
    emit({ topic: 'filings', ids: ids === null || ids.length > 500 ? null : [...ids] });
    emit({ topic: 'sync', state: sync() });
  }

  function sync(): SyncState {
    const open = rows.filter((row) => row.transport === 'queued' && row.deadline !== null);
    const [nearest] = open.toSorted(byDrain);
    const oldest = (state: TransportState): ReturnType<typeof epochMs> | null => {
      const times = rows.filter((row) => row.transport === state).map((row) => row.createdAt);
      return times.length === 0 ? null : epochMs(Math.min(...times));
    };
    const base: SyncState = {
      now: now(),
      mode: 'practice',
      office: {
        declarant: '12345',
        name: options.latin === true ? 'OFFICE' : '관세법인 나루',
        customsOffice: '04010',
      },
      counts: syncStateSchema.shape.counts.parse({
        transport: tally(
          transportStates,
          rows.map((row) => row.transport),
        ),
        customs: tally(
          customsStates,
          rows.map((row) => row.customs),
        ),
      }),
      oldestQueuedAt: oldest('queued'),
      oldestUnconfirmedAt: oldest('unconfirmed'),
      nearestDeadline:
        nearest?.deadline == null
          ? null
          : { id: nearest.id, declarationNo: nearest.declarationNo, date: nearest.deadline },
      gate: { phase: 'open', nextTryAt: null, intervalMs: 50, inFlight: false },
      central: {
        grade: rows.length === 0 ? 'unknown' : 'working',
        since: epochMs(start - 35 * 60_000),
        lastSuccessAt: rows.length === 0 ? null : epochMs(start - 12_000),
        lastFailure: null,
        latencyMs: rows.length === 0 ? null : 420,
        ownWord: null,
      },
      lastReceiptAt: rows.length === 0 ? null : epochMs(start - 12_000),
      troubles: [],
    };
    return { ...base, ...override(base) };
  }

  function inView(view: View): FilingRow[] {
    const { transport, customs } = viewStates[view];
    if (transport !== undefined)
      return rows.filter((row) => transport.includes(row.transport)).toSorted(byDrain);
    if (customs !== undefined)
      return rows.filter((row) => customs.includes(row.customs)).toReversed();
    return rows.toReversed();
  }

  function page(
    view: View,
    search: string,
    after: string | null,
    limit: number,
  ): CallOutput<'filings.page'> {
    const all = inView(view);
    const found =
      search === ''
        ? all
        : all.filter((row) =>
            [row.declarationNo, row.reference, row.summary.importer, row.summary.goods].some(
              (text) => text.includes(search),
            ),
          );
    const start = after === null ? 0 : found.findIndex(({ id }) => String(id) === after) + 1;
    const shown = found.slice(start, start + limit);
    const last = shown.at(-1);
    return {
      rows: shown,
      next: last !== undefined && start + limit < found.length ? String(last.id) : null,
      total: search === '' ? found.length : null,
    };
  }

  function rowOf(id: FilingId): FilingRow {
    const row = rows.find((candidate) => candidate.id === id);
    if (row === undefined) throw new NaruError('not-found', { what: String(id) });
    return row;
  }

  function act(ids: readonly FilingId[], action: FilingAction): CallOutput<'filings.act'> {
    const answer: CallOutput<'filings.act'> = { done: [], refused: [] };
    for (const id of ids) {
      const row = rowOf(id);
      const moved = moveOf(row, action);
      if (moved === null) {
        const problem = { code: 'not-possible-now', params: { state: row.transport } } as const;
        answer.refused.push({ id, problem });
        continue;
      }
      rows = rows.map((other) => (other.id === id ? { ...other, ...moved } : other));
      answer.done.push(id);
    }
    tell(ids);
    return answer;
  }

  function change(ids: readonly number[], changes: Partial<FilingRow>): void {
    const changed = new Set(ids.map((id) => filingIdSchema.parse(id)));
    rows = rows.map((row) => (changed.has(row.id) ? { ...row, ...changes } : row));
    tell([...changed]);
  }

  const office: FakeOffice = {
    rows: () => rows,
    declaration: (id) => declarations.get(id) ?? {},
    change,
    now,
    latin: options.latin === true,
  };

  const intake = fakeIntake(
    office,
    {
      add(count) {
        const added = add(count, () => ['queued', 'none']);
        tell(added);
        return added;
      },
      remove(ids) {
        rows = rows.filter(({ id }) => !ids.includes(id));
        tell(null);
      },
    },
    { reads: options.reads === true, emit },
  );

  const handlers: CallHandlers = {
    ...fakeConnection(),
    ...fakeDeadlines(office),
    ...fakeDirectives(office),
    ...fakeDrafts(office),
    ...fakeDrain(office, sync),
    ...fakeHealth(office),
    ...fakeDrills(office, { waiting: 0, broken: false, daysSince: 3, ...options.drills }, emit),
    ...fakeBackup(() => office.now()),
    ...fakeEvidence(office, emit),
    ...intake.handlers,
    ...fakeIncidents(office, () => emit({ topic: 'incidents' })),
    ...fakeKeys({ stayed: options.stayed ?? [] }),
    ...fakeParts(office),
    ...fakeProgram(office, options.disk),
    ...fakeRescue(),
    ...fakePrivacy(),
    ...fakeSettings(office),
    ...fakeStale(office),
    ...fakeWatch(office),
    'sync.get': sync,
    'filings.page': ({ view, search, after, limit }) => page(view, search, after, limit),
    'filings.get': ({ id }) =>
      options.latin === true
        ? inLatin(detailOf(rowOf(id), {}, office))
        : detailOf(rowOf(id), office.declaration(id), office),
    'filings.document': ({ id }) => ({
      xml: `<?xml version="1.0" encoding="UTF-8"?>\n<wco:Declaration>\n  <wco:ID>${rowOf(id).declarationNo}</wco:ID>\n</wco:Declaration>\n`,
      digest,
    }),
    'filings.act': ({ ids, action }) => act(ids, action),
    'outbox.sendNow': () => ({ accepted: false, nextTryAt: null }),
    'practice.get': () => practice,
    'practice.scenario': ({ scenario }) => {
      practice = { ...practice, scenario };
      emit({ topic: 'practice', state: practice });
      return practice;
    },
    'practice.consigneeReply': () => ({ pccc: 'P999800000001' }),
    'practice.addSamples': ({ count }) => {
      tell(add(count, () => ['queued', 'none']));
      return { batchId: 2, added: count, known: 0, broken: 0 };
    },
    'office.set': (office) => {
      const before = override;
      override = (state) => ({ ...before(state), office });
      tell([]);
      return {};
    },
    'mode.set': ({ mode }) => {
      const before = override;
      override = (state) => ({ ...before(state), mode });
      tell(null);
      return {};
    },
  };

  return {
    calls,
    intake: intake.control,
    rows: () => rows,
    emit,
    change,
    tellHealth: () => emit({ topic: 'health', states: fakeStates(office.now()) }),
    setSync(change) {
      override = change;
      emit({ topic: 'sync', state: sync() });
    },
    service: {
      handlers: noted(handlers, calls),
      subscribe(handler) {
        subscribers.add(handler);
        return () => {
          subscribers.delete(handler);
        };
      },
    },
  };
}

function lastErrorOf(transport: TransportState, n: number): string | null {
  if (transport === 'refused') return 'invalid-document';
  if (transport === 'unconfirmed') return 'cut-off';
  return transport === 'recheck' && n % 2 === 0 ? 'pccc-mismatch' : null;
}

function asItIs(): Partial<SyncState> {
  return {};
}

function tally(states: readonly string[], found: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    states.map((state) => [state, found.filter((each) => each === state).length]),
  );
}

const dueOf = (row: FilingRow): string => row.deadline ?? '9999';

/** As the outbox does it: deadline, priority, age. */
function byDrain(a: FilingRow, b: FilingRow): number {
  if (dueOf(a) !== dueOf(b)) return dueOf(a) < dueOf(b) ? -1 : 1;
  if (a.priority !== b.priority) return a.priority === 'urgent' ? -1 : 1;
  return a.id - b.id;
}

function moveOf(row: FilingRow, action: FilingAction): Partial<FilingRow> | null {
  if (action === 'make-urgent') return { priority: 'urgent' };
  if (action === 'make-normal') return { priority: 'normal' };
  const event: TransportEvent = action;
  const transport = nextTransport(row.transport, event);
  return transport === null ? null : { transport };
}

/** Notes each call before it is answered. */
function noted(handlers: CallHandlers, calls: { name: string; input: unknown }[]): CallHandlers {
  return new Proxy(handlers, {
    get(target, name, receiver) {
      const handler: unknown = Reflect.get(target, name, receiver);
      if (typeof handler !== 'function') return handler;
      return (input: unknown): unknown => {
        calls.push({ name: String(name), input });
        return Reflect.apply(handler, target, [input]);
      };
    },
  });
}
