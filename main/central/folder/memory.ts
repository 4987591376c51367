import { z } from 'zod';
import type { DeclarationNo } from '../../../shared/filing/numbers.ts';
import type { Part } from '../../../shared/filing/part.ts';
import type { Notice } from '../../../shared/filing/receipts.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { record, type Store, type Tables } from '../../store/index.ts';
import type { ReadFile } from '../../store/received-files.ts';

/** What is remembered of a document that was, or may have been, handed over. */
export interface Remembered {
  digest: string;
  /** When each hand-over began, oldest first. */
  handOvers: EpochMs[];
  /** Names that its files were to get, oldest first. */
  files: string[];
  /** The file of the last attempt; `null` where it ended before its file got a name. */
  lastFile: string | null;
  /** Ids of the notices that came after the last attempt began, whatever the clock says. */
  toldSince: string[];
  /** Whether the last attempt went this way: only then does `lastFile` tell anything. */
  wentThisWay: boolean;
}

/** What the folder gateway has to remember, in the store. */
export interface FolderMemory {
  /** `null` where no such filing is here, or none that was ever sent. */
  of(no: DeclarationNo, part: Part): Remembered | null;
  notices(no: DeclarationNo): Notice[];
  /**
   * Writes down that a document's file gets its name now.
   * @throws {NaruError} as `Store.transaction`
   */
  handingOver(no: DeclarationNo, part: Part, file: string, now: EpochMs): void;
  isRead(file: Pick<ReadFile, 'path' | 'size' | 'modifiedAt'>): boolean;
}

export function folderMemory(store: Store, destination: string): FolderMemory {
  return {
    of: (no, part) => store.read((tables) => recall(tables, destination, no, part)),
    notices: (no) => store.read(({ notices }) => notices.of(no)),
    handingOver(no, part, file, now) {
      store.transaction((tables) => {
        const filing = tables.filings.byPart(no, part);
        if (filing === null) throw new RangeError(`no filing ${no}`);
        const data = { n: filing.attempts, file };
        record(tables, filing, { kind: 'handing-over', data }, now);
      });
    },
    isRead: (file) => store.read(({ receivedFiles }) => receivedFiles.isRead(destination, file)),
  };
}

const startedSchema = z.object({ attempt: z.literal('send'), via: z.string().optional() });
const handingSchema = z.object({ file: z.string() });
const toldSchema = z.object({ notice: z.string() });

function recall(
  tables: Tables,
  destination: string,
  no: DeclarationNo,
  part: Part,
): Remembered | null {
  const filing = tables.filings.byPart(no, part);
  const submission =
    filing?.submissionId == null ? null : tables.submissions.byId(filing.submissionId);
  if (filing === null || submission === null) return null;
  const files: string[] = [];
  let lastFile: string | null = null;
  let wentThisWay = false;
  let toldSince: string[] = [];
  for (const { kind, data } of tables.journal.timeline(filing.journalSeq)) {
    if (kind === 'handing-over') {
      lastFile = handingSchema.parse(data).file;
      files.push(lastFile);
    }
    const told = kind === 'notice' ? toldSchema.safeParse(data) : null;
    if (told?.success === true) toldSince.push(told.data.notice);
    const started = kind === 'attempt-started' ? startedSchema.safeParse(data) : null;
    if (started?.success !== true) continue;
    lastFile = null;
    toldSince = [];
    wentThisWay = started.data.via === destination;
  }
  const handOvers = tables.attempts
    .of(filing.id)
    .filter(({ kind, outcome }) => kind === 'send' && !isHarmless(outcome))
    .map(({ startedAt }) => startedAt);
  return { digest: submission.digest, handOvers, files, lastFile, toldSince, wentThisWay };
}

/** Outcomes of a sending that left nothing with the other side. */
const isHarmless = (outcome: string | null): boolean =>
  outcome === 'not-sent' || outcome === 'busy' || outcome === 'not-allowed';
