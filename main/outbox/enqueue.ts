import { createHash } from 'node:crypto';
import type { Office } from '../../shared/contract/index.ts';
import type { Priority, Summary } from '../../shared/filing/filing.ts';
import {
  filingIdSchema,
  type DeclarationKind,
  type FilingId,
  type KindLetter,
} from '../../shared/filing/numbers.ts';
import { koreanDate, type CivilDate, type EpochMs } from '../../shared/time.ts';
import type { Store, Tables } from '../store/index.ts';

/** A checked declaration on its way into the outbox. */
export interface CheckedFiling {
  reference: string;
  kind: DeclarationKind;
  priority: Priority;
  deadline: CivilDate | null;
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
 * @throws {NaruError} as `Store.transaction`, and `serials-used-up`
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
      if (tables.filings.hasReference(filing.reference)) known.push(filing.reference);
      else added.push(put(tables, filing, context));
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

function put(tables: Tables, filing: CheckedFiling, context: EnqueueContext): FilingId {
  const { at, office } = context;
  const year = Number(koreanDate(at).slice(0, 4));
  const declarationNo = tables.serials.next(office.declarant, year, letterOf(filing.kind));
  const declaration = JSON.stringify(filing.declaration);
  const id = filingIdSchema.parse(tables.journal.head().seq + 1);
  tables.journal.append({
    at,
    filingId: id,
    before: null,
    kind: 'queued',
    transport: 'queued',
    data: {
      reference: filing.reference,
      declarationNo,
      sha256: createHash('sha256').update(declaration).digest('hex'),
      ...(context.origin === undefined ? {} : { origin: context.origin }),
    },
  });
  tables.filings.insert({
    id,
    reference: filing.reference,
    declarationNo,
    kind: filing.kind,
    priority: filing.priority,
    deadline: filing.deadline,
    transport: 'queued',
    summary: filing.summary,
    declaration,
    at,
  });
  return id;
}

function letterOf(kind: DeclarationKind): KindLetter {
  return kind === 'export' ? 'X' : 'M';
}
