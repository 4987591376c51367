import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkReleases, signReleases } from '../../../packaging/sign-release.ts';
import { installer, issuer, metadata, stranger } from './release-samples.ts';

function release(): string {
  const folder = mkdtempSync(join(tmpdir(), 'naru-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'latest-linux.yml'), metadata());
  writeFileSync(join(folder, 'Naru-0.2.0-linux-x86_64.AppImage'), installer);
  writeFileSync(join(folder, 'builder-debug.yml'), 'x: y');
  return folder;
}

test('a release is signed, for some computers first, and found good', () => {
  const folder = release();
  expect(signReleases(folder, issuer.privateKey, issuer.publicKey, 10)).toEqual([
    'latest-linux.yml',
  ]);
  expect(readFileSync(join(folder, 'latest-linux.yml'), 'utf8')).toContain('stagingPercentage: 10');
  expect(checkReleases(folder, [issuer.publicKey])).toEqual(['latest-linux.yml']);
  expect(checkReleases(folder, [stranger.publicKey, issuer.publicKey])).toHaveLength(1);
});

test('what does not fit together is not signed, and not found good', () => {
  const folder = release();
  expect(() => checkReleases(folder, [issuer.publicKey])).toThrow();
  signReleases(folder, issuer.privateKey, issuer.publicKey);
  expect(() => checkReleases(folder, [stranger.publicKey])).toThrow();
  writeFileSync(join(folder, 'Naru-0.2.0-linux-x86_64.AppImage'), 'other');
  expect(() => checkReleases(folder, [issuer.publicKey])).toThrow(/not what it says/);
  expect(() => signReleases(folder, issuer.privateKey, issuer.publicKey)).toThrow(
    /not what it says/,
  );
  rmSync(join(folder, 'latest-linux.yml'));
  expect(() => checkReleases(folder, [issuer.publicKey])).toThrow(/no metadata/);
});
