import { once } from 'node:events';
import { z } from 'zod';
import { scenarioSchema } from '../../../shared/contract/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { createSendingProgram, kind, unkind } from '../../practice/folder/index.ts';
import { createPracticeCentral } from '../../practice/index.ts';
import type { Place } from '../data.ts';
import { readFolders } from '../destination.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { untilInterrupted } from '../interrupt.ts';

const optionsSchema = z.object({
  port: z.number(),
  scenario: scenarioSchema,
  seed: z.number(),
  store: z.string().optional(),
  folders: z.array(z.string()).optional(),
  sent: z.string().optional(),
});

/** `naru practice`: the practice central system on its own, until it is interrupted. */
export async function practiceVerb(
  face: Face,
  _place: Place,
  _args: string[],
  options: unknown,
): Promise<Exit> {
  const wanted = optionsSchema.parse(options);
  if (wanted.folders !== undefined) return practiseFolders(face, wanted);
  const { port, scenario, seed, store } = wanted;
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

/** How often the practice sending program looks into its folder, in milliseconds. */
const stepEveryMs = 250;

/**
 * The practice central system behind a pair of folders, until it is interrupted. In any scenario
 * but a calm one the sending program is unkind.
 */
async function practiseFolders(face: Face, wanted: z.output<typeof optionsSchema>): Promise<Exit> {
  const { scenario, seed, store } = wanted;
  const { sendFolder: send, sentFolder: sent, receiveFolders } = readFolders(face, wanted);
  const [receive = ''] = receiveFolders;
  const program = createSendingProgram({
    send,
    sent,
    receive,
    seed,
    unkindness: scenario === 'calm' ? kind : unkind,
    clock: systemClock,
    ...(store === undefined ? {} : { store }),
  });
  const interrupted = untilInterrupted();
  face.say(face.t('cli.practiceFolders', { send, receive, scenario, seed }));
  if (face.json) face.data({ send, receive, sent, scenario, seed });
  while (!interrupted.aborted) {
    program.step();
    await systemClock.sleep(stepEveryMs, interrupted);
  }
  const audit = {
    taken: program.ledger().length,
    pickedUp: program.pickedUp().length,
    twice: program.twice().length,
  };
  program.close();
  if (face.json) face.data(audit);
  else face.say(face.t('cli.practiceFoldersEnded', audit));
  return exit.done;
}
