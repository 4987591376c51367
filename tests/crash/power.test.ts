import { describe, expect, test } from 'vitest';
import { runLab, type LabOptions, type LabReport } from './lab/lab.ts';
import { straceWorks } from './lab/strace.ts';

const here = straceWorks();
if (!here)
  console.warn('strace is not here: the kills at every write and the power cuts are skipped.');

/** Few points, but one of every stretch of the story: start, saving, sending, notices, end. */
function lab(options: Partial<LabOptions>): Promise<LabReport> {
  const few = { points: 0, images: 0, errors: 0, workers: 2 };
  return runLab({ seed: 20_251_201, ...few, ...options, tell: () => {} });
}
const sum = ({ done }: LabReport, part: string) =>
  Object.entries(done).reduce((all, [kind, n]) => (kind.startsWith(part) ? all + n : all), 0);

describe.skipIf(!here)('a process that ends at any write', () => {
  test('loses nothing and sends nothing twice', async () => {
    const report = await lab({ points: 40 });
    expect(report.found).toEqual([]);
    expect(report.done['kill: not reached']).toBeUndefined();
    for (const call of ['pwrite64', 'fsync', 'writev'])
      expect(report.done[`kill: ${call}`], call).toBeGreaterThan(0);
  });
});

describe.skipIf(!here)('a power cut', () => {
  test('loses nothing that was acknowledged, and nothing that left', async () => {
    const report = await lab({ images: 160 });
    expect(report.found).toEqual([]);
    expect(sum(report, 'power')).toBe(160);
  });

  test('is seen to lose what was not synced', async () => {
    const { found } = await lab({ images: 24, mutant: 'unsynced' });
    expect(found.flatMap(({ wrong }) => wrong).join('\n')).toContain('lost: ref-');
  });
});

describe.skipIf(!here)('a disk that fails', () => {
  test('stops the work with a word, and what was acknowledged is there', async () => {
    const report = await lab({ errors: 20 });
    expect(report.found).toEqual([]);
    expect(sum(report, 'error')).toBeGreaterThanOrEqual(20);
  });
});

test.skipIf(!here)('a request that leaves before its attempt is on disk is found', async () => {
  const { found } = await lab({ points: 24, images: 96, mutant: 'late-commit' });
  const all = found.flatMap(({ wrong }) => wrong).join('\n');
  expect(all).toContain('left before it was on disk');
  expect(all).toContain('lost: ref-');
});
