import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tellCrashStory } from './story.ts';

/** `npm run test:crash -- --kills N [--filings N] [--seed N] [--faults S]`: the story, as long as wanted. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    filings: { type: 'string' },
    seed: { type: 'string' },
    faults: { type: 'string', default: '0.3' },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'naru-crash-'));
console.log(`seed ${seed}, ${folder}`);
const report = await tellCrashStory({
  folder,
  filings: Number(values.filings ?? kills * 12),
  kills,
  seed,
  faults: Number(values.faults),
  tell: (line) => console.log(line),
});
console.log(JSON.stringify(report, null, 2));
if (report.findings.length === 0) rmSync(folder, { recursive: true, force: true });
else process.exitCode = 1;
