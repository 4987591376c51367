import type { Affected, DrainPlan } from '../../shared/contract/index.ts';
import type { FilingRow } from '../../shared/filing/filing.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { SyncState } from '../../shared/sync/sync-state.ts';
import { addDays, epochMs, koreanDate, type EpochMs } from '../../shared/time.ts';
import type { FakeOffice } from './fake-office.ts';

type DrainCalls = Pick<CallHandlers, 'drain.plan' | 'drain.filing' | 'drain.whatIf'>;

const minute = 60_000;
/** Minutes that a filing takes at best and at worst: a pace at which the screens have much to say. */
const [quick, slow] = [2, 5];

/** A plan of a fixed pace: what the screens show of one, not whether it is right. */
export function fakeDrain(office: FakeOffice, sync: () => SyncState): DrainCalls {
  function waiting(): FilingRow[] {
    return office
      .rows()
      .filter(({ transport }) => transport === 'queued')
      .toSorted((a, b) => (a.deadline ?? '9999').localeCompare(b.deadline ?? '9999'));
  }
  function spanOf(position: number): { from: EpochMs; to: EpochMs } {
    const now = office.now();
    return {
      from: epochMs(now + position * quick * minute),
      to: epochMs(now + position * slow * minute),
    };
  }
  function isDown(): boolean {
    return sync().central.grade === 'stopped';
  }

  function plan(): DrainPlan {
    const rows = waiting();
    const now = office.now();
    const base = { at: now, waiting: rows.length, rate: null, backBy: null };
    const none = { willMiss: 0, mayMiss: 0, affected: [] };
    if (rows.length === 0)
      return { ...base, ...none, atBestMs: null, end: { known: false, why: 'nothing-waits' } };
    const atBestMs = rows.length * 200;
    if (isDown()) {
      const backBy = epochMs(
        Date.parse(`${addDays(koreanDate(now), 1)}T00:00:00+09:00`) - atBestMs,
      );
      return { ...base, ...none, atBestMs, backBy, end: { known: false, why: 'down' } };
    }
    const [first, second] = rows;
    return {
      ...base,
      rate: { low: 1 / slow, likely: 0.3, high: 1 / quick, why: 'lately' },
      end: { known: true, span: spanOf(rows.length) },
      atBestMs,
      willMiss: first === undefined ? 0 : 1,
      mayMiss: second === undefined ? 0 : 1,
      affected: [
        ...(first === undefined
          ? []
          : [affected(first, 'will-miss', { from: 40 * minute, to: 95 * minute })]),
        ...(second === undefined
          ? []
          : [affected(second, 'may-miss', { from: -10 * minute, to: 25 * minute })]),
      ],
    };
  }

  return {
    'drain.plan': plan,
    'drain.filing': ({ id }) => {
      const place = waiting().findIndex((row) => row.id === id) + 1;
      if (place === 0) return { position: null, span: null };
      return { position: place, span: isDown() ? null : spanOf(place) };
    },
    'drain.whatIf': ({ ids }) => {
      const rows = waiting();
      const moved = rows.filter(({ id, priority }) => ids.includes(id) && priority === 'normal');
      const others = rows.filter(({ id }) => !ids.includes(id));
      const [saved] = moved;
      const [harmed] = others;
      const unknown = isDown() || moved.length === 0;
      return {
        at: office.now(),
        moved: moved.length,
        left: ids.length - moved.length,
        spans: {
          before: unknown ? null : { from: spanOf(1).from, to: spanOf(rows.length).to },
          after: unknown ? null : { from: spanOf(1).from, to: spanOf(moved.length).to },
        },
        stillBefore: 0,
        others: {
          count: others.length,
          places: moved.length,
          laterMs: isDown() ? null : moved.length * 3 * minute,
        },
        willMiss: 1,
        mayMiss: 1,
        changes: {
          saved: saved === undefined ? 0 : 1,
          harmed: harmed === undefined ? 0 : 1,
          first: [
            ...(saved === undefined ? [] : [change(saved, 'will-miss', 'in-time')]),
            ...(harmed === undefined ? [] : [change(harmed, 'in-time', 'will-miss')]),
          ],
        },
      };
    },
  };
}

function affected(
  { id, declarationNo, deadline, createdAt }: FilingRow,
  fate: Affected['fate'],
  lateMs: Affected['lateMs'],
): Affected {
  return { id, declarationNo, deadline: deadline ?? koreanDate(createdAt), fate, lateMs };
}

function change(
  { id, declarationNo, deadline, createdAt }: FilingRow,
  before: Affected['fate'],
  after: Affected['fate'],
): {
  id: FilingRow['id'];
  declarationNo: FilingRow['declarationNo'];
  deadline: Affected['deadline'];
  before: Affected['fate'];
  after: Affected['fate'];
} {
  return { id, declarationNo, deadline: deadline ?? koreanDate(createdAt), before, after };
}
