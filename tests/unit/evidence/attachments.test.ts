import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeEvidence } from '../../../main/engine/evidence.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { checkPackAt } from '../../../main/evidence/index.ts';
import { addRemark, readIncident, takeGradeChange } from '../../../main/health/incidents/index.ts';
import { openDataFolder, type Store } from '../../../main/store/index.ts';
import type { MadeEvidence } from '../../../shared/contract/index.ts';
import type { AttachedFiles } from '../../../shared/evidence/index.ts';
import { epochMs } from '../../../shared/time.ts';

/** Files that a person added to an incident lie in the pack, and cannot change unseen. */

function opened(): { place: string; store: Store } {
  const place = mkdtempSync(join(tmpdir(), 'naru-attached-'));
  const folder = openDataFolder({ folder: join(place, 'data'), owner: 'test', now: new Date() });
  const store = folder.openStore('real');
  onTestFinished(() => {
    store.close();
    folder.release();
    rmSync(place, { recursive: true, force: true });
  });
  return { place, store };
}

const notice = Buffer.from('%PDF-1.4 유니패스 장애 공지');
const script = Buffer.from('<script>alert(1)</script>');

test('a pack holds the files of the remarks, and names the one that was changed', async () => {
  const { place, store } = opened();
  const at = epochMs(Date.now() - 600_000);
  const change = { channel: 'declarations', confidence: 'high' } as const;
  const ill = { ...change, from: 'working', to: 'stopped', cause: 'unavailable' } as const;
  takeGradeChange(store, { ...ill, at, knownAt: at }, 0);
  const plain = { kind: 'official-notice', link: null, ticket: null, seenAt: null } as const;
  const remarks = [
    { name: '../공지 1.pdf', bytes: notice },
    { name: 'page.html', bytes: script },
    null,
  ].map((file) => addRemark(store, 1, { ...plain, text: '공지', file }, epochMs(at + 1000)));
  const make = (attachedFiles: AttachedFiles): Promise<MadeEvidence> =>
    makeEvidence({
      store,
      mode: 'real',
      clock: systemClock,
      span: { from: epochMs(at - 60_000), to: systemClock.now() },
      personalData: 'masked',
      attachedFiles,
      folder: join(place, attachedFiles),
      sources: {
        incidents: () => store.read((tables) => [readIncident(tables, 1, systemClock.now())]),
      },
      signal: new AbortController().signal,
      isOpen: () => true,
      whileOpen: (work) => work(),
      onProgress: () => {},
    });
  const made = await make('enclosed');
  const [first = 0, second = 0] = remarks.map(({ id }) => id);
  const names = [`첨부-${first}.pdf`, `첨부-${second}.bin`];
  expect(readFileSync(join(made.folder, names[0] ?? ''))).toEqual(notice);
  expect(readFileSync(join(made.folder, names[1] ?? ''))).toEqual(script);
  const { manifest } = await checkPackAt(made.folder, made.fingerprint);
  expect(manifest?.files.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  for (const path of [made.folder, made.zip])
    expect((await checkPackAt(path, made.fingerprint)).findings).toEqual([]);

  // Left out, they can still be held against what is handed over later.
  const named = await make('named');
  const slim = await checkPackAt(named.folder, named.fingerprint);
  expect(slim.findings).toEqual([]);
  expect(slim.manifest?.files.filter(({ name }) => name.startsWith('첨부'))).toEqual([]);
  const journal = readFileSync(join(named.folder, 'journal.jsonl'), 'utf8');
  expect(journal).toContain('공지 1.pdf');
  expect(journal).toContain(createHash('sha256').update(notice).digest('hex'));

  const path = join(made.folder, names[0] ?? '');
  const changed = Buffer.from(notice);
  changed[9] = 0x41;
  writeFileSync(path, changed);
  expect((await checkPackAt(made.folder, made.fingerprint)).findings).toEqual([
    { code: 'file-changed', params: { file: names[0] } },
  ]);
  rmSync(path);
  expect((await checkPackAt(made.folder, made.fingerprint)).findings).toEqual([
    { code: 'file-missing', params: { file: names[0] } },
  ]);
}, 120_000);
