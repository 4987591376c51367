import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { checkPackAt } from '../../../main/evidence/index.ts';
import type { EngineClient, EvidenceProgress } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { epochMs } from '../../../shared/time.ts';

let root: string;
let engine: Engine;
let client: EngineClient;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'naru-evidence-'));
  engine = await createEngine({ dataFolder: join(root, 'data'), owner: 'evidence test' });
  engine.ended.catch(() => {});
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  client = connectEngine(near);
});
afterEach(async () => {
  await engine.stop();
  rmSync(root, { recursive: true, force: true });
});

const about = () => ({
  is: 'span' as const,
  from: epochMs(Date.now() - 3_600_000),
  to: epochMs(Date.now() + 3_600_000),
});

test('a pack is made in its thread while the engine answers', { timeout: 120_000 }, async () => {
  await client.call('practice.addSamples', { count: 5 });
  expect((await client.call('evidence.key', {})).fingerprint).toBeNull();
  const phases: EvidenceProgress['phase'][] = [];
  client.subscribe((event) => {
    if (event.topic === 'evidence') phases.push(event.progress.phase);
  });
  const making = client.call('evidence.make', {
    about: about(),
    personalData: 'masked',
    attachedFiles: 'enclosed',
    folder: null,
  });
  const first = await Promise.race([making, client.call('sync.get', {})]);
  expect(first).toHaveProperty('counts');
  const made = await making;
  expect(made.filings).toBe(5);
  expect(new Set(phases)).toEqual(new Set(['collecting', 'report', 'sheets', 'packing']));
  const { findings, fingerprint, manifest } = await checkPackAt(made.zip, made.fingerprint);
  expect(findings).toEqual([]);
  expect(manifest).toMatchObject({ mode: 'practice', personalData: 'masked' });
  const key = await client.call('evidence.key', {});
  expect(key.fingerprint).toBe(fingerprint);
  expect(readdirSync(key.folder)).toHaveLength(2);
});

test('what was stopped leaves nothing behind', { timeout: 60_000 }, async () => {
  const { folder } = await client.call('evidence.key', {});
  const making = client.call('evidence.make', {
    about: about(),
    personalData: 'masked',
    attachedFiles: 'enclosed',
    folder: null,
  });
  await new Promise<void>((resolve) => {
    client.subscribe((event) => {
      if (event.topic === 'evidence' && event.progress.phase === 'report') resolve();
    });
  });
  await client.call('evidence.cancel', {});
  expect(await problemOf(making)).toBe('evidence-cancelled');
  expect(existsSync(folder)).toBe(false);
});

test('an incident that nobody knows, and a folder that is none, are named', async () => {
  const wanted = { personalData: 'masked', attachedFiles: 'enclosed', folder: null } as const;
  const unknown = client.call('evidence.make', { ...wanted, about: { is: 'incident', id: 7 } });
  expect(await problemOf(unknown)).toBe('evidence-incident');
  const { from, to } = about();
  const turned = { is: 'span', from: to, to: from } as const;
  expect(await problemOf(client.call('evidence.make', { ...wanted, about: turned }))).toBe(
    'evidence-span',
  );
});

async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NaruError) return error.problem.code;
    throw error;
  }
  return expect.unreachable('a problem was expected');
}
