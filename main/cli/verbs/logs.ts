import { z } from 'zod';
import { faultSchema } from '../../../shared/log/fault.ts';
import { logLevels, logLevelSchema } from '../../../shared/log/levels.ts';
import { readLogs, tellFault, type LogLine } from '../../log/index.ts';
import type { Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';

const optionsSchema = z.object({ lines: z.number(), level: logLevelSchema.default('debug') });

/** Most lines that are read, whatever is asked for. */
const most = 100_000;

/** `naru logs`: what the processes of this data folder wrote down, in the order of time. */
export async function logsVerb(
  face: Face,
  place: Place,
  _args: string[],
  options: unknown,
): Promise<Exit> {
  const { lines, level } = optionsSchema.parse(options);
  const least = logLevels.indexOf(level);
  const found = readLogs(place.folder, most)
    .filter((line) => logLevels.indexOf(line.level) >= least)
    .slice(lines === 0 ? most : -lines);
  if (face.json) for (const { fields, ...line } of found) face.data({ ...line, ...fields });
  else if (found.length === 0) face.say(face.t('program.cli.noLogs'));
  else for (const line of found) face.print(inWords(face, line));
  return exit.done;
}

function inWords({ t }: Face, { at, level, process, event, fields }: LogLine): string {
  const told = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [`${name}=${value}`] : [],
  );
  const head = [
    clockTime.format(at),
    level.padEnd(5),
    process.padEnd(12),
    t(`program.events.${event}`),
    ...told,
  ].join('  ');
  const fault = faultSchema.safeParse(fields['fault']);
  return fault.success ? `${head}\n${indented(tellFault(fault.data))}` : head;
}

const indented = (text: string): string => text.trimEnd().replaceAll(/^/gm, '    ');

/** As clocks in Korea show it, to the millisecond. */
const clockTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
