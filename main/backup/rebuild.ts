import { z } from 'zod';
import type { Summary } from '../../shared/filing/filing.ts';
import {
  declarationKinds,
  declarationNoSchema,
  filingIdSchema,
  kindLetterOf,
  type DeclarationKind,
} from '../../shared/filing/numbers.ts';
import { theDeclaration } from '../../shared/filing/part.ts';
import type { TransportState } from '../../shared/filing/states.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Tables } from '../store/index.ts';

/** What a list shows of a declaration; `null` where it cannot be read. */
export type Describe = (kind: DeclarationKind, declaration: unknown) => Summary | null;

const queuedSchema = z.object({ reference: z.string(), declarationNo: declarationNoSchema });
const renumberedSchema = z.object({ to: declarationNoSchema });
const entrySchema = z.object({
  seq: z.number(),
  kind: z.string(),
  transport: z.string().nullable(),
  data: z.string(),
  body: z.unknown(),
});
type Entry = z.output<typeof entrySchema>;

/**
 * Makes filings anew whose own row is lost, from their journal entries, within the caller's
 * transaction. What may have been sent is in doubt then: the central system says what became of it.
 * @returns how many
 */
export function rebuildFilings(tables: Tables, describe: Describe, at: EpochMs): number {
  const { connection } = tables;
  const lost = connection
    .prepare<[], number>(
      `SELECT seq FROM journal WHERE kind = 'queued' AND filing_id = seq
         AND seq NOT IN (SELECT id FROM filing)
         AND seq NOT IN (SELECT filing_id FROM journal WHERE kind = 'undone')`,
    )
    .pluck()
    .all();
  const entriesOf = connection.prepare(
    'SELECT seq, kind, transport, data, body FROM journal WHERE filing_id = ? ORDER BY seq',
  );
  let count = 0;
  for (const id of lost) {
    const entries = entriesOf.all(id).map((row) => entrySchema.parse(row));
    if (rebuild(tables, id, entries, describe, at)) count += 1;
  }
  return count;
}

function rebuild(
  tables: Tables,
  rawId: number,
  entries: readonly Entry[],
  describe: Describe,
  at: EpochMs,
): boolean {
  const [queued] = entries;
  const told = queued === undefined ? null : queuedSchema.safeParse(JSON.parse(queued.data));
  const declared = entries.findLast(
    ({ kind, body }) =>
      ['queued', 'edited', 'recomputed'].includes(kind) && typeof body === 'string',
  );
  // An amendment or withdrawal needs its original; it can be put in again.
  if (told?.success !== true || typeof declared?.body !== 'string') return false;
  const { reference } = told.data;
  const renumbered = entries.findLast(({ kind }) => kind === 'renumbered');
  const declarationNo =
    renumbered === undefined
      ? told.data.declarationNo
      : renumberedSchema.parse(JSON.parse(renumbered.data)).to;
  const kind = declarationKinds.find((each) => kindLetterOf[each] === declarationNo.at(-1));
  if (kind === undefined || tables.filings.byNumber(declarationNo) !== null) return false;
  if (tables.filings.hasReference(reference)) return false;
  const id = filingIdSchema.parse(rawId);
  const summary = describe(kind, JSON.parse(declared.body)) ?? nothing;
  const frozen = entries.findLast((entry) => entry.kind === 'frozen' && entry.body !== null);
  const isInDoubt = frozen !== undefined;
  // Never to be sent by itself: what was ordered for it may be lost as well.
  const transport: TransportState = isInDoubt ? 'queued' : 'held';
  const common = {
    reference,
    declarationNo,
    part: theDeclaration,
    originalId: null,
    kind,
  } as const;
  const put = { ...common, priority: 'normal', deadline: null, transport, summary, at } as const;
  tables.filings.insert({ id, ...put });
  const before = entries.at(-1)?.seq ?? id;
  const inserted = tables.filings.byId(id);
  if (inserted === null) return false;
  const entry = {
    at,
    filingId: id,
    before,
    kind: 'data-salvaged',
    data: { rebuilt: true },
  } as const;
  const change = { declarationSeq: declared.seq };
  if (!isInDoubt) {
    const seq = tables.journal.append({ ...entry, transport });
    tables.filings.update(inserted, change, at, seq);
    return true;
  }
  const seq = tables.journal.append({ ...entry, transport: 'unconfirmed' });
  const attempts = entries.filter((each) => each.kind === 'attempt-started').length;
  const doubt = { transport: 'unconfirmed', inquireAt: at, submissionId: frozen.seq } as const;
  tables.filings.update(inserted, { ...change, ...doubt, attempts }, at, seq);
  return true;
}

const nothing: Summary = {
  importer: '',
  goods: '',
  lines: 0,
  billOfLading: '',
  currency: '',
  amount: '',
  tax: null,
};
