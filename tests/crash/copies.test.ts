import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCopiesLab, type Report } from './copies/copies-lab.ts';
import { stories, type Story } from './copies/stories.ts';
import { straceWorks } from './lab/strace.ts';

const here = straceWorks();
if (!here)
  console.warn('strace is not here: what ends a backup, a restore or a salvage early is skipped.');

/** `NARU_COPIES=100` ends each as often by a kill and by a full disk. */
const often = Number(process.env['NARU_COPIES'] ?? 4);

async function lab(story: Story): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'naru-copies-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return runCopiesLab(story, { images: 400, kills: often, full: often }, folder);
}

describe.skipIf(!here)('a power cut, a kill or a full disk', () => {
  for (const story of stories)
    test(`during a ${story} loses nothing`, { timeout: 1_800_000 }, async () => {
      const { found, done } = await lab(story);
      expect(found).toEqual([]);
      expect(Object.values(done).reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(100);
    });
});
