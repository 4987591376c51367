import { type Reader, type ReaderView, startReader } from '../../main/intake/index.ts';
import type {
  EngineEvent,
  IntakePreview,
  Mapping,
  SavedMapping,
} from '../../shared/contract/index.ts';
import { maskSheet } from '../../shared/privacy/mask-sheet.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { FakeOffice } from './fake-office.ts';

type IntakeHandlers = Pick<
  CallHandlers,
  | 'intake.begin'
  | 'intake.chunk'
  | 'intake.preview'
  | 'personal.cells'
  | 'intake.repair'
  | 'intake.rows'
  | 'intake.commit'
  | 'intake.cancel'
  | 'intake.discard'
  | 'intake.undo'
  | 'intake.template'
  | 'mappings.list'
  | 'mappings.save'
  | 'mappings.drop'
>;

/** What a test does to the intake. */
export interface IntakeControl {
  /** Where it stops and waits: until it is cancelled, or until this is `null` again. */
  hold: 'reading' | 'storing' | 'repairing' | null;
}

interface FakeUpload {
  readonly name: string;
  readonly chunks: Buffer[];
  reader: Reader | null;
  view: ReaderView | null;
  isCancelled: boolean;
  /** Filings that went in before it was cancelled. */
  stored: number;
}

/**
 * Files on their way in. Where `reads` is set they are read by intake's own reader; otherwise any
 * file is taken for three filings, one that is known and one with faults.
 */
export function fakeIntake(
  office: FakeOffice,
  outbox: { add(count: number): FilingId[]; remove(ids: readonly FilingId[]): void },
  { reads, emit }: { reads: boolean; emit: (event: EngineEvent) => void },
): { handlers: IntakeHandlers; control: IntakeControl } {
  const control: IntakeControl = { hold: null };
  const uploads = new Map<string, FakeUpload>();
  let mappings: SavedMapping[] = [];
  let begun = 0;
  const batches: FilingId[][] = [];

  function uploadOf(id: string): FakeUpload {
    const upload = uploads.get(id);
    if (upload === undefined) throw new NaruError('intake-gone');
    return upload;
  }
  function drop(id: string): void {
    const upload = uploads.get(id);
    if (upload === undefined) return;
    upload.isCancelled = true;
    upload.reader?.close();
    uploads.delete(id);
  }
  const tell = (intakeId: string, phase: 'reading' | 'checking' | 'storing', done: number): void =>
    emit({ topic: 'intake', progress: { intakeId, phase, done, total: 10_000 } });
  async function held(what: NonNullable<IntakeControl['hold']>, upload: FakeUpload): Promise<void> {
    while (control.hold === what && !upload.isCancelled)
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
  }

  function previewOf(intakeId: string, { name, view }: FakeUpload): IntakePreview {
    if (view === null) return anyPreview(intakeId, office);
    const { references, format, encoding, rows, errors, warnings, sheet, broken } = view;
    const good = references.length;
    return {
      intakeId,
      name,
      format,
      encoding,
      good,
      known: 0,
      broken,
      rows,
      errors,
      warnings,
      sheet: sheet === null ? null : maskSheet(sheet, errors),
    };
  }

  async function preview(intakeId: string, mapping: Mapping | null): Promise<IntakePreview> {
    const upload = uploadOf(intakeId);
    if (control.hold === 'reading') tell(intakeId, 'checking', 4000);
    await held('reading', upload);
    if (upload.isCancelled) throw new NaruError('intake-cancelled');
    if (!reads) return anyPreview(intakeId, office);
    if (upload.reader === null) {
      upload.reader = startReader(upload.name);
      const bytes = new Uint8Array(Buffer.concat(upload.chunks));
      const hints = { saved: mappings, fixed: {} };
      upload.view = await upload.reader.ask('open', { name: upload.name, bytes, hints });
    }
    if (mapping !== null) upload.view = await upload.reader.ask('check', { mapping });
    return previewOf(intakeId, upload);
  }

  const handlers: IntakeHandlers = {
    'intake.begin': ({ name }) => {
      begun += 1;
      const intakeId = String(begun).padStart(16, '0');
      const upload = { name, chunks: [], reader: null, view: null, isCancelled: false, stored: 0 };
      uploads.set(intakeId, upload);
      return { intakeId };
    },
    'intake.chunk': ({ intakeId, offset, data }) => {
      const chunk = Buffer.from(data, 'base64');
      uploadOf(intakeId).chunks.push(chunk);
      return { received: offset + chunk.byteLength };
    },
    'personal.cells': ({ intakeId }) => {
      const sheet = uploads.get(intakeId)?.view?.sheet;
      return { top: sheet?.top ?? [], faulty: sheet?.faulty ?? [] };
    },
    'intake.preview': ({ intakeId, mapping }) => preview(intakeId, mapping),
    'intake.repair': async ({ intakeId, cells }) => {
      const upload = uploadOf(intakeId);
      await held('repairing', upload);
      if (upload.reader !== null) upload.view = await upload.reader.ask('repair', { cells });
      return previewOf(intakeId, upload);
    },
    'intake.rows': async ({ intakeId, from, limit }) => ({
      rows: (await uploadOf(intakeId).reader?.ask('rows', { from, limit })) ?? [],
    }),
    'intake.commit': async ({ intakeId }) => {
      const upload = uploadOf(intakeId);
      upload.isCancelled = false;
      const { good, known, broken } = previewOf(intakeId, upload);
      const total = good - upload.stored;
      if (control.hold === 'storing') tell(intakeId, 'storing', 4000);
      await held('storing', upload);
      // One of them was on disk before the word came.
      const count = uploadOf(intakeId).isCancelled ? 1 : total;
      const batchId = batches.push(outbox.add(count));
      upload.stored += count;
      const result = { batchId, added: count, known, broken };
      return count < total ? { ...result, left: total - count } : result;
    },
    'intake.cancel': ({ intakeId }) => {
      uploadOf(intakeId).isCancelled = true;
      return {};
    },
    'intake.discard': ({ intakeId }) => {
      drop(intakeId);
      return {};
    },
    'intake.undo': ({ batchId }) => {
      const batch = batches[batchId - 1] ?? [];
      outbox.remove(batch);
      return { removed: batch.length, kept: 0 };
    },
    'intake.template': ({ kind, language }) => ({
      name: `${kind}-${language}.xlsx`,
      data: Buffer.from('PK').toString('base64'),
    }),
    'mappings.list': () => ({ rows: mappings }),
    'mappings.save': ({ name, mapping }) => {
      const id = mappings.find((one) => one.name === name)?.id ?? mappings.length + 1;
      const saved = { id, name, mapping, updatedAt: office.now() };
      mappings = [...mappings.filter((one) => one.id !== id), saved];
      return { id };
    },
    'mappings.drop': ({ id }) => {
      mappings = mappings.filter((one) => one.id !== id);
      return {};
    },
  };
  return { handlers, control };
}

function anyPreview(intakeId: string, office: FakeOffice): IntakePreview {
  return {
    intakeId,
    name: 'file.csv',
    format: 'csv',
    encoding: 'CP949',
    good: 3,
    known: 1,
    broken: 1,
    rows: office
      .rows()
      .slice(0, 4)
      .map((row, i) => ({
        row: i + 2,
        reference: row.reference,
        kind: row.kind,
        summary: row.summary,
        deadline: row.deadline,
      })),
    errors: [
      {
        row: 6,
        field: 'lines[0].hsCode',
        column: '세번부호(HS)',
        code: 'too-short',
        params: { value: '1234', min: 10, length: 4 },
      },
      { row: 6, field: 'grossWeight', column: '총중량(kg)', code: 'required', params: {} },
    ],
    warnings: [],
    sheet: null,
  };
}
