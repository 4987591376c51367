import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { civilDate } from '../../../shared/time.ts';
import {
  csvOf,
  handmadeXlsx,
  headings,
  setCell,
  sheetXml,
  tableFilings,
  tableOf,
  xlsxOf,
  type XmlCell,
} from '../../fixtures/intake/sheets.ts';
import { json, jsonLines, naru, officeFolder, startNaru, tempFolder } from './naru.ts';

const files = tempFolder();
function file(name: string, content: string | Uint8Array): string {
  const path = join(files, name);
  writeFileSync(path, content);
  return path;
}
const samples = (count: number, seed: number) =>
  practiceFilings({ count, seed, today: civilDate('2026-11-23') });

/** Good filings with one at the third place that has an impossible currency and no HS code. */
function withBroken(seed: number): unknown[] {
  const filings: unknown[] = samples(5, seed);
  const [, , third] = samples(5, seed);
  if (third === undefined) throw new Error('no third');
  const [line, ...lines] = third.declaration.lines;
  const { hsCode: _, ...rest } = line ?? {};
  const declaration = { ...third.declaration, currency: 'ZZZ', lines: [rest, ...lines] };
  return filings.with(2, { ...third, declaration });
}
/** The cell of the third row of a table, set by its column. */
function tableWith(seed: number, key: string, text: string): string[][] {
  const [head = [], first = [], second = [], ...rest] = tableOf(tableFilings(4, seed));
  return [head, first, setCell(second, key, text), ...rest];
}

describe('importing a file', () => {
  test('of 1,000 filings puts each in once, however often it comes', async () => {
    const data = await officeFolder();
    const path = file('thousand.json', JSON.stringify(samples(1000, 1)));
    expect(await naru('import', path, '--data', data)).toEqual({
      code: 0,
      out: 'thousand.json: 추가 1000건, 이미 있음 0건, 고칠 것 0건\n',
      err: '',
    });
    expect(await naru('import', path, '--data', data)).toMatchObject({
      code: 0,
      out: 'thousand.json: 추가 0건, 이미 있음 1000건, 고칠 것 0건\n',
    });
    const listed = jsonLines(await naru('list', '--data', data, '--json'));
    expect(listed).toHaveLength(1000);
    expect(new Set(listed.map((line) => JSON.stringify(line))).size).toBe(1000);
  });

  test('of one filing from `schema --example` works as it is', async () => {
    const data = await officeFolder();
    const example = await naru('schema', '--example', 'import');
    expect(example).toMatchObject({ code: 0, err: '' });
    const path = file('example.json', example.out);
    expect(await naru('import', path, '--data', data, '--json')).toMatchObject({ code: 0 });
    const schema = await naru('schema');
    expect(json({ ...schema, out: schema.out.replaceAll('\n', ' ') })).toHaveProperty('$schema');
  });

  test('with a broken filing among good ones names it, in JSON', async () => {
    const data = await officeFolder();
    const path = file('broken.json', JSON.stringify(withBroken(2)));
    const korean = await naru('import', path, '--data', data);
    expect(korean.code).toBe(1);
    expect(korean.out).toContain('broken.json: 추가 4건, 이미 있음 0건, 고칠 것 1건');
    expect(korean.out).toMatch(/3행 결제통화: "ZZZ".*쓸 수 있는 부호/);
    expect(korean.out).toMatch(/3행 1란 세번부호\(HS\): 값이 없습니다/);
    expect(jsonLines(await naru('list', '--data', data))).toHaveLength(4);

    const machine = await naru('import', path, '--data', data, '--json', '--lang', 'en');
    expect(machine.code).toBe(1);
    expect(json(machine)).toMatchObject({
      added: 0,
      known: 4,
      broken: 1,
      files: [
        {
          name: 'broken.json',
          errors: [
            {
              row: 3,
              field: 'currency',
              code: 'not-a-code',
              message: expect.stringMatching(/^Row 3/),
            },
            { row: 3, field: 'lines[0].hsCode', code: 'required' },
          ],
        },
      ],
    });
    expect(machine.err).toContain('0 added, 4 known already, 1 to mend');
  });

  test('with a broken row among good ones names it, in CSV and XLSX', async () => {
    const data = await officeFolder();
    const csv = file('broken.csv', csvOf(tableWith(3, 'hsCode', '94x')));
    const xlsx = file('broken.xlsx', await xlsxOf(tableWith(4, 'quantity', '여럿')));
    const ran = await naru('import', csv, xlsx, '--data', data);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('broken.csv: 추가 3건, 이미 있음 0건, 고칠 것 1건');
    expect(ran.out).toMatch(/ 3행 \d란 세번부호\(HS\): 모양이 맞지 않습니다\("94x"\)/);
    expect(ran.out).toContain('broken.xlsx: 추가 3건, 이미 있음 0건, 고칠 것 1건');
    expect(ran.out).toMatch(/ 3행 \d란 수량: 숫자가 아닙니다\("여럿"\)/);
    expect(ran.out).toContain('모두 추가 6건, 이미 있음 0건, 고칠 것 2건');
  });

  test('in CP949 reads its Korean', async () => {
    const data = await officeFolder();
    const [filing] = tableFilings(1, 5);
    if (filing === undefined) throw new Error('no filing');
    const rows = tableOf([{ ...filing, reference: '서울-가나다' }]);
    const path = file('cp949.csv', iconv.encode(csvOf(rows), 'cp949'));
    expect((await naru('import', path, '--data', data)).code).toBe(0);
    const found = await naru('list', '--data', data, '--search', '서울-가나다');
    expect(json(found)).toMatchObject({ reference: '서울-가나다' });
  });

  test('goes on with the next file where one cannot be read', async () => {
    const data = await officeFolder();
    const good = file('good.json', JSON.stringify(samples(2, 6)));
    const ran = await naru('import', join(files, 'none.json'), good, '--data', data, '--json');
    expect(ran.code).toBe(1);
    expect(json(ran)).toMatchObject({
      added: 2,
      files: [{ error: { code: 'not-found' } }, { name: 'good.json', added: 2 }],
    });
  });
});

describe('a file that cannot be taken', async () => {
  const data = await officeFolder();
  const huge = join(files, 'huge.csv');
  const descriptor = openSync(huge, 'w');
  ftruncateSync(descriptor, 100 * 1024 * 1024);
  closeSync(descriptor);
  const random = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256);
  const [head = [], ...rows] = tableOf(tableFilings(2, 7));
  const formulas = rows.map((row): XmlCell[] =>
    row.map((text, at) =>
      headings('key')[at] === 'quantity' ? { xml: '><f>SUM(A1:A2)</f></c>' } : text,
    ),
  );

  const bad = [
    {
      path: file('random.xlsx', random),
      ko: /손상되었거나 그 형식이 아닙니다: random\.xlsx.*다시 저장하세요/,
      en: /damaged or not of that format: random\.xlsx.*Save it again/,
    },
    {
      path: file('empty.xlsx', ''),
      ko: /빈 파일입니다: empty\.xlsx.*고르세요/,
      en: /file is empty: empty\.xlsx/,
    },
    {
      path: huge,
      ko: /너무 큽니다: huge\.csv \(100 MB\).*나누어 가져오세요/,
      en: /too large: huge\.csv \(100 MB\).*Split/,
    },
    {
      path: file('formula.xlsx', handmadeXlsx([sheetXml([head, ...formulas])])),
      ko: /2행 1란 수량: .*수식/,
      en: /Row 2.*formula/i,
    },
    {
      path: file('cut.json', '[{"kind": "import", '),
      ko: /JSON 문법이 맞지 않습니다: cut\.json 1행 \d+열/,
      en: /JSON syntax is wrong: cut\.json, line 1/,
    },
    {
      path: file('other.csv', 'a,b,c\r\n1,2,3\r\n'),
      ko: /꼭 있어야 할 열이 없습니다: 참조번호/,
      en: /Required columns are missing/,
    },
    {
      path: join(files, 'none.csv'),
      ko: /찾을 수 없습니다: .*none\.csv/,
      en: /Not found: .*none\.csv/,
    },
    { path: files, ko: /파일을 읽을 수 없습니다/, en: /file cannot be read/ },
  ];

  /** All in one go: each is told, and none keeps the others from it. */
  async function tell(language: 'ko' | 'en'): Promise<string> {
    const paths = bad.map(({ path }) => path);
    const ran = await naru('import', ...paths, '--data', data, '--lang', language);
    expect(ran).toMatchObject({ code: 1, err: '' });
    return ran.out;
  }
  const told = { ko: await tell('ko'), en: await tell('en') };

  test.each(bad)('$path is told in a clear sentence', ({ ko, en }) => {
    expect(told.ko).toMatch(ko);
    expect(told.en).toMatch(en);
  });

  test('puts nothing in', async () => {
    expect(`${told.ko}${told.en}`).not.toMatch(/\{\{|undefined|\[object|    at /);
    expect(jsonLines(await naru('list', '--data', data))).toEqual([]);
  });
});

test('importing without an office says what to do first', async () => {
  const data = join(tempFolder(), 'data');
  const path = file('one.json', JSON.stringify(samples(1, 8)));
  const ran = await naru('import', path, '--data', data);
  expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('naru init') });
  expect(ran.err).toContain('사무소 정보가 없습니다');
  const machine = await naru('import', path, '--data', data, '--json');
  expect(machine.code).toBe(1);
  expect(json(machine)).toMatchObject({ error: { code: 'no-office' } });
});

test('a list that is read to its beginning only is no failure', async () => {
  const data = await officeFolder(samples(300, 9));
  const running = startNaru(['list', '--data', data]);
  running.child.stdout?.once('data', () => running.child.stdout?.destroy());
  expect(await running.ended).toMatchObject({ code: 0, err: '' });
});
