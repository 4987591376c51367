import { once } from 'node:events';
import { z } from 'zod';
import { scenarioSchema } from '../../../shared/contract/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { createPracticeCentral } from '../../practice/index.ts';
import type { Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { untilInterrupted } from '../interrupt.ts';

const optionsSchema = z.object({
  port: z.number(),
  scenario: scenarioSchema,
  seed: z.number(),
  store: z.string().optional(),
});

/** `naru practice`: the practice central system on its own, until it is interrupted. */
export async function practiceVerb(
  face: Face,
  _place: Place,
  _args: string[],
  options: unknown,
): Promise<Exit> {
  const { port, scenario, seed, store } = optionsSchema.parse(options);
  const central = createPracticeCentral({
    seed,
    scenario,
    clock: systemClock,
    ...(store === undefined ? {} : { store }),
  });
  const { url } = await central.listen(port);
  const interrupted = untilInterrupted();
  face.say(face.t('cli.practiceListening', { url, scenario, seed }));
  if (face.json) face.data({ url, scenario, seed });
  if (!interrupted.aborted) await once(interrupted, 'abort');
  const { audit, taken, requests } = central.state();
  await central.close();
  if (face.json) face.data({ taken, requests, audit });
  else face.say(face.t('cli.practiceEnded', { taken, requests, ...audit }));
  return exit.done;
}
