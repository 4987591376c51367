import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { isPersonal } from '../../../shared/privacy/mask-shown.ts';
import { civilDate } from '../../../shared/time.ts';
import { runCli } from '../../../main/cli/program.ts';
import { openForReading } from '../../../main/store/index.ts';
import { naru, officeFolder, tempFolder } from './naru.ts';

/** The command line masks what screens mask, unless it is asked not to; then the journal says so. */

function leaves(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    leaves(inner, path === '' ? key : `${path}.${key}`),
  );
}

const person = '남궁민수';
const filings = practiceFilings({ count: 6, seed: 4, today: civilDate('2026-11-23') }).map(
  (filing) => ({
    ...filing,
    declaration: { ...filing.declaration, importerName: person, payerPerson: person },
  }),
);
const data = await officeFolder(filings);
const reference = filings[0]?.reference ?? '';
const personal = [
  ...new Set(
    leaves(JSON.parse(JSON.stringify(filings[0]?.declaration)))
      .filter(([path, text]) => isPersonal(path, text))
      .map(([, text]) => text),
  ),
];

function shown(): unknown[] {
  const reader = openForReading(data, 'real');
  const entries = [...reader.tables.journal.walk()].filter(({ kind }) => kind === 'personal-shown');
  reader.close();
  return entries.map(({ data: text }): unknown => JSON.parse(text));
}

// Each run is a process of its own.
describe('the command line', { timeout: 120_000 }, () => {
  test.each([
    ['list', ['list', '--json']],
    ['list as a person reads it', ['list', '--search', reference]],
    ['show', ['show', reference]],
    ['show to a machine', ['show', reference, '--json']],
    ['status', ['status', '--json']],
  ])('%s tells nothing personal', async (_what, args) => {
    expect(personal).toContain(person);
    const { out, err, code } = await naru(...args, '--data', data);
    expect(code).toBe(0);
    expect(personal.filter((text) => out.includes(text) || err.includes(text))).toEqual([]);
    expect(shown()).toEqual([]);
  });

  test('list tells nothing personal in the table of a terminal either', async () => {
    let out = '';
    const say = (text: string): void => void (out += text);
    const streams = { out: say, err: say, isTerminal: true, env: { LANG: 'ko_KR.UTF-8' } };
    expect(await runCli(['list', '--data', data], streams)).toBe(0);
    expect(out).toContain(reference);
    expect(personal.filter((text) => out.includes(text))).toEqual([]);
  });

  test('import names what is wrong with a value without a person’s number', async () => {
    const file = join(tempFolder(), 'a.json');
    const [first] = filings;
    const wrong = { ...first?.declaration, payerPhone: '010-1234-5678'.repeat(9) };
    writeFileSync(file, JSON.stringify([{ ...first, reference: 'W-1', declaration: wrong }]));
    for (const args of [['--json'], []]) {
      const { out, err, code } = await naru('import', file, '--data', data, ...args);
      expect(code).toBe(1);
      expect(out + err).not.toContain('010-1234-5678');
    }
  });

  test('tells it where it is asked to, and the journal says so', async () => {
    const list = await naru('list', '--json', '--reveal', '--data', data);
    expect(list.out).toContain(person);
    const show = await naru('show', reference, '--reveal', '--data', data);
    expect(show.out).toContain(person);
    const json = await naru('show', reference, '--reveal', '--json', '--data', data);
    expect(personal.filter((text) => !json.out.includes(text))).toEqual([]);
    expect(shown()).toMatchObject([
      { verb: 'list', field: 'importer' },
      { filing: expect.any(Number), field: 'output' },
      { filing: expect.any(Number), field: 'output' },
    ]);
  });
});
