import type { FilingRow } from '../../shared/filing/filing.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import {
  waitAges,
  type AnswerWait,
  type DifferenceRow,
  type Reconciliation,
  type UnansweredRow,
} from '../../shared/sync/watch.ts';
import { epochMs } from '../../shared/time.ts';
import { pageOf, type FakeOffice } from './fake-office.ts';

type WatchHandlers = Pick<
  CallHandlers,
  'watch.get' | 'unanswered.page' | 'differences.page' | 'reconciliation.begin'
>;

const hour = 3_600_000;

/** Every filing in doubt is late, and every second that was received waits for its decision. */
export function fakeWatch(office: FakeOffice): WatchHandlers {
  let last: Reconciliation = {
    id: 1,
    askedBy: 'day',
    startedAt: epochMs(office.now() - 5 * hour),
    finishedAt: epochMs(office.now() - hour),
    planned: 40,
    same: 36,
    different: 2,
    unanswered: 2,
  };

  function unanswered(waits: AnswerWait): UnansweredRow[] {
    const isMeant = (row: FilingRow): boolean =>
      waits === 'receipt'
        ? row.transport === 'unconfirmed' || row.transport === 'processing'
        : row.transport === 'acknowledged' && row.customs === 'received' && row.id % 2 === 0;
    return office
      .rows()
      .filter(isMeant)
      .map((row, index) => ({
        id: row.id,
        declarationNo: row.declarationNo,
        reference: row.reference,
        importer: row.summary.importer,
        kind: row.kind,
        part: row.part.is,
        transport: row.transport,
        customs: row.customs,
        waits,
        since: epochMs(office.now() - (2 + 24 * (index % 3)) * hour),
        usualMs: waits === 'receipt' ? 5 * 60_000 : 2 * hour,
        age: waitAges[index % 3] ?? 'late',
        nextAttemptAt: waits === 'receipt' ? office.now() : null,
      }));
  }
  function differences(): DifferenceRow[] {
    const what = ['they-have-it', 'they-do-not-know', 'other-receipt', 'other-state'] as const;
    return office
      .rows()
      .filter((row) => row.lastError === 'differs')
      .map((row, index) => ({
        id: row.id,
        declarationNo: row.declarationNo,
        reference: row.reference,
        importer: row.summary.importer,
        transport: row.transport,
        customs: row.customs,
        what: what[index % what.length] ?? 'other-state',
        ours: index % what.length === 3 ? 'received' : '–',
        theirs: index % what.length === 3 ? 'released' : `R-${row.id}`,
        foundAt: office.now(),
      }));
  }
  const countsOf = (waits: AnswerWait) => {
    const counts = { late: 0, day: 0, 'two-days': 0 };
    for (const { age } of unanswered(waits)) counts[age] += 1;
    return counts;
  };

  return {
    'watch.get': () => ({
      receipt: countsOf('receipt'),
      decision: countsOf('decision'),
      more: false,
      reconciliation: last,
      differences: differences().length,
      doubles: 0,
    }),
    'unanswered.page': ({ waits, ...page }) =>
      pageOf(unanswered(waits), ({ id }) => String(id), page),
    'differences.page': (page) => pageOf(differences(), ({ id }) => String(id), page),
    'reconciliation.begin': () => {
      last = {
        ...last,
        id: last.id + 1,
        askedBy: 'person',
        startedAt: office.now(),
        finishedAt: null,
      };
      office.change([], {});
      return last;
    },
  };
}
