import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { straceWorks } from './lab/strace.ts';

/** An update is killed at every call by which it changes the disk: there is always a whole program. */
const folder = mkdtempSync(join(tmpdir(), 'naru-app-image-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const calls = 'copy_file_range,sendfile,pwrite64,ioctl,ftruncate,fsync,rename,unlink,chmod,fchmod';
const oldProgram = Buffer.alloc(3_000_000, 'old ');
const newProgram = Buffer.alloc(4_000_000, 'new ');

if (!straceWorks()) console.warn('strace is not here: updates were NOT killed.');

function update(place: string, options: readonly string[]): { status: number | null } {
  const running = join(place, 'Naru.AppImage');
  writeFileSync(running, oldProgram, { mode: 0o755 });
  writeFileSync(join(place, 'fetched'), newProgram);
  const { status, signal } = spawnSync('strace', [
    '-qq',
    '-e',
    'signal=none',
    '-o',
    join(folder, 'trace.txt'),
    ...options,
    process.execPath,
    '--v8-pool-size=0',
    join(import.meta.dirname, 'replace-app-image-process.ts'),
    join(place, 'fetched'),
    running,
  ]);
  return { status: signal === null ? status : null };
}

function programIn(place: string): 'old' | 'new' | 'none' {
  const found = readFileSync(join(place, 'Naru.AppImage'));
  return found.equals(oldProgram) ? 'old' : found.equals(newProgram) ? 'new' : 'none';
}

describe.skipIf(!straceWorks())('the update of an AppImage', () => {
  test('killed at every call: the old program or the new one, and the next try goes well', () => {
    const place = mkdtempSync(join(folder, 'place-'));
    expect(update(place, ['-e', `trace=${calls}`]).status).toBe(0);
    expect(programIn(place)).toBe('new');
    const counts = new Map<string, number>();
    for (const [, call = ''] of readFileSync(join(folder, 'trace.txt'), 'utf8').matchAll(
      /^(\w+)\(/gm,
    ))
      counts.set(call, (counts.get(call) ?? 0) + 1);
    const ended = { old: 0, new: 0, none: 0 };
    for (const [call, count] of counts)
      for (let nth = 1; nth <= count; nth += 1) {
        const { status } = update(place, [
          '-e',
          `trace=${call}`,
          '-e',
          `inject=${call}:signal=SIGKILL:when=${nth}`,
        ]);
        if (status === 0) continue;
        ended[programIn(place)] += 1;
      }
    console.log(`killed at ${JSON.stringify([...counts])}: ${JSON.stringify(ended)}`);
    expect(ended.none).toBe(0);
    expect(ended.old).toBeGreaterThan(2);
    expect(ended.new).toBeGreaterThan(0);
    expect(update(place, ['-e', 'trace=none']).status).toBe(0);
    expect(programIn(place)).toBe('new');
    expect(readdirSync(place).toSorted()).toEqual(['Naru.AppImage', 'fetched']);
  });

  test.each(['copy_file_range', 'fsync', 'rename'])(
    'on a disk that is full at %s: the old one stays',
    (call) => {
      const place = mkdtempSync(join(folder, 'place-'));
      update(place, ['-e', `trace=${call}`, '-e', `inject=${call}:error=ENOSPC:when=1+`]);
      expect(programIn(place)).not.toBe('none');
      expect(readdirSync(place).filter((name) => name.endsWith('.new'))).toEqual([]);
    },
  );
});
