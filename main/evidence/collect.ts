import type { Office } from '../../shared/contract/index.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import {
  attachmentName,
  type AttachedFiles,
  type PackFile,
  type PersonalData,
} from '../../shared/evidence/index.ts';
import type { TimelineEntry } from '../../shared/filing/detail.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { Attempt } from '../../shared/filing/attempts.ts';
import type { Incident } from '../../shared/sync/incidents.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import type { EpochMs } from '../../shared/time.ts';
import {
  readDeclaration,
  readSummary,
  type Store,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import { candidateFilings, waitedWithin } from './affected.ts';
import type {
  EvidenceAttempt,
  EvidenceDeadline,
  EvidenceFiling,
  EvidenceInput,
  EvidenceSpan,
  Measurements,
  WaitingShares,
} from './input.ts';
import { writeJournalLines } from './journal-lines.ts';
import { maskName, maskText, personalValues } from '../../shared/privacy/masking.ts';

/** What others know that the store's own tables do not tell; what is absent is not invented. */
export interface EvidenceSources {
  /** Incidents that touch a span. */
  incidents?(span: EvidenceSpan): readonly Incident[];
  /** What was measured in a span; `null` where nothing measures. */
  measurements?(span: EvidenceSpan): readonly Measurements[] | null;
  /** The legal date of a filing; by default the date that it was put in with. */
  deadlineOf?(filing: StoredFiling): EvidenceDeadline | null;
  /** By whose doing a filing waited within a span; `null` where nobody tells. */
  waitingOf?(filing: StoredFiling, span: EvidenceSpan): WaitingShares | null;
}

export interface CollectOptions {
  store: Store;
  mode: Mode;
  span: EvidenceSpan;
  personalData: PersonalData;
  attachedFiles: AttachedFiles;
  madeAt: EpochMs;
  /** Program and version, e.g. `Naru 0.1.0`. */
  program: string;
  sources: EvidenceSources;
  /** Lets others have their turn; rejects to stop. */
  pause(): Promise<void>;
  onProgress?(done: number, total: number): void;
}

/** How many filings are looked at before others get their turn. */
const slice = 100;

/**
 * Gathers what a pack of a span is made of, in slices, so that the outbox goes on meanwhile.
 * @throws as `pause`
 */
export async function collectEvidence(
  options: CollectOptions,
): Promise<{ input: EvidenceInput; journal: Uint8Array; attachments: PackFile[] }> {
  const { store, mode, span, personalData, attachedFiles, madeAt, program, sources, pause } =
    options;
  const candidates = await candidateFilings(store, span, pause);
  const filings: EvidenceFiling[] = [];
  const attempts: EvidenceAttempt[] = [];
  const reach = { first: Infinity, last: 0 };
  for (const [index, id] of candidates.entries()) {
    const found = store.read((tables) => readOne(tables, id, options));
    if (found !== null) {
      filings.push(found.filing);
      for (const attempt of found.attempts) attempts.push(attempt);
      reach.first = Math.min(reach.first, found.first);
      reach.last = Math.max(reach.last, found.last);
    }
    if (index % slice === slice - 1) {
      options.onProgress?.(index + 1, candidates.length);
      await pause();
    }
  }
  attempts.sort((a, b) => a.startedAt - b.startedAt || a.filingId - b.filingId || a.n - b.n);

  const wanted = { span, filings: new Set(filings.map(({ id }) => id)), reach, personalData };
  const { bytes, ...journal } = await writeJournalLines(store, wanted, pause);
  const incidents = (sources.incidents?.(span) ?? []).map((one) => plainIncident(one, options));
  const measurements = sources.measurements?.(span) ?? null;
  const remarks = incidents.flatMap((incident) => incident.remarks);
  const attached = attachedFiles === 'enclosed' ? await readAttachments(store, remarks, pause) : [];
  const input = {
    mode,
    madeAt,
    program,
    office: readOffice(store),
    span,
    personalData,
    attachedFiles,
    incidents,
    measurements: measurements === null ? null : [...measurements],
    attempts,
    filings,
    remarks,
    attachments: attached.map(({ remark, file }) => ({ remark, file: file.name })),
    journal,
  };
  return { input, journal: bytes, attachments: attached.map(({ file }) => file) };
}

/** Files of remarks, byte for byte; one that is kept no more is named by its digest alone. */
async function readAttachments(
  store: Store,
  remarks: Incident['remarks'],
  pause: () => Promise<void>,
): Promise<{ remark: number; file: PackFile }[]> {
  const attached: { remark: number; file: PackFile }[] = [];
  for (const { id, file } of remarks) {
    if (file === null || attached.some(({ remark }) => remark === id)) continue;
    const bytes = store.read(({ journal }) => journal.body(id, 'incident-remark'));
    if (bytes !== null && typeof bytes !== 'string')
      attached.push({ remark: id, file: { name: attachmentName(id, file.name), bytes } });
    await pause();
  }
  return attached;
}

/** One filing with its attempts within the span; `null` where neither it nor they belong there. */
function readOne(
  tables: Tables,
  id: FilingId,
  { span, personalData, sources }: CollectOptions,
): { filing: EvidenceFiling; attempts: EvidenceAttempt[]; first: number; last: number } | null {
  const filing = tables.filings.byId(id);
  if (filing === null) return null;
  const timeline = tables.journal.timeline(filing.journalSeq);
  const made = [...tables.attempts.of(id), ...onItsWay(tables, filing)].filter(
    ({ startedAt }) => startedAt >= span.from && startedAt <= span.to,
  );
  if (made.length === 0 && !waitedWithin(timeline, span)) return null;

  const isMasked = personalData === 'masked';
  const hasText = made.some(({ answer }) => answer !== null);
  const known = isMasked && hasText ? personalValues(readDeclaration(tables, filing)) : [];
  const plain = (text: string): string => (isMasked ? maskText(text, known) : text);
  const documents = documentsOf(timeline);
  const { importer, goods, billOfLading } = readSummary(filing);
  const { declarationNo, part } = filing;
  return {
    filing: {
      id,
      declarationNo,
      reference: plain(filing.reference),
      kind: filing.kind,
      part,
      importer: isMasked ? maskName(importer) : importer,
      goods,
      billOfLading,
      queuedAt: filing.createdAt,
      transport: filing.transport,
      customs: filing.customs,
      receiptNo: filing.receiptNo,
      receiptAt: filing.receiptAt,
      attempts: made.length,
      documents: documents.map(({ digest, frozenAt }) => ({ digest, frozenAt })),
      deadline: (sources.deadlineOf ?? enteredDeadline)(filing),
      waiting: sources.waitingOf?.(filing, span) ?? null,
    },
    attempts: made.map(({ n, kind, submissionId, answer, ...rest }) => ({
      filingId: id,
      declarationNo,
      part,
      n,
      kind,
      startedAt: rest.startedAt,
      settledAt: rest.settledAt,
      outcome: rest.outcome,
      cause: rest.cause,
      httpStatus: rest.httpStatus,
      tookMs: rest.tookMs,
      retryAfterMs: rest.retryAfterMs,
      digest: documents.find(({ seq }) => seq === submissionId)?.digest ?? null,
      answer: answer === null ? null : plain(answer),
    })),
    first: timeline[0]?.seq ?? id,
    last: filing.journalSeq,
  };
}

/** The attempt that nobody has answered yet. */
function onItsWay(tables: Tables, filing: StoredFiling): Attempt[] {
  const open = tables.attempts.open(filing);
  if (open === null) return [];
  const { n, kind, submissionId, startedAt } = open;
  const unknown = { settledAt: null, outcome: null, cause: null, httpStatus: null, tookMs: null };
  const rest = { retryAfterMs: null, answer: null, errors: [], receipt: null };
  return [{ n, kind, submissionId, startedAt, ...unknown, ...rest }];
}

/** Documents that were frozen, by the entries that froze them. */
function documentsOf(timeline: readonly TimelineEntry[]) {
  return timeline.flatMap(({ seq, at, kind, data }) =>
    kind === 'frozen' ? [{ seq, digest: String(data['digest']), frozenAt: at }] : [],
  );
}

const enteredDeadline = ({ deadline }: StoredFiling): EvidenceDeadline | null =>
  deadline === null ? null : { on: deadline, rule: null, possible: null };

/** Error texts of an incident came from answers about declarations. */
function plainIncident(incident: Incident, { personalData }: CollectOptions): Incident {
  if (personalData === 'included') return incident;
  const errors = incident.errors.map((error) => ({ ...error, text: maskText(error.text, []) }));
  const remarks = incident.remarks.map((one) => ({ ...one, text: maskText(one.text, []) }));
  return { ...incident, errors, remarks };
}

function readOffice(store: Store): Office | null {
  const office = officeSchema.safeParse(store.read(({ settings }) => settings.get('office')));
  return office.success ? office.data : null;
}
