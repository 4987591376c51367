import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildCheckPackPage } from '../../../renderer/check-pack-page.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { civilDate } from '../../../shared/time.ts';
import { json, jsonLines, naru, officeFolder } from './naru.ts';

const page = join(import.meta.dirname, '..', '..', '..', 'out', 'renderer', 'check-pack.html');
beforeAll(async () => {
  // The build has it; without one it is made here.
  if (existsSync(page)) return;
  mkdirSync(join(page, '..'), { recursive: true });
  writeFileSync(page, await buildCheckPackPage());
});

const madeSchema = z.object({
  folder: z.string(),
  zip: z.string(),
  fingerprint: z.string(),
  filings: z.number(),
  attempts: z.number(),
  entries: z.number(),
});
const checkedSchema = z.object({
  ok: z.boolean(),
  findings: z.array(z.object({ code: z.string(), message: z.string() })),
  fingerprint: z.string().nullable(),
});
const span = ['--from', '2020-01-01', '--to', '2100-01-01 09:00'] as const;

describe('naru evidence', { timeout: 240_000 }, () => {
  test('makes a pack that naru verify finds whole, and names what was done to it', async () => {
    const filings = practiceFilings({ count: 3, seed: 4, today: civilDate('2026-11-23') });
    const data = await officeFolder(filings);
    const out = join(data, '..', 'packs');
    const ran = await naru('evidence', '--data', data, ...span, '--out', out, '--json');
    expect(ran.code, ran.err).toBe(0);
    const made = madeSchema.parse(json(ran));
    expect(made).toMatchObject({ filings: 3, attempts: 0 });
    expect(readdirSync(out)).toHaveLength(2);

    for (const path of [made.folder, made.zip]) {
      const verified = await naru('verify', path, '--key', made.fingerprint);
      expect(verified.code, verified.out).toBe(0);
      expect(verified.out).toContain(made.fingerprint);
    }
    const journal = join(made.folder, 'journal.jsonl');
    const lines = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, lines.toSpliced(1, 1).join('\n'));
    const spoiled = await naru('verify', made.folder, '--json');
    expect(spoiled.code).toBe(1);
    const { findings } = checkedSchema.parse(json(spoiled));
    expect(findings.map(({ code }) => code)).toEqual(['file-changed', 'line-missing']);
    expect(findings[1]?.message).toContain('2번째 줄');

    // The folder's own journal tells that it was made, and is still whole.
    const own = await naru('verify', data);
    expect(own.code, own.out).toBe(0);
    const again = await naru('evidence', '--data', data, ...span, '--out', out, '--json');
    const second = madeSchema.parse(json(again));
    expect(second.fingerprint).toBe(made.fingerprint);
    expect(second.folder).toBe(`${made.folder}-2`);
    expect(second.entries).toBe(made.entries + 1);
    rmSync(out, { recursive: true });
  });

  test('masks personal data unless it is told otherwise', async () => {
    const filings = practiceFilings({ count: 3, seed: 4, today: civilDate('2026-11-23') });
    const data = await officeFolder(filings);
    const out = join(data, '..', 'packs');
    const listed = jsonLines(await naru('list', '--data', data));
    const number = z.object({ declarationNo: z.string() }).parse(listed[0]).declarationNo;
    const note = ['--place', '세관 창구', '--note', '홍길동 010-1234-5678'];
    const elsewhere = await naru('filed-elsewhere', number, '--data', data, ...note);
    expect(elsewhere.code, elsewhere.err).toBe(0);
    const journalOf = async (...more: string[]): Promise<string> => {
      const ran = await naru('evidence', '--data', data, ...span, '--out', out, '--json', ...more);
      return readFileSync(join(madeSchema.parse(json(ran)).folder, 'journal.jsonl'), 'utf8');
    };
    const masked = await journalOf();
    expect(masked).toContain('"is":"masked"');
    expect(masked).not.toMatch(/홍길동|010-1234/);
    await journalOf('--no-attached-files');
    const whole = await journalOf('--with-personal-data');
    expect(whole).not.toContain('"is":"masked"');
    expect(whole).toContain('홍길동 010-1234-5678');
    // How each was made stands in the journal.
    expect(whole.match(/attachedFiles\W+(?:enclosed|named)/g)?.map((all) => all.slice(13))).toEqual(
      [expect.stringContaining('enclosed'), expect.stringContaining('named')],
    );
    rmSync(out, { recursive: true });
  });

  test('says what is wrong with a span, and does not take any folder for a pack', async () => {
    const data = await officeFolder();
    const out = join(data, '..', 'packs');
    const turned = ['--from', '2026-01-02 09:00', '--to', '2026-01-01 09:00'];
    const ran = await naru('evidence', '--data', data, ...turned, '--out', out);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('2026-01-02 09:00');
    expect(existsSync(out)).toBe(false);
    expect((await naru('verify', join(data, '..'))).code).toBe(1);
  });
});
