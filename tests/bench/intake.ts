import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { largeSheet } from '../fixtures/intake/large-sheet.ts';
import { xlsxOf } from '../fixtures/intake/sheets.ts';

const oursSchema = z.object({
  good: z.number(),
  broken: z.number(),
  added: z.number(),
  checkedMs: z.number(),
  queuedMs: z.number(),
  longestBlockMs: z.number(),
  p99BlockMs: z.number(),
  restMb: z.number(),
  peakMb: z.number(),
});
const bareSchema = z.object({ tookMs: z.number(), peakMb: z.number() });

export type IntakeResult = z.output<typeof oursSchema> & {
  rows: number;
  columns: number;
  fileMb: number;
  bareMs: number;
  /** How many times as long as the bare loop. */
  ratio: number;
};

/**
 * A spreadsheet validated and queued by an engine of its own, against a bare loop that parses it
 * with the same library and inserts its rows unseen.
 */
export async function benchIntake(
  folder: string,
  rows: number,
  columns: number,
): Promise<IntakeResult> {
  const sheet = largeSheet(rows, columns);
  const bytes = await xlsxOf(sheet.rows);
  const file = join(folder, 'intake.xlsx');
  writeFileSync(file, bytes);
  const bare = bareSchema.parse(
    await measured(new URL('intake-bare-process.ts', import.meta.url), [
      join(folder, 'intake-bare.db'),
      file,
    ]),
  );
  const mapping = JSON.stringify(sheet.mapping);
  const ours = oursSchema.parse(
    await measured(new URL('intake-process.ts', import.meta.url), [
      join(folder, 'intake'),
      file,
      mapping,
    ]),
  );
  return {
    ...ours,
    rows,
    columns,
    fileMb: bytes.byteLength / 1e6,
    bareMs: bare.tookMs,
    ratio: ours.queuedMs / bare.tookMs,
  };
}

async function measured(script: URL, args: string[]): Promise<unknown> {
  const child = fork(fileURLToPath(script), args, { execArgv: [] });
  const ended = once(child, 'exit');
  const [answer] = z.array(z.unknown()).parse(await Promise.race([once(child, 'message'), ended]));
  await ended;
  return answer;
}
