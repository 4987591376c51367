import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DrillSheet } from '../../shared/drill/sheet.ts';
import { openDrill, type Drill } from '../../main/engine/drill/drill.ts';
import { runAutomatic } from '../../main/engine/drill/run-automatic.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import { defaultPacing } from '../../main/outbox/policy/index.ts';
import type { Script } from '../../main/practice/drill/index.ts';

/** The first hours of a script: what takes seconds instead of minutes. */
export function firstHours(script: Script, hours: number): Script {
  const endsAfter = hours * 3_600_000;
  return {
    ...script,
    endsAfter,
    restMs: 0,
    arrivals: script.arrivals.filter(({ at }) => at < endsAfter),
    reissues: script.reissues.filter(({ at }) => at < endsAfter),
  };
}

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'naru-drill-test-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function leftToItself(script: Script): Promise<DrillSheet> {
  return inFolder(async (folder) => {
    const sheet = await runAutomatic({
      id: 'test',
      folder,
      script,
      own: systemClock,
      now: () => systemClock.now(),
      pacing: defaultPacing,
    });
    if (sheet === null) throw new Error('given up');
    return sheet;
  });
}

export function openTestDrill(folder: string, script: Script): Promise<Drill> {
  return openDrill({
    folder,
    script,
    own: systemClock,
    pacing: defaultPacing,
    now: new Date(),
    onChange: () => {},
    onStep: () => {},
  });
}
