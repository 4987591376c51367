import { z } from 'zod';
import { askCustoms } from '../../engine/ask-customs.ts';
import { systemClock } from '../../engine/system-clock.ts';
import type { Place } from '../data.ts';
import type { Exit, Face } from '../face.ts';
import { eachFiling } from './each-filing.ts';

const optionsSchema = z.object({
  reason: z.string().trim().min(1).max(500),
  code: z.string().trim().max(2).default(''),
  fault: z.string().trim().max(2).default(''),
});

/** `naru withdraw NUMBER…`: asks customs to take declarations back (취하); `run` sends it. */
export function withdrawVerb(
  face: Face,
  place: Place,
  numbers: string[],
  options: unknown,
): Promise<Exit> {
  const { reason: text, code, fault } = optionsSchema.parse(options);
  return eachFiling(face, place, numbers, {
    work(store, { id, originalId }) {
      const reason = { text, code, fault };
      askCustoms(store, originalId ?? id, 'withdrawal', reason, systemClock.now());
      return null;
    },
    sentence: (declarationNo) => face.t('cli.acted.withdraw', { declarationNo }),
  });
}
