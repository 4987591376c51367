import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';

test('whoever ends it while it is being prepared gets no window afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naru-desktop-process-'));
  const module = '../../../main/electron-binary.ts';
  onTestFinished(() => {
    vi.doUnmock(module);
    rmSync(folder, { recursive: true, force: true });
  });
  const opened = join(folder, 'opened');
  const binary = join(folder, 'electron');
  writeFileSync(binary, `#!/bin/sh\ntouch '${opened}'\n`);
  chmodSync(binary, 0o755);
  let isFetched = false;
  const end = new AbortController();
  vi.doMock(module, () => ({
    electronFolder: () => folder,
    electronBinary: () => (isFetched ? binary : null),
    async fetchElectron() {
      isFetched = true;
      // By then the bundles are being made.
      setImmediate(() => end.abort());
    },
  }));
  const { startDesktop } = await import('../../../main/desktop-process.ts');
  const ended = await startDesktop({
    surroundings: { env: { DISPLAY: ':0' }, platform: 'linux', home: folder },
    userId: 1000,
    dataFolder: folder,
    end: end.signal,
    say: () => undefined,
  });
  expect([ended, existsSync(opened)]).toEqual([{ exitCode: 0 }, false]);
});
