import { resolve } from 'node:path';
import { z } from 'zod';
import { exportAll } from '../../backup/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { readingStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';

const optionsSchema = z.object({ out: z.string().min(1) });

/** `naru export`: writes all data in open formats. */
export function exportVerb(face: Face, place: Place, _: string[], given: unknown): Promise<Exit> {
  const { out } = optionsSchema.parse(given);
  return readingStore(place, ({ file, key }) => {
    const exported = exportAll({ file, key, folder: resolve(out), at: systemClock.now() });
    if (face.json) face.data(exported);
    face.say(face.t('backup.export.made', exported));
    return exit.done;
  });
}
