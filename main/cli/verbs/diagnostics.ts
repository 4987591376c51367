import { readLast } from '../../backup/index.ts';
import { writeFileSync } from 'node:fs';
import { strToU8 } from 'fflate';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import { collectDiagnostics, mostLogLines } from '../../engine/diagnostics/collect.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { zipFiles } from '../../evidence/archive.ts';
import { storedStates } from '../../health/index.ts';
import { readLogs } from '../../log/index.ts';
import { defaultPacing } from '../../outbox/policy/index.ts';
import { readingExisting, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';

const optionsSchema = z.object({ out: z.string().min(1) });

/** `naru diagnostics --out FILE`: also while Naru runs, of which it then tells what is on disk. */
export async function diagnosticsVerb(
  face: Face,
  place: Place,
  _args: string[],
  options: unknown,
): Promise<Exit> {
  const { out } = optionsSchema.parse(options);
  const files = await readingExisting(place, (store) => {
    const now = systemClock.now();
    return collectDiagnostics({
      store,
      mode: place.mode,
      dataFolder: place.folder,
      now,
      running: null,
      lastBackupAt: readLast(store)?.at ?? null,
      pacing: defaultPacing,
      slowest: [],
      channels: storedStates(store, now),
      logLines: readLogs(place.folder, mostLogLines),
    });
  });
  const zip = zipFiles(files.map(({ name, text }) => ({ name, bytes: strToU8(text) })));
  try {
    writeFileSync(out, zip, { mode: 0o600 });
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const words = face.t('program.cli.cannotWrite', { out, detail });
    throw new NaruError('wrong-input', { detail: words }, error);
  }
  if (face.json) face.data({ out, files: files.map(({ name }) => name) });
  face.say(face.t('program.cli.written', { out, files: files.length }));
  return exit.done;
}
