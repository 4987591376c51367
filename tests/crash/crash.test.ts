import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tellCrashStory } from './story.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('killed fifty times while it drains into an unkind system, every filing is filed once', async () => {
  const told: string[] = [];
  const report = await tellCrashStory({
    folder,
    filings: 300,
    kills: 50,
    seed: 20_251_201,
    faults: 0.3,
    tell: (line) => told.push(line),
  });
  expect(report.findings, told.join('\n')).toEqual([]);
  expect(report.kills).toBe(50);
  // Kills that met nothing on its way would prove nothing.
  expect(report.recovered).toBeGreaterThanOrEqual(10);
});
