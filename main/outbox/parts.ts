import { hash } from 'node:crypto';
import { NaruError } from '../../shared/errors.ts';
import type { Priority, Summary } from '../../shared/filing/filing.ts';
import { filingId, type DeclarationNo, type FilingId } from '../../shared/filing/numbers.ts';
import { partOf, sequenceOf, type Part, type PartKind } from '../../shared/filing/part.ts';
import type { CustomsState, TransportState } from '../../shared/filing/states.ts';
import type { CivilDate, EpochMs } from '../../shared/time.ts';
import {
  lostPartsOf,
  moveTransport,
  readSummary,
  type Store,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import { rewriteDeclaration } from './rewrite.ts';

/** An amendment (정정), withdrawal (취하) or synchronisation (동기화 요청), checked. */
export interface NewPart {
  is: Exclude<PartKind, 'declaration'>;
  /** What the document is rendered from, as its schema has it: reason, before, after. */
  content: unknown;
  /** Absent: as the original. */
  summary?: Summary;
  deadline?: CivilDate | null;
  priority?: Priority;
}

/** On our side a part has come to an end: it will not be sent any more, or was taken. */
const ended: ReadonlySet<TransportState> = new Set([
  'acknowledged',
  'filed-elsewhere',
  'cancelled',
]);
const decided: ReadonlySet<CustomsState> = new Set([
  'amended',
  'withdrawn',
  'rejected',
  'released',
]);

/**
 * Puts a part of a declaration that customs has into the outbox, under the same number. It is on
 * disk when this returns, and goes out in its turn.
 * @throws {NaruError} `not-found`; `outcome-unknown` while nobody knows whether customs has the
 *   original; `not-possible-now` where it has not, or has ended it; `part-open` where one of its kind
 *   is not finished. One that was cancelled is taken up again, so that no sequence is left out.
 */
export function putPart(
  store: Store,
  originalId: FilingId,
  part: NewPart,
  at: EpochMs,
): StoredFiling {
  return store.transaction((tables) => {
    const original = tables.filings.byId(originalId);
    if (original === null) throw new NaruError('not-found', { what: String(originalId) });
    checkOriginal(original, part.is);
    const earlier = tables.filings
      .partsOf(original.declarationNo)
      .filter((filing) => filing.part.is === part.is);
    const open = earlier.find(isOpen);
    if (open !== undefined) throw new NaruError('part-open', { reference: open.reference });
    const last = earlier.at(-1);
    if (last?.transport === 'cancelled') return takeUp(tables, last, part, at);
    return insert(tables, original, part, partToCome(tables, original.declarationNo, part.is), at);
  });
}

/**
 * Whether a part that was taken out of the way may come back.
 * @throws {NaruError} `part-open` where another of its kind is on its way
 */
export function checkRestore(tables: Tables, { id, part, declarationNo }: StoredFiling): void {
  if (part.is === 'declaration') return;
  const open = tables.filings
    .partsOf(declarationNo)
    .find((other) => other.id !== id && other.part.is === part.is && isOpen(other));
  if (open !== undefined) throw new NaruError('part-open', { reference: open.reference });
}

/** @throws {NaruError} as `putPart` */
function checkOriginal({ transport, customs, part }: StoredFiling, is: NewPart['is']): void {
  if (part.is !== 'declaration') throw new NaruError('not-possible-now', { state: transport });
  const inDoubt = ['sending', 'unconfirmed', 'processing'].includes(transport);
  if (is === 'synchronisation') {
    // It asks what customs has, so it serves most where that is not known.
    if (transport === 'acknowledged' || (inDoubt && transport !== 'sending')) return;
    throw new NaruError('not-possible-now', { state: transport });
  }
  if (inDoubt) throw new NaruError('outcome-unknown');
  if (transport !== 'acknowledged') throw new NaruError('not-possible-now', { state: transport });
  if (customs === 'rejected' || customs === 'withdrawn')
    throw new NaruError('not-possible-now', { state: customs });
}

/** Whether customs' word on it is still to come, or it may yet be sent. */
function isOpen({ transport, customs, part }: StoredFiling): boolean {
  if (!ended.has(transport)) return true;
  return transport === 'acknowledged' && part.is !== 'synchronisation' && !decided.has(customs);
}

/**
 * The part of its kind that is put in next, with its sequence (정정차수): one that was cancelled is
 * taken up again, and what a lost day may have filed is passed over.
 * @throws {NaruError} `not-possible-now`: a declaration has only one withdrawal
 */
export function partToCome(tables: Tables, no: DeclarationNo, is: NewPart['is']): Part {
  const earlier = tables.filings.partsOf(no).filter(({ part }) => part.is === is);
  const last = earlier.at(-1);
  if (last?.transport === 'cancelled') return last.part;
  if (is === 'withdrawal' && last !== undefined)
    throw new NaruError('not-possible-now', { state: last.customs });
  const lost = lostPartsOf(tables, no).filter((part) => part.is === is);
  const used = [...earlier.map(({ part }) => part), ...lost].map(sequenceOf);
  return partOf(is, 1 + Math.max(0, ...used));
}

/**
 * A part that was cancelled, with another content.
 * @throws {NaruError} `number-in-doubt` where it was called used
 */
function takeUp(
  tables: Tables,
  filing: StoredFiling,
  { content, summary, deadline, priority }: NewPart,
  at: EpochMs,
): StoredFiling {
  if (filing.lastError === 'number-used') throw new NaruError('number-in-doubt');
  const restored = moveTransport(tables, filing, 'restore', { kind: 'restored' }, at);
  return rewriteDeclaration(
    tables,
    restored,
    {
      kind: 'edited',
      declaration: content,
      summary: summary ?? readSummary(filing),
      deadline: deadline === undefined ? filing.deadline : deadline,
      ...(priority === undefined ? {} : { priority }),
    },
    at,
  );
}

function insert(
  tables: Tables,
  original: StoredFiling,
  { content, summary, deadline, priority }: NewPart,
  part: Part,
  at: EpochMs,
): StoredFiling {
  const id = filingId(tables.journal.head().seq + 1);
  const reference = referenceOf(tables, original, part);
  const { declarationNo, kind } = original;
  tables.filings.insert({
    id,
    reference,
    declarationNo,
    part,
    originalId: original.id,
    kind,
    priority: priority ?? original.priority,
    deadline: deadline === undefined ? original.deadline : deadline,
    basis: deadline == null ? null : { by: 'person' },
    transport: 'queued',
    summary: summary ?? readSummary(original),
    at,
  });
  const body = JSON.stringify(content);
  tables.journal.append({
    at,
    filingId: id,
    before: null,
    kind: 'queued',
    transport: 'queued',
    data: {
      reference,
      declarationNo,
      part: part.is,
      sequence: sequenceOf(part),
      sha256: hash('sha256', body),
    },
    body,
  });
  const filing = tables.filings.byId(id);
  if (filing === null) throw new RangeError(`part ${reference} was not stored`);
  return filing;
}

const words: Readonly<Record<NewPart['is'], string>> = {
  amendment: '정정',
  withdrawal: '취하',
  synchronisation: '동기화',
};
/** Longest reference. */
const longest = 64;

/** E.g. `A-117#정정1`; by the number where that would be too long or is somebody else's. */
function referenceOf(tables: Tables, original: StoredFiling, part: Part): string {
  if (part.is === 'declaration') throw new RangeError('a declaration has a reference of its own');
  const mark = `#${words[part.is]}${'sequence' in part ? part.sequence : ''}`;
  const own = [`${original.reference}${mark}`, `${original.declarationNo}${mark}`].find(
    (name) => name.length <= longest && !tables.filings.hasReference(name),
  );
  return own ?? `${original.declarationNo}${mark}-${tables.journal.head().seq + 1}`;
}
