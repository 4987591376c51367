import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { archiveOf, sheetOf, textCell, workbookOf } from './archives.ts';

/** What a file made to hurt costs in memory: the most that a process of its own ever held. */

const place = mkdtempSync(join(tmpdir(), 'naru-memory-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const program = fileURLToPath(new URL('read-once.ts', import.meta.url));
const readSchema = z.object({ outcome: z.string(), megabytes: z.number() });
type Read = z.output<typeof readSchema>;

async function read(name: string, bytes: Uint8Array | string): Promise<Read> {
  const path = join(place, name);
  writeFileSync(path, bytes);
  const { stdout } = await promisify(execFile)(process.execPath, [program, path, name]);
  rmSync(path);
  return readSchema.parse(JSON.parse(stdout));
}

const megabyte = 1024 * 1024;
const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * megabyte);
const row = (n: number): string => `<row r="${n}">${textCell(`A${n}`, 'x')}</row>`;

/** What the reader needs of memory for a file of one row, in megabytes. */
let harmless: number;
beforeAll(async () => {
  const few = await read('a.xlsx', workbookOf({ sheet: sheetOf(row(1)) }));
  expect(few.outcome).toMatch(/^(?:file-|read )/);
  harmless = few.megabytes;
}, 120_000);

/** Entities of which each holds ten of the one before: a few hundred bytes for ten gigabytes. */
const laughs = `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(1000)}">${Array.from('bcdefgh', (name, n) => `<!ENTITY ${name} "${`&${'abcdefg'[n]};`.repeat(10)}">`).join('')}]>`;

/**
 * Most that refusing a file may cost beyond what a harmless one does, in megabytes: its own bytes,
 * copied a few times, and nothing that it would unpack to.
 */
const most = 100;

test.each([
  ['an archive that unpacks to 600 MB', 'a.xlsx', () => workbookOf({ sheet: zeros(600) })],
  [
    'an archive that says it is small and unpacks to 600 MB',
    'a.xlsx',
    () => archiveOf([{ name: 'xl/workbook.xml', content: zeros(600), saidSize: 100 }]),
  ],
  [
    'a hundred files that are one and the same',
    'a.zip',
    () => archiveOf([{ name: '*.xml', content: zeros(20), times: 100 }]),
  ],
  [
    'an archive within an archive',
    'a.zip',
    () =>
      archiveOf([{ name: 'b.zip', content: archiveOf([{ name: 'a.xml', content: zeros(600) }]) }]),
  ],
  ['entities that expand to 10 GB', 'a.xml', () => `${laughs}<a>&h;</a>`],
  [
    'a sheet whose entities expand to 10 GB',
    'a.xlsx',
    () =>
      workbookOf({
        sheet: `${laughs}${sheetOf(`<row r="1">${textCell('A1', '&h;')}</row>`)}`,
      }),
  ],
  [
    'a sheet with a cell in its last corner',
    'a.xlsx',
    () =>
      workbookOf({
        sheet: sheetOf(`${row(1)}<row r="1048576">${textCell('XFD1048576', 'y')}</row>`),
      }),
  ],
])(
  '%s is refused for little more memory than a harmless file',
  async (_what, name, make) => {
    const { outcome, megabytes } = await read(name, make());
    expect(outcome).toMatch(/^(?:file-|read 0 )/);
    expect(megabytes - harmless).toBeLessThan(most);
  },
  120_000,
);

/** Rows that are really there have to be read before they can be counted. */
test.each([
  [
    'a table of more rows than are read',
    'a.csv',
    () => 'a,b\n'.repeat(4_000_000),
    'file-too-many-rows',
  ],
  ['a table of one endless row', 'a.csv', () => ','.repeat(16_000_000), 'csv-syntax'],
] as const)(
  '%s is refused within the bound of the reading thread',
  async (_what, name, make, code) => {
    const { outcome, megabytes } = await read(name, make());
    expect(outcome).toBe(code);
    expect(megabytes).toBeLessThan(1536 + harmless);
  },
  120_000,
);
