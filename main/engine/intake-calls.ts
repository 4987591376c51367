import type { IntakePreview, Mapping } from '../../shared/contract/index.ts';
import { practiceFilings } from '../../shared/documents/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { shownForMs } from '../../shared/contract/personal.ts';
import { createTranslate } from '../../shared/i18n/index.ts';
import { maskSheet } from '../../shared/privacy/mask-sheet.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { koreanDate, type EpochMs } from '../../shared/time.ts';
import { type ReaderView, startReader } from '../intake/index.ts';
import { undoBatch } from '../outbox/index.ts';
import { checkedFiling } from './declarations.ts';
import type { Engaged } from './engaged.ts';
import { countKnown, intakeHints, readerSource } from './intake-source.ts';
import { createLine } from './line.ts';
import { noteShown } from './privacy/note-shown.ts';
import { sourceOf, takeIn, type FilingSource } from './take-in.ts';
import { openUploads, type Upload } from './uploads.ts';

type IntakeHandlers = Pick<
  CallHandlers,
  | 'intake.begin'
  | 'intake.chunk'
  | 'intake.preview'
  | 'intake.repair'
  | 'intake.rows'
  | 'intake.commit'
  | 'intake.cancel'
  | 'intake.discard'
  | 'intake.undo'
  | 'intake.template'
  | 'personal.cells'
  | 'practice.addSamples'
>;

/** Calls that bring filings in, and the end of what they have open. */
export function openIntake({ session, clock, changes, line }: Engaged): {
  handlers: IntakeHandlers;
  close(): void;
} {
  const uploads = openUploads();
  // Files are read one at a time: two threads at once would take the engine's own core.
  const turn = createLine();
  /** When the cells of a file were last shown with nothing masked. */
  const shownAt = new Map<string, EpochMs>();

  function read(upload: Upload): Promise<ReaderView> {
    upload.opening ??= open(upload);
    return upload.opening;
  }

  async function open(upload: Upload): Promise<ReaderView> {
    if (upload.received !== upload.size)
      throw new NaruError('wrong-input', { detail: `${upload.received} B` });
    return turn.join(async () => {
      if (upload.isCancelled) throw new NaruError('intake-cancelled');
      const { id: intakeId, name, bytes } = upload;
      const reader = startReader(name, (phase, done, total) => {
        const progress = { intakeId, phase, done, total };
        changes.tell({ topic: 'intake', progress });
      });
      upload.reader = reader;
      upload.bytes = new Uint8Array(0);
      try {
        const hints = intakeHints(session().store);
        return await reader.ask('open', { name, bytes, hints }, [bytes.buffer]);
      } catch (error) {
        uploads.drop(intakeId);
        throw error;
      }
    });
  }

  async function preview(upload: Upload, mapping: Mapping | null): Promise<IntakePreview> {
    upload.view ??= await read(upload);
    const { reader } = upload;
    if (mapping !== null && reader !== null) {
      refuseStoring(upload);
      upload.view = await turn.join(() => reader.ask('check', { mapping }));
    }
    return previewOf(upload, upload.view);
  }

  async function previewOf(upload: Upload, view: ReaderView): Promise<IntakePreview> {
    const known = await countKnown(session().store, view.references);
    const { format, encoding, rows, errors, warnings, broken } = view;
    const sheet = view.sheet === null ? null : maskSheet(view.sheet, errors);
    const good = view.references.length - known;
    const { id: intakeId, name } = upload;
    return { intakeId, name, format, encoding, good, known, broken, rows, errors, warnings, sheet };
  }

  function opened(intakeId: string) {
    const upload = uploads.get(intakeId);
    const { reader, view } = upload;
    if (reader === null || view === null) throw new NaruError('intake-gone');
    return { upload, reader, view };
  }

  async function store(name: string, source: FilingSource, upload: Upload | null) {
    const { store, wake } = session();
    const { total } = source;
    return takeIn(source, {
      store,
      clock,
      name,
      isCancelled: () => upload?.isCancelled === true,
      onProgress(done, added) {
        changes.filings(added);
        if (upload !== null) {
          const progress = { intakeId: upload.id, phase: 'storing', done, total } as const;
          changes.tell({ topic: 'intake', progress });
        }
        wake();
      },
    });
  }

  async function commit(upload: Upload) {
    const view = upload.view ?? (await read(upload));
    const { reader } = upload;
    if (reader === null) throw new NaruError('intake-gone');
    upload.view = view;
    const result = await store(upload.name, readerSource(reader, view), upload);
    // What was cancelled stays open, so that the rest can go in after all.
    if (result.left === undefined) uploads.drop(upload.id);
    return { ...result, broken: view.broken };
  }

  const handlers: IntakeHandlers = {
    'intake.begin': ({ name, size }) => ({ intakeId: uploads.begin(name, size).id }),
    'intake.chunk': ({ intakeId, offset, data }) => ({
      received: uploads.write(intakeId, offset, Buffer.from(data, 'base64')),
    }),
    'intake.preview': ({ intakeId, mapping }) => preview(uploads.get(intakeId), mapping),
    'intake.repair': async ({ intakeId, cells }) => {
      const { upload, reader } = opened(intakeId);
      refuseStoring(upload);
      upload.view = await reader.ask('repair', { cells });
      return previewOf(upload, upload.view);
    },
    'personal.cells': ({ intakeId }) => {
      const { sheet } = opened(intakeId).view;
      if (sheet === null) throw new NaruError('not-found', { what: intakeId });
      const at = clock.now();
      // Whoever mends cells while all are shown has them told again after each.
      if (at - (shownAt.get(intakeId) ?? -shownForMs) >= shownForMs) {
        noteShown(session().store, [{ intake: intakeId, field: 'cells' }], at);
        shownAt.set(intakeId, at);
      }
      return { top: sheet.top, faulty: sheet.faulty };
    },
    'intake.rows': async ({ intakeId, from, limit }) => ({
      rows: await opened(intakeId).reader.ask('rows', { from, limit }),
    }),
    'intake.commit': async ({ intakeId }) => {
      const upload = uploads.get(intakeId);
      upload.isStoring = true;
      upload.isCancelled = false;
      try {
        return await line.join(() => commit(upload));
      } finally {
        upload.isStoring = false;
      }
    },
    'intake.cancel': ({ intakeId }) => {
      const upload = uploads.get(intakeId);
      if (upload.isStoring) upload.isCancelled = true;
      else uploads.drop(intakeId);
      return {};
    },
    'intake.discard': ({ intakeId }) => {
      uploads.drop(intakeId);
      return {};
    },
    'intake.undo': ({ batchId }) => {
      const { removed, kept } = undoBatch(session().store, batchId, clock.now());
      changes.filings(null);
      return { removed: removed.length, kept: kept.length };
    },
    'intake.template': async ({ kind, language }) => {
      const reader = startReader('template');
      try {
        const bytes = await reader.ask('template', { kind, language });
        const t = createTranslate(language);
        const name = t('intake.template.file', { kind: t(`intake.template.${kind}`) });
        return { name, data: Buffer.from(bytes).toString('base64') };
      } finally {
        reader.close();
      }
    },
    'practice.addSamples': ({ count }) =>
      line.join(async () => {
        const { store: open, mode } = session();
        if (mode !== 'practice') throw new NaruError('practice-only');
        const seed = open.read(({ journal }) => journal.head().seq) + 1;
        const samples = practiceFilings({ count, seed, today: koreanDate(clock.now()) });
        const result = await store('practice', sourceOf(samples.map(checkedFiling)), null);
        return { ...result, broken: 0 };
      }),
  };
  return { handlers, close: uploads.close };
}

/** What is being stored is taken piece by piece, and must not change meanwhile. */
function refuseStoring({ isStoring }: Upload): void {
  if (isStoring) throw new NaruError('wrong-input', { detail: 'storing' });
}
