import { judgeDirective } from '../../main/outbox/directives/judge.ts';
import type { FilingRow } from '../../shared/filing/filing.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import {
  afterStep,
  directiveOrderSchema,
  type DirectedRow,
  type Directive,
  type DirectiveOrder,
  type DirectivePhase,
  type Double,
} from '../../shared/sync/directives.ts';
import { NaruError } from '../../shared/errors.ts';
import { epochMs } from '../../shared/time.ts';
import { pageOf, type FakeOffice } from './fake-office.ts';

type DirectiveHandlers = Pick<
  CallHandlers,
  | 'directives.page'
  | 'directives.get'
  | 'directives.enter'
  | 'directives.filings'
  | 'directives.do'
  | 'directives.of'
  | 'doubles.page'
>;

const hour = 3_600_000;

/** Directives that are carried out at once, and a double where two filings were taken. */
export function fakeDirectives(office: FakeOffice): DirectiveHandlers {
  const entered: Directive[] = [];
  const named = new Map<number, DirectedRow[]>();

  function enter(order: DirectiveOrder, phase: DirectivePhase): number {
    const id = entered.length + 1;
    const rows = office.rows().flatMap((row) => rowOf(row, order, phase) ?? []);
    named.set(id, rows);
    const at = office.now();
    entered.push({
      id,
      phase,
      order,
      enteredAt: at,
      previewedAt: at,
      appliedAt: phase === 'previewed' ? null : at,
      undoneAt: null,
      counts: countsOf(rows),
    });
    return id;
  }

  function rowOf(row: FilingRow, order: DirectiveOrder, phase: DirectivePhase): DirectedRow | null {
    if (!order.kinds.includes(row.kind)) return null;
    const judged = judgeDirective(order, {
      transport: row.transport,
      customs: row.customs,
      isDeclaration: true,
      hasReceipt: row.receiptNo !== null,
      numberUsed: false,
      hasParts: false,
      isReplaced: false,
      sent: row.transport === 'queued' && row.id % 2 === 0 ? 'outside' : 'in-window',
      mayBeThere: true,
    });
    const step = 'step' in judged ? judged.step : null;
    return {
      id: row.id,
      declarationNo: row.declarationNo,
      reference: row.reference,
      importer: row.summary.importer,
      transport: row.transport,
      customs: row.customs,
      sentAt: epochMs(office.now() - hour),
      before: row.transport,
      after: step === null ? null : afterStep[step],
      step,
      why: 'why' in judged ? judged.why : null,
      state: step === null ? 'untouched' : phase === 'previewed' ? 'planned' : 'done',
      replacedBy: null,
    };
  }

  function find(id: number): Directive {
    const directive = entered.find((each) => each.id === id);
    if (directive === undefined) throw new NaruError('not-found', { what: String(id) });
    return directive;
  }

  function become(id: number, phase: DirectivePhase, state: DirectedRow['state']): Directive {
    const rows = (named.get(id) ?? []).map((row) =>
      row.step === null ? row : { ...row, state, transport: row.after ?? row.transport },
    );
    named.set(id, rows);
    const at = office.now();
    const next = { ...find(id), phase, appliedAt: at, counts: countsOf(rows) };
    entered[id - 1] = next;
    for (const row of rows)
      if (row.after !== null && state === 'done') office.change([row.id], { transport: row.after });
    office.change([], {});
    return next;
  }

  function doubles(): Double[] {
    const [first, second] = office.rows().filter((row) => row.lastError === 'double');
    if (first === undefined || second === undefined) return [];
    const isOpen = first.customs !== 'withdrawn' && second.customs !== 'withdrawn';
    return [
      {
        id: 1,
        kind: 'two-numbers',
        foundAt: office.now(),
        directiveId: 1,
        first: side(first),
        second: side(second),
        isOpen,
      },
    ];
  }

  const now = office.now();
  const words = office.latin
    ? 'Everything sent from 10:00 to 11:23 is to be sent again, also where a receipt came.'
    : '10시부터 11시 23분까지 보낸 신고는 접수통보를 받았더라도 다시 보내 주시기 바랍니다.';
  enter(
    directiveOrderSchema.parse({
      kind: 'hold',
      from: now - 3 * hour,
      to: now,
      kinds: ['export'],
      text: words,
      ticket: 'INC-2026-0117',
      enteredBy: office.latin ? 'Kim' : '김나루',
    }),
    'applied',
  );

  return {
    'directives.page': (page) => pageOf(entered.toReversed(), ({ id }) => String(id), page),
    'directives.get': ({ id }) => find(id),
    'directives.enter': (order) => ({ id: enter(order, 'previewed') }),
    'directives.filings': ({ id, touched, ...page }) =>
      pageOf(
        (named.get(id) ?? []).filter(({ step }) => (step !== null) === touched),
        (row) => String(row.id),
        page,
      ),
    'directives.do': ({ id, what }) => {
      if (what === 'apply') return become(id, 'applied', 'done');
      if (what === 'undo') return become(id, 'undone', 'undone');
      return become(id, what === 'discard' ? 'discarded' : 'previewed', 'planned');
    },
    'directives.of': ({ id }) => ({
      orders: entered.flatMap((directive) => {
        const row = named.get(directive.id)?.find((each) => each.id === id);
        if (row === undefined || row.step === null) return [];
        const { order } = directive;
        return [{ directiveId: directive.id, kind: order.kind, step: row.step, state: row.state }];
      }),
      replacedBy: null,
      replaces: null,
      doubles: doubles().filter(({ first, second }) => first.id === id || second.id === id),
    }),
    'doubles.page': (page) => ({
      ...pageOf(doubles(), ({ id }) => String(id), page),
      open: doubles().filter(({ isOpen }) => isOpen).length,
    }),
  };
}

function countsOf(rows: readonly DirectedRow[]): Directive['counts'] {
  const count = (state: DirectedRow['state']): number =>
    rows.filter((row) => row.state === state).length;
  return {
    planned: count('planned'),
    done: count('done'),
    skipped: count('skipped'),
    undone: count('undone'),
    kept: count('kept'),
    untouched: count('untouched'),
  };
}

const side = (row: FilingRow): Double['first'] => ({
  id: row.id,
  declarationNo: row.declarationNo,
  receiptNo: `R-${row.id}`,
  customs: row.customs,
});
