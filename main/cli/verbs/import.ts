import { basename } from 'node:path';
import { describeFieldError } from '../../../shared/documents/index.ts';
import { NaruError, type FieldError } from '../../../shared/errors.ts';
import { describeProblem } from '../../../shared/i18n/index.ts';
import { maskText } from '../../../shared/privacy/masking.ts';
import { checkedFiling } from '../../engine/declarations.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { intakeHints } from '../../engine/intake-source.ts';
import { noteShown } from '../../engine/privacy/note-shown.ts';
import { sourceOf, takeIn } from '../../engine/take-in.ts';
import { readFile } from '../../intake/index.ts';
import type { Store } from '../../store/index.ts';
import { withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { readBytes } from '../read-bytes.ts';

interface FileResult {
  name: string;
  added: number;
  known: number;
  broken: number;
  errors: FieldError[];
  problem: NaruError['problem'] | null;
}

/** `naru import FILE…`: the good filings of each file go in; what is broken is named. */
export function importVerb(face: Face, place: Place, files: string[]): Promise<Exit> {
  return withStore(place, async (store) => {
    // What is wrong with a value names the value.
    if (!face.masks) noteShown(store, [{ verb: 'import', field: 'errors' }], systemClock.now());
    const results: FileResult[] = [];
    for (const file of files) {
      const result = await importFile(store, file);
      tell(face, result);
      results.push(result);
    }
    const total = {
      added: sum(results.map(({ added }) => added)),
      known: sum(results.map(({ known }) => known)),
      broken: sum(results.map(({ broken }) => broken)),
    };
    // So that what came in is found by its words at once, whoever looks for it next.
    while (store.read((tables) => tables.search.catchUp()));
    if (files.length > 1) face.say(face.t('cli.importTotal', total));
    if (face.json) face.data({ ...total, files: results.map((result) => toJson(face, result)) });
    const allIn = results.every(({ broken, problem }) => broken === 0 && problem === null);
    return allIn ? exit.done : exit.notAllDone;
  });
}

async function importFile(store: Store, file: string): Promise<FileResult> {
  const name = basename(file);
  try {
    const reading = await readFile({ name, bytes: readBytes(file, name) }, intakeHints(store));
    const filings = reading.filings.map(({ filing }) => checkedFiling(filing));
    const { added, known } = await takeIn(sourceOf(filings), { store, clock: systemClock, name });
    const { errors, brokenCount: broken } = reading;
    return { name, added, known, broken, errors, problem: null };
  } catch (error) {
    if (!(error instanceof NaruError) || isOurs(error)) throw error;
    return { name, added: 0, known: 0, broken: 0, errors: [], problem: error.problem };
  }
}

/** Errors of the data folder, which no other file would fare better with. */
function isOurs({ problem }: NaruError): boolean {
  return /^(data|disk|no-office|serials|internal)/.test(problem.code);
}

function tell(face: Face, result: FileResult): void {
  if (result.problem !== null) face.say(describeProblem(face.t, result.problem));
  else
    face.say(
      face.t('cli.imported', {
        name: result.name,
        added: result.added,
        known: result.known,
        broken: result.broken,
      }),
    );
  for (const error of result.errors) {
    const sentence = describeFieldError(face.t, face.language, error);
    face.say(`  ${face.masks ? maskText(sentence, []) : sentence}`);
  }
}

function toJson(face: Face, { problem, errors, ...result }: FileResult): unknown {
  return {
    ...result,
    ...(problem === null
      ? {}
      : { error: { ...problem, message: describeProblem(face.t, problem) } }),
    errors: errors.map((error) => ({
      ...error,
      message: describeFieldError(face.t, face.language, error),
    })),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
