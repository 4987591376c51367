import { z } from 'zod';
import { serveInTerminal } from '../../loopback/terminal.ts';
import { openProcessLog } from '../../log/index.ts';
import { pageFolder } from '../../page/page-folder.ts';
import type { Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { untilInterrupted } from '../interrupt.ts';

const optionsSchema = z.object({ port: z.number() });

/** `naru serve`: the loopback host. */
export async function serveVerb(
  face: Face,
  place: Place,
  _args: string[],
  options: unknown,
): Promise<Exit> {
  const { port } = optionsSchema.parse(options);
  const code = await serveInTerminal(
    {
      dataFolder: place.folder,
      rendererFolder: pageFolder(),
      language: face.language,
      log: openProcessLog(place.folder, 'browser'),
      port,
      giveUp: true,
    },
    { input: process.stdin, output: process.stdout, end: untilInterrupted() },
  );
  if (code === 0) return exit.done;
  return code === exit.dataInUse ? exit.dataInUse : exit.notAllDone;
}
