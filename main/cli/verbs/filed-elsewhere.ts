import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { fileElsewhere } from '../../outbox/index.ts';
import type { Place } from '../data.ts';
import type { Exit, Face } from '../face.ts';
import { readTime } from '../korean-time.ts';
import { eachFiling } from './each-filing.ts';

const optionsSchema = z.object({
  place: z.string().trim().min(1).max(100),
  number: z.string().trim().max(30).optional(),
  note: z.string().trim().max(500).optional(),
  at: z.string().optional(),
});

/** `naru filed-elsewhere NUMBER…`: they were handed in without us, and are not sent any more. */
export function filedElsewhereVerb(
  face: Face,
  folder: Place,
  numbers: string[],
  options: unknown,
): Promise<Exit> {
  const { place, number = null, note = '', at } = optionsSchema.parse(options);
  // A number that was given there names one declaration.
  if (number !== null && numbers.length > 1)
    throw new NaruError('wrong-input', { detail: face.t('cli.oneNumber') });
  const now = systemClock.now();
  const elsewhere = { place, number, note, at: at === undefined ? now : readTime(face, at) };
  return eachFiling(face, folder, numbers, {
    work(store, { id }) {
      fileElsewhere(store, id, elsewhere, now);
      return null;
    },
    sentence: (declarationNo) => face.t('cli.acted.elsewhere', { declarationNo, place }),
  });
}
