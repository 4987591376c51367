import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ipcPort } from '../../main/engine/process-ports.ts';
import { openForReading } from '../../main/store/index.ts';
import { declarantCodeSchema } from '../../shared/filing/numbers.ts';
import { connectEngine } from '../../shared/port/index.ts';
import { largeSheet } from '../fixtures/intake/large-sheet.ts';
import { csvOf, utf8 } from '../fixtures/intake/sheets.ts';
import { previewFile } from '../support/take-in-file.ts';

const count = 10_000;
const folder = mkdtempSync(join(tmpdir(), 'naru-crash-intake-'));
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { rows, mapping } = largeSheet(count, 30);
const file = utf8(csvOf(rows));
const entry = join(import.meta.dirname, '..', '..', 'main', 'engine', 'process.ts');

function start(): { child: ChildProcess; engine: ReturnType<typeof connectEngine> } {
  const child = fork(entry, [data, 'crash test'], { execArgv: [] });
  return { child, engine: connectEngine(ipcPort(child)) };
}

/** Numbers and references of all that is on disk. */
function stored(): { numbers: string[]; references: string[] } {
  const store = openForReading(data, 'real');
  try {
    const rows = store.tables.connection
      .prepare<[], { declaration_no: string; reference: string }>(
        'SELECT declaration_no, reference FROM filing',
      )
      .all();
    return {
      numbers: rows.map((row) => row.declaration_no),
      references: rows.map((row) => row.reference),
    };
  } finally {
    store.close();
  }
}

test('killed again and again while it stores 10,000 rows, the file is in once in the end', async () => {
  const seen: number[] = [];
  for (const killAt of [1, 2500, 6000]) {
    const { child, engine } = start();
    const exited = once(child, 'exit');
    await engine.call('mode.set', { mode: 'real' });
    const declarant = declarantCodeSchema.parse('12345');
    await engine.call('office.set', { declarant, name: '나루', customsOffice: '04010' });
    const { intakeId, good, known, broken } = await previewFile(engine, 'a.csv', file, mapping);
    expect({ all: good + known, broken }).toEqual({ all: count, broken: 0 });
    engine.subscribe((event) => {
      if (event.topic !== 'intake' || event.progress.phase !== 'storing') return;
      if (event.progress.done >= killAt) child.kill('SIGKILL');
    });
    // Never answered: the process is gone before.
    engine.call('intake.commit', { intakeId }).catch(() => undefined);
    expect(await exited).toEqual([null, 'SIGKILL']);
    seen.push(stored().references.length);
  }
  for (const some of seen) {
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(count);
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));

  const { child, engine } = start();
  const exited = once(child, 'exit');
  const { intakeId, good, known } = await previewFile(engine, 'a.csv', file, mapping);
  expect({ good, known }).toEqual({ good: count - (seen.at(-1) ?? 0), known: seen.at(-1) });
  const result = await engine.call('intake.commit', { intakeId });
  expect(result).toMatchObject({ added: good, known, broken: 0 });
  child.send({ kind: 'stop' });
  expect(await exited).toEqual([0, null]);

  const { numbers, references } = stored();
  expect(references.toSorted()).toEqual(
    Array.from({ length: count }, (_, n) => `L-${n}`).toSorted(),
  );
  expect(new Set(numbers).size).toBe(count);
  // Nothing was skipped either: a slice that was not stored has used no numbers.
  const serials = numbers.map((no) => Number(no.slice(7, 13)));
  expect(Math.max(...serials) - Math.min(...serials)).toBe(count - 1);
});
