import type { IntakePreview } from '../../shared/contract/index.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { practiceFilings } from '../../shared/documents/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { koreanDate } from '../../shared/time.ts';
import { readFile } from '../intake/index.ts';
import { undoBatch, type CheckedFiling } from '../outbox/index.ts';
import { checkedFiling } from './declarations.ts';
import type { Engaged } from './engaged.ts';
import { takeIn } from './take-in.ts';
import { openUploads, type Upload } from './uploads.ts';

type IntakeCalls = Pick<
  CallHandlers,
  | 'intake.begin'
  | 'intake.chunk'
  | 'intake.preview'
  | 'intake.commit'
  | 'intake.discard'
  | 'intake.undo'
  | 'practice.addSamples'
>;

/** Calls that bring filings in. */
export function intakeCalls({ session, clock, changes, line }: Engaged): IntakeCalls {
  const uploads = openUploads();

  async function check(upload: Upload): Promise<NonNullable<Upload['checked']>> {
    if (upload.received !== upload.bytes.byteLength)
      throw new NaruError('wrong-input', { detail: `${upload.received} B` });
    const reading = await readFile({ name: upload.name, bytes: upload.bytes });
    const filings = reading.filings.map(({ filing }) => checkedFiling(filing));
    const known = session().store.read(
      (tables) => filings.filter((filing) => tables.filings.hasReference(filing.reference)).length,
    );
    const preview: IntakePreview = {
      intakeId: upload.id,
      name: upload.name,
      format: reading.format,
      encoding: reading.encoding,
      good: filings.length - known,
      known,
      broken: reading.brokenCount,
      rows: reading.filings.slice(0, 200).map(({ row }, i) => previewRow(row, filings[i])),
      errors: reading.errors.slice(0, 500),
    };
    return { filings, preview };
  }

  async function commit(name: string, filings: readonly CheckedFiling[], intakeId: string | null) {
    const { store, wake } = session();
    return takeIn(filings, {
      store,
      clock,
      name,
      onProgress(done, added) {
        changes.filings(added);
        if (intakeId !== null) {
          const progress = { intakeId, phase: 'storing', done, total: filings.length } as const;
          changes.tell({ topic: 'intake', progress });
        }
        wake();
      },
    });
  }

  return {
    'intake.begin': ({ name, size }) => ({ intakeId: uploads.begin(name, size).id }),
    'intake.chunk': ({ intakeId, offset, data }) => ({
      received: uploads.write(intakeId, offset, Buffer.from(data, 'base64')),
    }),
    'intake.preview': async ({ intakeId }) => {
      const upload = uploads.get(intakeId);
      upload.checked = await check(upload);
      return upload.checked.preview;
    },
    'intake.commit': ({ intakeId }) =>
      line.join(async () => {
        const upload = uploads.get(intakeId);
        const checked = upload.checked ?? (await check(upload));
        const result = await commit(upload.name, checked.filings, intakeId);
        uploads.drop(intakeId);
        return { ...result, broken: checked.preview.broken };
      }),
    'intake.discard': ({ intakeId }) => {
      uploads.drop(intakeId);
      return {};
    },
    'intake.undo': ({ batchId }) => {
      const { removed, kept } = undoBatch(session().store, batchId, clock.now());
      changes.filings(null);
      return { removed: removed.length, kept: kept.length };
    },
    'practice.addSamples': ({ count }) =>
      line.join(async () => {
        const { store, mode } = session();
        if (mode !== 'practice') throw new NaruError('practice-only');
        const seed = store.read(({ journal }) => journal.head().seq) + 1;
        const samples = practiceFilings({ count, seed, today: koreanDate(clock.now()) });
        const result = await commit('practice', samples.map(checkedFiling), null);
        return { ...result, broken: 0 };
      }),
  };
}

function previewRow(row: number, filing: CheckedFiling | undefined): IntakePreview['rows'][number] {
  if (filing === undefined) throw new RangeError('row without a filing');
  const { reference, kind, summary, deadline } = filing;
  return { row, reference, kind, summary, deadline };
}
