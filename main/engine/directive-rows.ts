import type { FilingOrders } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import {
  afterStep,
  type DirectedRow,
  type Directive,
  type Double,
} from '../../shared/sync/directives.ts';
import {
  readSummary,
  type Directed,
  type StoredDirective,
  type StoredDouble,
  type Tables,
} from '../store/index.ts';

/** @throws {NaruError} `not-found` */
export function readDirective(tables: Tables, id: number): Directive {
  const directive = tables.directives.byId(id);
  if (directive === null) throw new NaruError('not-found', { what: String(id) });
  return toDirective(tables, directive);
}

export function toDirective(tables: Tables, directive: StoredDirective): Directive {
  const { id, phase, order, enteredAt, previewedAt, appliedAt, undoneAt } = directive;
  const counts = tables.directives.counts(id);
  return { id, phase, order, enteredAt, previewedAt, appliedAt, undoneAt, counts };
}

/** A filing as a directive names it; `null` where it was taken back since. */
export function toDirectedRow(tables: Tables, directed: Directed): DirectedRow | null {
  const filing = tables.filings.byId(directed.filingId);
  if (filing === null) return null;
  const { before, step, why, state, sentAt } = directed;
  return {
    id: filing.id,
    declarationNo: filing.declarationNo,
    reference: filing.reference,
    importer: readSummary(filing).importer,
    transport: filing.transport,
    customs: filing.customs,
    sentAt,
    before,
    after: step === null ? null : afterStep[step],
    step,
    why,
    state,
    replacedBy: named(tables, tables.replacements.newOf(filing.id)),
  };
}

function named(
  { filings }: Tables,
  id: FilingId | null,
): { id: FilingId; declarationNo: string } | null {
  const filing = id === null ? null : filings.byId(id);
  return filing === null ? null : { id: filing.id, declarationNo: filing.declarationNo };
}

export function toDouble({ filings }: Tables, double: StoredDouble): Double {
  const { id, kind, foundAt, directiveId, isOpen } = double;
  function side(filingId: FilingId, receiptNo: string | null): Double['first'] {
    const filing = filings.byId(filingId);
    return {
      id: filingId,
      declarationNo: filing?.declarationNo ?? '',
      receiptNo,
      customs: filing?.customs ?? 'none',
    };
  }
  const first = side(double.firstId, double.firstReceipt);
  const second = side(double.secondId, double.secondReceipt);
  return { id, kind, foundAt, directiveId, first, second, isOpen };
}

export function readFilingOrders(tables: Tables, id: FilingId): FilingOrders {
  const orders = tables.directives.of(id).flatMap(({ directiveId, step, state }) => {
    const directive = tables.directives.byId(directiveId);
    return directive === null || step === null
      ? []
      : [{ directiveId, kind: directive.order.kind, step, state }];
  });
  return {
    orders,
    replacedBy: named(tables, tables.replacements.newOf(id)),
    replaces: named(tables, tables.replacements.oldOf(id)),
    doubles: tables.replacements.doublesOf(id).map((double) => toDouble(tables, double)),
  };
}
