import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSaver, type Saved } from '../../../renderer/features/editor/saver.ts';
import type { DraftBody } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { epochMs } from '../../../shared/time.ts';

let vessel = '';
const read = (): DraftBody => ({
  reference: 'A-1',
  priority: 'normal',
  deadline: null,
  reason: null,
  declaration: { vessel },
});

/** A disk behind a line that can break before or after the saving. */
function openDisk() {
  const disk = { version: 0, body: read(), saves: 0 };
  let breaks: 'before' | 'after' | null = null;
  return {
    disk,
    breakNext: (how: 'before' | 'after') => {
      breaks = how;
    },
    async save(version: number, body: DraftBody) {
      await Promise.resolve();
      const now = breaks;
      breaks = null;
      if (now === 'before') throw new NaruError('engine-stopped');
      if (version !== disk.version) throw new NaruError('draft-changed');
      Object.assign(disk, { version: version + 1, body, saves: disk.saves + 1 });
      if (now === 'after') throw new NaruError('engine-stopped');
      return { version: disk.version, savedAt: epochMs(Date.now()) };
    },
    readAgain: () => Promise.resolve({ version: disk.version, body: disk.body }),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const line = openDisk();
  const told: Saved['is'][] = [];
  const saver = openSaver({
    version: 0,
    save: line.save,
    readAgain: line.readAgain,
    read,
    tell: ({ is }) => void told.push(is),
  });
  return { ...line, told, saver };
}

test('쉬면 저장하고, 저장됐다는 말은 그 뒤에야 한다', async () => {
  const { saver, told, disk } = open();
  vessel = 'NARU';
  saver.touch();
  expect(told).toEqual(['unsaved']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toEqual(['unsaved', 'saving', 'saved']);
  expect(disk.body.declaration).toEqual({ vessel: 'NARU' });
});

test('쉬지 않고 쳐도 몇 초 안에는 저장한다', async () => {
  const { saver, disk } = open();
  for (let i = 0; i < 40; i += 1) {
    vessel = `NARU ${i}`;
    saver.touch();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(disk.saves).toBeGreaterThan(0);
});

test('답을 못 받은 저장이 디스크에 있으면 남의 것으로 여기지 않는다', async () => {
  const { saver, told, disk, breakNext } = open();
  vessel = 'A';
  breakNext('after');
  saver.touch();
  await vi.advanceTimersByTimeAsync(500);
  expect(told.at(-1)).toBe('failed');
  vessel = 'B';
  saver.touch();
  await vi.advanceTimersByTimeAsync(5000);
  expect(told.at(-1)).toBe('saved');
  expect(disk.body.declaration).toEqual({ vessel: 'B' });
});

test('줄이 끊기면 저절로 다시 저장한다', async () => {
  const { saver, told, disk, breakNext } = open();
  vessel = 'C';
  breakNext('before');
  saver.touch();
  await vi.advanceTimersByTimeAsync(500);
  expect(told.at(-1)).toBe('failed');
  await vi.advanceTimersByTimeAsync(5000);
  expect(told.at(-1)).toBe('saved');
  expect(disk.body.declaration).toEqual({ vessel: 'C' });
});

test('다른 창이 먼저 저장했으면 덮어쓰지 않고, 사람이 정하면 그때 쓴다', async () => {
  const { saver, told, disk } = open();
  disk.version = 7;
  vessel = 'D';
  saver.touch();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told.at(-1)).toBe('conflict');
  expect(disk.saves).toBe(0);
  expect(await saver.overrule()).toBe(true);
  expect(disk.body.declaration).toEqual({ vessel: 'D' });
});
