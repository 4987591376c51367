import { hash } from 'node:crypto';
import type { Office } from '../../shared/contract/index.ts';
import type { DeadlineBasis } from '../../shared/deadlines/basis.ts';
import type { Priority, Summary } from '../../shared/filing/filing.ts';
import {
  filingId,
  kindLetterOf,
  type DeclarationKind,
  type FilingId,
} from '../../shared/filing/numbers.ts';
import { theDeclaration } from '../../shared/filing/part.ts';
import { koreanYear, type CivilDate, type EpochMs } from '../../shared/time.ts';
import type { Store, Tables } from '../store/index.ts';
import { dueDay } from './due.ts';

/** A checked declaration on its way into the outbox. */
export interface CheckedFiling {
  reference: string;
  kind: DeclarationKind;
  priority: Priority;
  deadline: CivilDate | null;
  /** What the deadline rests on; by law the day is counted when it is stored. */
  basis?: DeadlineBasis | null;
  summary: Summary;
  /** The declaration as entered. */
  declaration: unknown;
}

export interface Enqueued {
  added: FilingId[];
  /** References that the outbox has already: nothing is added for them. */
  known: string[];
}

export interface EnqueueContext {
  office: Office;
  at: EpochMs;
  /** `null` for a filing that was typed. */
  batchId: number | null;
  /** File and row that it came from. */
  origin?: string;
}

/**
 * Puts checked filings into the outbox in one transaction: number, queue place and journal entry.
 * When this returns they are on disk.
 * @throws {NaruError} as `Store.transaction`, and `serials-used-up`, `range-missing`
 */
export function enqueue(
  store: Store,
  filings: readonly CheckedFiling[],
  context: EnqueueContext,
): Enqueued {
  return store.transaction((tables) => {
    const added: FilingId[] = [];
    const known: string[] = [];
    for (const filing of filings) {
      const id = put(tables, filing, context);
      if (id === null) known.push(filing.reference);
      else added.push(id);
    }
    const [last] = added.slice(-1);
    if (context.batchId !== null && last !== undefined) {
      const [first = last] = added;
      tables.batches.include(context.batchId, first);
      tables.batches.include(context.batchId, last);
    }
    return { added, known };
  });
}

/** Stores one filing; `null` where its reference is known already. */
function put(tables: Tables, filing: CheckedFiling, context: EnqueueContext): FilingId | null {
  const { at, office, origin } = context;
  const { reference, kind, priority, basis = null, summary } = filing;
  if (tables.filings.hasReference(reference)) return null;
  const declarationNo = tables.serials.next(office.declarant, koreanYear(at), kindLetterOf[kind]);
  const id = filingId(tables.journal.head().seq + 1);
  const transport = 'queued';
  tables.filings.insert({
    id,
    reference,
    declarationNo,
    part: theDeclaration,
    originalId: null,
    kind,
    priority,
    deadline: dueDay(tables, filing),
    basis,
    transport,
    summary,
    at,
  });
  const body = JSON.stringify(filing.declaration);
  tables.journal.append({
    at,
    filingId: id,
    before: null,
    kind: 'queued',
    transport,
    data: {
      reference,
      declarationNo,
      sha256: hash('sha256', body),
      ...(origin === undefined ? {} : { origin }),
    },
    body,
  });
  return id;
}
