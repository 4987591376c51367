import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { DeclarationNo } from '../../shared/filing/numbers.ts';
import { partOf, type Part, type PartKind } from '../../shared/filing/part.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import { readDeclaration } from './declarations.ts';
import type { LostPart } from './restored.ts';
import { Store } from './store.ts';
import type { Tables } from './tables.ts';
import { keptFolder } from './swap.ts';

/** A database that was kept aside before another was put in its place. */
export interface KeptCopy {
  file: string;
  at: EpochMs;
}

const name = /^(naru|practice)-before-restore-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(?:-\d+)?\.db$/;

export const isKeptCopy = (file: string): boolean => name.test(file);

/** The databases that were kept aside before a restore or a salvage, newest first. */
export function listKept(dataFolder: string, mode: Mode): KeptCopy[] {
  const folder = keptFolder(dataFolder);
  const stem = mode === 'real' ? 'naru' : 'practice';
  const found = namesIn(folder).flatMap((file): KeptCopy[] => {
    const [, of, ...rest] = name.exec(file) ?? [];
    const [year = 0, month = 0, day = 0, ...time] = rest.map(Number);
    const at = Date.UTC(year, month - 1, day, ...time);
    return of === stem ? [{ file: join(folder, file), at: epochMs(at) }] : [];
  });
  return found.toSorted((a, b) => b.at - a.at || (a.file < b.file ? 1 : -1));
}

/** One that is not made yet, or not readable, has none. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A declaration as it was entered, unchecked: what lies on disk is input. */
export interface KeptDeclaration {
  reference: string;
  declaration: unknown;
}

/** Looks up declarations in what was kept aside; opened at the first question. */
export interface KeptDeclarations {
  /**
   * The declaration, or part of one, that a taken document was made from.
   * @param digest of the document that was taken; empty where nobody tells it
   */
  of(no: DeclarationNo, part: Part, digest: string): KeptDeclaration | null;
  close(): void;
}

/** Beyond these, what was kept is too old to know what the restored copy does not. */
const mostOpened = 3;

export function openKeptDeclarations(
  dataFolder: string,
  mode: Mode,
  key: Buffer,
): KeptDeclarations {
  const opened = new Map<string, Store | null>();
  function storeOf({ file }: KeptCopy): Store | null {
    const before = opened.get(file);
    if (before !== undefined) return before;
    const store = orNothing(() => new Store({ file, key, readonly: true }));
    opened.set(file, store);
    return store;
  }
  return {
    of(no, part, digest) {
      for (const copy of listKept(dataFolder, mode).slice(0, mostOpened)) {
        const store = storeOf(copy);
        const found = store === null ? null : orNothing(() => readFrom(store, no, part, digest));
        if (found !== null) return found;
      }
      return null;
    },
    close() {
      for (const store of opened.values()) store?.close();
      opened.clear();
    },
  };
}

/**
 * Amendments and withdrawals that may have been filed by what is there now, and that an older copy does
 * not know. A database that cannot be read tells none.
 */
export function partsUnknownTo(copy: Tables, present: string, key: Buffer): LostPart[] {
  if (!existsSync(present)) return [];
  const found = orNothing(() => {
    const store = new Store({ file: present, key, readonly: true });
    try {
      return store.read(({ connection }) =>
        connection
          .prepare<[], { no: DeclarationNo; part: PartKind; sequence: number }>(
            `SELECT declaration_no AS no, part, part_seq AS sequence FROM filing
             WHERE part IN ('amendment', 'withdrawal') AND submission_id IS NOT NULL ORDER BY id`,
          )
          .all(),
      );
    } finally {
      store.close();
    }
  });
  return (found ?? [])
    .map(({ no, part, sequence }) => ({ no, part: partOf(part, sequence) }))
    .filter(({ no, part }) => copy.filings.byPart(no, part) === null);
}

function readFrom(
  store: Store,
  no: DeclarationNo,
  part: Part,
  digest: string,
): KeptDeclaration | null {
  return store.read((tables) => {
    const filing = tables.filings.byPart(no, part);
    if (filing === null) return null;
    const chain = tables.submissions.chain(filing.submissionId);
    const sent = digest === '' ? chain[0] : chain.find((each) => each.digest === digest);
    // Edited since: it is no longer what the document was made from.
    if (sent === undefined || sent.id < filing.declarationSeq) return null;
    const declaration = readDeclaration(tables, filing);
    return declaration === null ? null : { reference: filing.reference, declaration };
  });
}

/** One that is damaged, of another key or of another version tells nothing. */
function orNothing<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NaruError || error instanceof SyntaxError) return null;
    throw error;
  }
}
