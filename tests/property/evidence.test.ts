import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeDigests } from '../../main/evidence/node-digests.ts';
import { checkPack, unzipPack } from '../../shared/evidence/index.ts';
import { packKey, samplePack } from '../support/evidence-pack.ts';
import { spoiled } from '../support/spoil-pack.ts';

const key = packKey();
const pack = await samplePack(key);
const check = (files = pack.files, expected: string | null = null) =>
  checkPack(files, nodeDigests, expected);

describe('a pack', () => {
  test('as it was made has nothing wrong with it', async () => {
    const { findings, fingerprint, manifest } = await check();
    expect(findings).toEqual([]);
    expect(fingerprint).toBe(key.fingerprint);
    expect(manifest?.journal.lines).toBe(240);
    expect((await check(pack.files, key.fingerprint.toLowerCase())).findings).toEqual([]);
  });

  test('shows whatever was done to it, and names it', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(spoiled(pack.files), async ({ files, names }) => {
        const { findings } = await check(files);
        expect(findings, 'found').not.toEqual([]);
        expect(findings.some(names), JSON.stringify(findings.slice(0, 4))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('as one archive shows every byte that was changed', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(pack.zip.byteLength - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const zip = Uint8Array.from(pack.zip);
          zip[at] = (zip[at] ?? 0) ^ by;
          const { files, findings } = await unzipPack(zip, nodeDigests);
          const inside = files.length === 0 ? [] : (await check(files)).findings;
          expect([...findings, ...inside]).not.toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('as one archive is the same', async () => {
    const { files, findings } = await unzipPack(pack.zip, nodeDigests);
    expect(findings).toEqual([]);
    expect((await check(files)).findings).toEqual([]);
  });
});
