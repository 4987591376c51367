import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { signMetadata } from '../../main/updates/signature.ts';
import { seededRandom } from '../support/virtual-clock.ts';
import { digestOf, issuer, metadata } from '../unit/updates/release-samples.ts';
import { startUpdateServer } from '../unit/updates/update-server.ts';

/** A whole update, from the first look to the new program in its place, killed at any moment. */
const oldProgram = Buffer.alloc(2_000_000, 'old ');
const newProgram = Buffer.alloc(12_000_000, 'new ');
const name = 'latest-linux.yml';
const url = 'Naru-0.2.0-linux-x86_64.AppImage';
const seed = 20_261_126;

test('killed at 100 moments: the old program or the new one, and the next try goes well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naru-update-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const running = join(folder, 'Naru.AppImage');
  writeFileSync(
    join(folder, 'app-update.yml'),
    "provider: generic\nurl: ''\nupdaterCacheDirName: naru\n",
  );
  const server = await startUpdateServer();
  const content = metadata({
    files: [{ url, sha512: digestOf(newProgram), size: newProgram.length }],
  });
  server.files.set(name, content);
  server.files.set(`${name}.sig`, Buffer.from(signMetadata(name, content, issuer.privateKey)));
  server.files.set(url, newProgram);
  const programIs = (): 'old' | 'new' | 'none' => {
    const found = readFileSync(running);
    return found.equals(oldProgram) ? 'old' : found.equals(newProgram) ? 'new' : 'none';
  };

  /** @param killAfterMs from when it begins; `null`: not at all @returns how long it took */
  async function update(killAfterMs: number | null): Promise<number> {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'update-process.ts'), server.address, issuer.publicKey],
      { env: { ...process.env, APPIMAGE: running }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), ended]);
    const begun = performance.now();
    const timer =
      killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    await ended;
    if (timer !== null) clearTimeout(timer);
    else expect(child.exitCode).toBe(0);
    return performance.now() - begun;
  }

  writeFileSync(running, oldProgram, { mode: 0o755 });
  let longest = await update(null);
  expect(programIs()).toBe('new');
  const random = seededRandom(seed);
  const ended = { old: 0, new: 0, none: 0 };
  for (let kill = 1; kill <= 100; kill += 1) {
    writeFileSync(running, oldProgram, { mode: 0o755 });
    rmSync(join(folder, 'cache'), { recursive: true, force: true });
    await update(longest * random());
    ended[programIs()] += 1;
    // What the killed one has left in the way does not stop the next.
    if (kill % 20 === 0) {
      longest = await update(null);
      expect(programIs()).toBe('new');
    }
  }
  console.log(`killed at 100 moments, seed ${seed}: ${JSON.stringify(ended)}`);
  expect(ended.none).toBe(0);
  expect(ended.old).toBeGreaterThan(0);
});
