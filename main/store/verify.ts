import { hash } from 'node:crypto';
import { z } from 'zod';
import { NaruError, type ErrorParams } from '../../shared/errors.ts';
import type { CustomsState, TransportState } from '../../shared/filing/states.ts';
import { readFilingRow, selectFiling, type FilingRecord } from './filings.ts';
import { entryHash, genesis, type Body, type JournalRow } from './journal.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** What can be wrong with the data; each has its words under `cli.finding.<code>`. */
export type FindingCode =
  | 'integrity' // SQLite's own check of the file
  | 'foreign-key'
  | 'entry-missing' // the journal has a gap
  | 'entry-changed' // an entry is not as it was written, or not where it was
  | 'entry-outside' // an entry does not follow the one before of the same filing
  | 'journal-cut' // a filing knows of a later entry than the journal has
  | 'transport-differs'
  | 'customs-differ'
  | 'number-differs'
  | 'declaration-differs' // a filing points to another declaration than its entries tell
  | 'body-changed' // a declaration or document is not as its entry vouches
  | 'body-gone' // one was removed while it was still needed
  | 'filing-gone'
  | 'filing-untold'; // a filing that the journal knows nothing of

export interface Finding {
  code: FindingCode;
  params: ErrorParams;
}

export interface Verification {
  /** What is wrong; empty where all is well. */
  findings: Finding[];
  /** What they are about: the file, entries, filings and rows; to know them again. */
  about: ReadonlySet<string>;
  filings: number;
  entries: number;
  /** Hash of the last journal entry, hex; noted elsewhere it shows later cuts. */
  head: string;
}

/** A filing as its entries tell it. */
interface Told {
  seq: number;
  transport: TransportState | null;
  customs: CustomsState;
  declarationNo: string | null;
  /** The entry that has the declaration as it is now. */
  declarationSeq: number | null;
  /** Whether a declaration or document of it was removed. */
  bodyGone: boolean;
}

/** Most findings that are told; a broken chain would otherwise name every entry. */
const most = 100;

export interface VerifyOptions {
  /** Absent: `100`. */
  most?: number;
  /** What is wrong with these is known; SQLite's own check is never excepted. */
  except?: ReadonlySet<string>;
}

/**
 * Checks the database's integrity, the journal's chain, and every filing, declaration and document
 * against the journal.
 * @throws {NaruError} `data-damaged` where the file cannot even be read
 */
export function verifyStore(store: Store, options: VerifyOptions = {}): Verification {
  try {
    return store.read((tables) =>
      // Of one moment: what others write while it reads must not look like a contradiction.
      tables.connection.transaction(() => verifyTables(tables, options))(),
    );
  } catch (error) {
    // What does not even have the shape of an entry or a filing was not written by Naru.
    if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
    throw new NaruError('data-damaged', { file: store.file, detail: error.message }, error);
  }
}

function verifyTables(tables: Tables, options: VerifyOptions): Verification {
  const { connection } = tables;
  const findings: Finding[] = [];
  const isAbout = new Set<string>();
  const { except = new Set<string>() } = options;
  const atMost = options.most ?? most;
  function find(code: FindingCode, about: string, params: ErrorParams): void {
    const isKnown = code !== 'integrity' && except.has(about);
    if (findings.length >= atMost || isKnown) return;
    findings.push({ code, params });
    isAbout.add(about);
  }

  for (const row of connection.prepare<[], string>('PRAGMA integrity_check').pluck().iterate())
    if (row !== 'ok') find('integrity', ofFile, { detail: row });
  for (const row of connection.prepare('PRAGMA foreign_key_check').iterate()) {
    const detail = JSON.stringify(row);
    find('foreign-key', `row ${detail}`, { detail });
  }
  const { last, told } = verifyJournal(tables, find);
  const filings = verifyFilings(tables, told, find);

  return {
    findings,
    about: isAbout,
    filings,
    entries: last.seq,
    head: last.hash,
  };
}

type Find = (code: FindingCode, about: string, params: ErrorParams) => void;

const ofFile = 'file';
const ofEntry = (seq: number): string => `entry ${seq}`;
const ofFiling = (id: number): string => `filing ${id}`;

/** Follows the chain; returns its end and what it tells of each filing. */
function verifyJournal(tables: Tables, find: Find) {
  const told = new Map<number, Told>();
  let last = genesis;
  for (const row of tables.journal.walk()) {
    const { seq, filing_id: id, before } = row;
    if (seq !== last.seq + 1) find('entry-missing', ofEntry(seq), { before: seq });
    if (entryHash(last.hash, row) !== row.hash)
      find('entry-changed', ofEntry(seq), { seq, after: last.seq });
    last = { seq, hash: row.hash };
    if (row.kind === 'incident-remark' && !isFileWhole(tables, row))
      find('body-changed', ofEntry(seq), { seq });
    if (id === null) continue;
    const known = told.get(id);
    if ((known?.seq ?? null) !== before) find('entry-outside', ofFiling(id), { seq });
    let bodyGone = known?.bodyGone ?? false;
    if (hasBody(row.kind)) {
      const body = tables.journal.body(seq, row.kind);
      if (body === null) bodyGone = true;
      else if (!isBodyWhole(row, body)) find('body-changed', ofEntry(seq), { seq });
    }
    if (row.kind === 'undone') told.delete(id);
    else
      told.set(id, {
        seq,
        transport: row.transport ?? known?.transport ?? null,
        customs: row.customs ?? known?.customs ?? 'none',
        declarationNo: numberOf(row) ?? known?.declarationNo ?? null,
        declarationSeq: isDeclared(row.kind) ? seq : (known?.declarationSeq ?? null),
        bodyGone,
      });
  }
  return { last, told };
}

const fileSchema = z.object({ sha256: z.string().nullable() });

/** Holds the file of a remark against its digest; one that was removed is left out. */
function isFileWhole({ journal }: Tables, { seq, kind, data }: JournalRow): boolean {
  const { sha256 } = fileSchema.parse(JSON.parse(data));
  const body = journal.body(seq, kind);
  return body === null || hash('sha256', body) === sha256;
}

/** Kinds of entries that a declaration hangs on. */
const isDeclared = (kind: JournalRow['kind']): boolean =>
  kind === 'queued' || kind === 'edited' || kind === 'recomputed';
/** Kinds of entries that a declaration or document hangs on. */
const hasBody = (kind: JournalRow['kind']): boolean => isDeclared(kind) || kind === 'frozen';

const numberSchema = z.object({ declarationNo: z.string() }).partial();
const renumberedSchema = z.object({ to: z.string() });

/** The declaration number that an entry gave. */
function numberOf({ kind, data }: JournalRow): string | null {
  if (kind === 'renumbered') return renumberedSchema.parse(JSON.parse(data)).to;
  if (kind !== 'queued') return null;
  return numberSchema.parse(JSON.parse(data)).declarationNo ?? null;
}

const queuedSchema = z.object({ sha256: z.string() });
const frozenSchema = z.object({ digest: z.string() });

/** Holds the body of an entry against the digest in the chain; removed ones are left out. */
function isBodyWhole({ kind, data }: JournalRow, body: Body): boolean {
  if (kind !== 'frozen')
    return hash('sha256', body) === queuedSchema.parse(JSON.parse(data)).sha256;
  const { digest } = frozenSchema.parse(JSON.parse(data));
  return `sha-256=:${hash('sha256', body, 'base64')}:` === digest;
}

/** What is sent no more can do without its declaration and documents. */
const finished: ReadonlySet<TransportState> = new Set([
  'acknowledged',
  'filed-elsewhere',
  'cancelled',
]);

/** Holds every filing against what the journal tells of it; returns how many there are. */
function verifyFilings({ connection }: Tables, told: Map<number, Told>, find: Find): number {
  let filings = 0;
  for (const raw of connection.prepare<unknown[], FilingRecord>(selectFiling).iterate()) {
    const filing = readFilingRow(raw);
    const { id, declarationNo, transport, customs, journalSeq, declarationSeq } = filing;
    const about = ofFiling(id);
    filings += 1;
    const story = told.get(id);
    told.delete(id);
    if (story === undefined) {
      find('filing-untold', about, { declarationNo });
      continue;
    }
    if (story.seq !== journalSeq) find('journal-cut', about, { declarationNo, seq: journalSeq });
    if (story.transport !== transport)
      find('transport-differs', about, {
        declarationNo,
        state: transport,
        told: story.transport ?? '–',
      });
    if (story.bodyGone && !finished.has(transport)) find('body-gone', about, { declarationNo });
    if (story.declarationNo !== null && story.declarationNo !== declarationNo)
      find('number-differs', about, { declarationNo, told: story.declarationNo });
    if (story.declarationSeq !== declarationSeq)
      find('declaration-differs', about, { declarationNo, seq: declarationSeq });
    if (story.customs !== customs)
      find('customs-differ', about, { declarationNo, state: customs, told: story.customs });
  }
  for (const [id, { seq }] of told) find('filing-gone', ofFiling(id), { id, seq });
  return filings;
}
