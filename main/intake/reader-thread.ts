import { parentPort } from 'node:worker_threads';
import { dueBy } from '../../shared/deadlines/count.ts';
import { createHolidays } from '../../shared/deadlines/holidays.ts';
import { basisOf, type FilingInput, summaryOf } from '../../shared/documents/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CivilDate } from '../../shared/time.ts';
import { openFile, whyUnclear, type OpenFile } from './read-file.ts';
import type { Outcome } from './outcomes.ts';
import type { ReaderAnswer, ReaderRequest, ReaderView, ReadFiling } from './reader-calls.ts';
import type { OnProgress } from './reading.ts';
import { writeTemplate } from './template.ts';

/** The thread that reads one file and keeps it open. */

/** What a preview shows at once. */
const shown = { rows: 200, errors: 500, warnings: 500 } as const;

const port = parentPort;
if (port === null) throw new Error('started as a thread of the engine');
const post = (answer: ReaderAnswer): void => port.postMessage(answer);
const onProgress: OnProgress = (phase, done, total) => post({ is: 'progress', phase, done, total });

interface Opened {
  readonly name: string;
  readonly file: OpenFile;
  /** The good filings as the last check found them. */
  good: readonly Extract<Outcome, { ok: true }>[];
}
let opened: Opened | null = null;

function theFile(): Opened {
  if (opened === null) throw new NaruError('intake-gone');
  return opened;
}

function view(): ReaderView {
  const { file, name } = theFile();
  const outcomes = file.outcomes();
  const good = outcomes.filter((outcome) => outcome.ok);
  theFile().good = good;
  const broken = outcomes.filter((outcome) => !outcome.ok);
  const sheet = file.sheet?.view() ?? null;
  return {
    format: file.format,
    encoding: file.encoding,
    references: good.map(({ filing }) => filing.reference),
    broken: broken.length,
    rows: rows(0, shown.rows),
    errors: sheet?.errors ?? broken.flatMap(({ errors }) => errors).slice(0, shown.errors),
    warnings: good.flatMap(({ warnings }) => warnings).slice(0, shown.warnings),
    sheet: sheet?.sheet ?? null,
    unclear: file.sheet === null ? null : whyUnclear(name, file.sheet),
  };
}

const rows = (from: number, limit: number): ReaderView['rows'] =>
  theFile()
    .good.slice(from, from + limit)
    .map(({ row, filing }) => {
      const { reference, kind } = filing;
      return { row, reference, kind, deadline: dueOf(filing), summary: summaryOf(filing) };
    });

const filings = (from: number, count: number): ReadFiling[] =>
  theFile()
    .good.slice(from, from + count)
    .map(({ filing }) => ({ ...filing, basis: basisOf(filing), summary: summaryOf(filing) }));

/** By the published holidays: what an office has entered moves it when the filing is stored. */
const holidays = createHolidays();
function dueOf(filing: FilingInput): CivilDate | null {
  const basis = basisOf(filing);
  return filing.deadline ?? (basis === null ? null : dueBy(basis, holidays));
}

async function answer(request: ReaderRequest) {
  switch (request.call) {
    case 'open': {
      const { name, bytes, hints } = request.input;
      opened = { name, file: await openFile({ name, bytes }, hints, onProgress), good: [] };
      return view();
    }
    case 'check':
      await theFile().file.sheet?.check(request.input.mapping, null, onProgress);
      return view();
    case 'repair':
      theFile().file.sheet?.repair(request.input.cells);
      return view();
    case 'rows':
      return rows(request.input.from, request.input.limit);
    case 'filings':
      return filings(request.input.from, request.input.count);
    case 'template':
      return writeTemplate(request.input.kind, request.input.language);
  }
}

port.on('message', (request: ReaderRequest) => {
  const { id } = request;
  answer(request).then(
    (value) => post({ is: 'done', id, value }),
    (error: unknown) => {
      if (error instanceof NaruError) post({ is: 'refused', id, problem: error.problem });
      else
        post({
          is: 'fault',
          id,
          text: error instanceof Error ? (error.stack ?? '') : String(error),
        });
    },
  );
});
