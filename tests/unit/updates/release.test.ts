import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NaruError } from '../../../shared/errors.ts';
import { judgeRelease, metadataName, openRelease } from '../../../main/updates/release.ts';
import { isSigned, readUpdateKey, signMetadata } from '../../../main/updates/signature.ts';
import { compareVersions, readVersion, type Version } from '../../../main/updates/version.ts';
import { installer, issuer, metadata, stranger } from './release-samples.ts';

const keys = [readUpdateKey(issuer.publicKey)];
const name = 'latest-linux.yml';
const open = (content: Buffer, as = name) =>
  openRelease(as, content, signMetadata(as, content, issuer.privateKey), keys);
function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof NaruError) return error.problem.code;
    throw error;
  }
  return 'nothing was refused';
}

const text = ({ numbers, beta }: Version): string =>
  `${numbers.join('.')}${beta === null ? '' : `-beta.${beta}`}`;

describe('a version', () => {
  const part = fc.nat(999_999);
  const version = fc.record({
    numbers: fc.tuple(part, part, part),
    beta: fc.option(part, { nil: null }),
  });

  test('is read back, and any two are in one order', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(readVersion(text(a))).toEqual(a);
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        expect(compareVersions(a, b) === 0).toBe(text(a) === text(b));
        if (compareVersions(a, b) < 0 && compareVersions(b, c) < 0)
          expect(compareVersions(a, c)).toBeLessThan(0);
      }),
    );
  });

  test.each(['', '1', '1.2', '01.2.3', 'v1.2.3', '1.2.3-rc.1', '1.2.3+4', '1.2.3-beta', '1.2.3 '])(
    '%j is none of ours',
    (other) => expect(readVersion(other)).toBeNull(),
  );

  test.each([
    ['0.9.9', '0.10.0'],
    ['1.0.0-beta.9', '1.0.0-beta.10'],
    ['1.0.0-beta.10', '1.0.0'],
  ])('%s is older than %s', (older, newer) => {
    const [a, b] = [readVersion(older), readVersion(newer)];
    if (a === null || b === null) throw new Error('not read');
    expect(compareVersions(a, b)).toBeLessThan(0);
  });
});

describe('the signature', () => {
  test('is good for these bytes under this name and this key alone', () => {
    const content = metadata();
    const signature = signMetadata(name, content, issuer.privateKey);
    expect(isSigned(name, content, signature, keys)).toBe(true);
    expect(isSigned(name, content, signature, [])).toBe(false);
    expect(isSigned(name, content, signature, [readUpdateKey(stranger.publicKey)])).toBe(false);
    for (const other of ['latest.yml', 'latest-linux-arm64.yml', 'beta-linux.yml', 'latest-linux'])
      expect(isSigned(other, content, signature, keys)).toBe(false);
    fc.assert(
      fc.property(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(content);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(isSigned(name, changed, signature, keys)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('that is missing, another’s or no signature means no release', () => {
    const content = metadata();
    expect(codeOf(() => openRelease(name, content, null, keys))).toBe('update-unsigned');
    expect(codeOf(() => openRelease(name, content, ' \n', keys))).toBe('update-unsigned');
    const others = signMetadata(name, content, stranger.privateKey);
    for (const signature of [others, 'x', `${'A'.repeat(86)}==`, `${others}${others}`])
      expect(codeOf(() => openRelease(name, content, signature, keys))).toBe('update-forged');
  });

  test('is looked at before anything is read: what is unreadable and unsigned is unsigned', () => {
    expect(codeOf(() => openRelease(name, Buffer.from('{'), 'x', keys))).toBe('update-forged');
  });

  test('of a key that is none is refused', () => {
    for (const key of ['', 'x', 'A'.repeat(43), Buffer.alloc(33).toString('base64')])
      expect(codeOf(() => readUpdateKey(key))).toBe('update-key-wrong');
  });
});

describe('what a release says', () => {
  test('is read as electron-builder writes it', () => {
    expect(open(metadata({ stagingPercentage: 10 }))).toMatchObject({
      version: '0.2.0',
      files: [{ size: installer.length }],
      stagingPercentage: 10,
    });
  });

  const file = { url: 'a.AppImage', sha512: Buffer.alloc(64).toString('base64'), size: 1 };
  test.each([
    ['no files', { files: [] }],
    ['no digest', { files: [{ url: 'a.AppImage', size: 1 }] }],
    ['a short digest', { files: [{ ...file, sha512: 'AAAA' }] }],
    ['a file elsewhere', { files: [{ ...file, url: 'https://evil.test/a.AppImage' }] }],
    ['a file above', { files: [{ ...file, url: '../a.AppImage' }] }],
    [
      'a file that asks for the rights of an administrator',
      { files: [{ ...file, isAdminRightsRequired: true }] },
    ],
    ['another installer behind the installer', { packages: { x64: { path: 'a.7z' } } }],
    ['no version', { version: 'newest' }],
    ['no size', { files: [{ ...file, size: 0 }] }],
    ['a share above a hundred', { stagingPercentage: 101 }],
    ['a share that is no number', { stagingPercentage: 'all' }],
  ])('is refused with %s, however well signed', (_what, changes) => {
    expect(codeOf(() => open(metadata(changes)))).toBe('update-unreadable');
  });

  test.each([
    '',
    '[]',
    'a: &a [x]\nb: *a',
    'version: 1\nversion: 2',
    '\xff\xfe',
    '- '.repeat(30_000),
  ])('that is %j is refused', (text) =>
    expect(codeOf(() => open(Buffer.from(text, 'latin1')))).toBe('update-unreadable'),
  );

  test.each([
    ['win32', 'x64', 'latest.yml'],
    ['win32', 'arm64', 'latest.yml'],
    ['darwin', 'arm64', 'latest-mac.yml'],
    ['linux', 'x64', 'latest-linux.yml'],
    ['linux', 'arm64', 'latest-linux-arm64.yml'],
  ] as const)('for %s %s lies in %s', (platform, arch, file_) => {
    expect(metadataName('latest', platform, arch)).toBe(file_);
  });
});

describe('whether a release is taken', () => {
  const release = open(metadata());
  test('never the way back', () => {
    for (const running of ['0.2.1', '0.10.0', '1.0.0-beta.1', '1.0.0'])
      expect(codeOf(() => judgeRelease(release, running, 0))).toBe('update-older');
    expect(judgeRelease(release, '0.2.0', 0)).toBe('current');
    expect(judgeRelease(release, '0.1.9', 99.99)).toBe('take');
    expect(judgeRelease(release, '0.2.0-beta.3', 0)).toBe('take');
    expect(codeOf(() => judgeRelease(release, 'development', 0))).toBe('update-unreadable');
  });

  test('in turn: a growing share never takes it away from who had it', () => {
    const turn = fc.double({ min: 0, max: 99.99, noNaN: true });
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(turn, share, share, (mine, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const judged = (stagingPercentage: number) =>
          judgeRelease({ ...release, stagingPercentage }, '0.1.0', mine);
        if (judged(less) === 'take') expect(judged(more)).toBe('take');
        expect(judged(0)).toBe('not-yet');
        expect(judged(100)).toBe('take');
      }),
    );
    const takers = Array.from({ length: 10_000 }, (_, i) => i / 100).filter(
      (mine) => judgeRelease({ ...release, stagingPercentage: 10 }, '0.1.0', mine) === 'take',
    );
    expect(takers).toHaveLength(1000);
  });
});
