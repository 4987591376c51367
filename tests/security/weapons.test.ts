import { describe, expect, test, vi } from 'vitest';
import { readNoticeDocument } from '../../main/central/notice-documents/index.ts';
import { problemBody } from '../../main/central/bodies.ts';
import { readEnvelope } from '../../main/central/unipass/envelope.ts';
import { readFile, startReader } from '../../main/intake/index.ts';
import { noHints } from '../../main/intake/mapping.ts';
import { readDocumentXml } from '../../shared/documents/index.ts';
import { NaruError, type Problem } from '../../shared/errors.ts';
import { unzipPack } from '../../shared/evidence/index.ts';
import { createTranslate, describeProblem, languages } from '../../shared/i18n/index.ts';
import { nodeDigests } from '../../main/evidence/node-digests.ts';
import { archiveOf, sheetOf, textCell, workbookOf } from './archives.ts';

/** Files and answers that were made to hurt whoever reads them. */

vi.setConfig({ testTimeout: 180_000 });

const megabyte = 1024 * 1024;

/** Why a file is refused; `null` where it is read and holds no filing that could go in. */
async function refusal(name: string, bytes: Uint8Array): Promise<Problem | null> {
  try {
    const { filings } = await readFile({ name, bytes });
    expect(filings).toEqual([]);
    return null;
  } catch (error) {
    if (!(error instanceof NaruError)) throw error;
    for (const language of languages) {
      const sentence = describeProblem(createTranslate(language), error.problem);
      expect(sentence).not.toContain('{{');
      expect(sentence.length).toBeGreaterThan(10);
    }
    return error.problem;
  }
}

describe('an archive', () => {
  const zeros = new Uint8Array(300 * megabyte);

  test.each([
    ['unpacks to more than any workbook', () => workbookOf({ sheet: zeros }), 300],
    [
      'unpacks a thousand to one',
      () => workbookOf({ sheet: zeros.subarray(0, 200 * megabyte) }),
      201,
    ],
  ])('that %s is refused before it is unpacked', async (_what, make, size) => {
    const bytes = make();
    expect(bytes.byteLength).toBeLessThan(megabyte);
    const problem = await refusal('a.xlsx', bytes);
    expect(problem?.code).toBe('file-unpacks-too-large');
    expect(Math.abs(Number(problem?.params['size']) - size)).toBeLessThan(2);
  });

  test('that says it is smaller than it is, is not unpacked beyond what it said', async () => {
    for (const saidSize of [0, 10, 100_000]) {
      const bytes = archiveOf([
        { name: 'xl/workbook.xml', content: zeros.subarray(0, 100 * megabyte), saidSize },
      ]);
      expect((await refusal('a.xlsx', bytes))?.code).toBe('file-damaged');
    }
  });

  test('whose files lie over each other is refused', async () => {
    const document = `<a>${'x'.repeat(200_000)}</a>`;
    const bytes = archiveOf([{ name: '*.xml', content: document, times: 100 }]);
    expect((await refusal('a.zip', bytes))?.code).toBe('file-damaged');
  });

  test('of more files than any, or within another, is refused', async () => {
    const many = archiveOf(
      Array.from({ length: 1001 }, (_, n) => ({ name: `${n}.xml`, content: '<a/>' })),
    );
    expect((await refusal('a.zip', many))?.code).toBe('file-damaged');
    const inner = archiveOf([{ name: 'a.xml', content: zeros }]);
    const nested = archiveOf([{ name: 'inner.zip', content: inner }]);
    expect((await refusal('a.zip', nested))?.code).toBe('file-no-rows');
  });

  test('with names that lead elsewhere is read without going there', async () => {
    const names = [
      '../../etc/passwd.xml',
      '/etc/x.xml',
      'C:\\x.xml',
      '__proto__',
      'constructor.xml',
    ];
    const bytes = archiveOf(names.map((name) => ({ name, content: '<a/>' })));
    expect(await refusal('a.zip', bytes)).toBeNull();
    expect(
      await refusal(
        'a.xlsx',
        workbookOf({
          sheet: sheetOf(''),
          relations: '<Relationships><Relationship Id="rId1" Target="/__proto__"/></Relationships>',
          more: [
            { name: '__proto__', content: sheetOf(`<row r="1">${textCell('A1', 'x')}</row>`) },
          ],
        }),
      ),
    ).toMatchObject({ code: 'file-damaged' });
    expect(Reflect.ownKeys({})).toEqual([]);
  });

  test('that is no evidence pack hides nothing behind the name of a parent', async () => {
    const { files } = await unzipPack(
      archiveOf([{ name: '__proto__', content: 'x' }]),
      nodeDigests,
    );
    expect(files.map(({ name }) => name)).toEqual(['__proto__']);
    const lying = archiveOf([{ name: 'a', content: zeros, saidSize: 9 }]);
    const unpacked = await unzipPack(lying, nodeDigests);
    for (const { bytes } of unpacked.files) expect(bytes.byteLength).toBeLessThan(10);
  });
});

describe('a sheet', () => {
  const row = `<row r="1">${textCell('A1', 'x')}</row>`;

  test.each([
    ['a cell in the last corner', `${row}<row r="1048576">${textCell('XFD1048576', 'y')}</row>`],
    ['a row beyond all', `${row}<row r="1000000000">${textCell('A1000000000', 'y')}</row>`],
  ])('with %s is refused by its size', async (_what, rows) => {
    expect((await refusal('a.xlsx', workbookOf({ sheet: sheetOf(rows) })))?.code).toBe(
      'file-unpacks-too-large',
    );
  });

  test.each([
    ['says that it is as large as can be', sheetOf(row, 'A1:XFD1048576')],
    [
      'has a row beyond all and cells without a place',
      sheetOf(`${row}<row r="1000000000"><c><v>1</v></c></row>`),
    ],
    [
      'has entities that multiply',
      `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${sheetOf(`<row r="1">${textCell('A1', '&b;')}</row>`)}`,
    ],
    [
      'has an entity from a file',
      `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${sheetOf(`<row r="1">${textCell('A1', '&a;')}</row>`)}`,
    ],
    ['never closes its cells', '<c '.repeat(300_000)],
    ['never closes a value', sheetOf(`<c r="A1">${'<v '.repeat(300_000)}</c>`)],
    ['never closes a formula', sheetOf(`<c r="A1">${'<f '.repeat(300_000)}</c>`)],
    ['has an attribute without end', sheetOf(`<c ${'r='.repeat(300_000)}>x</c>`)],
    ['is nested without end', '<a>'.repeat(300_000)],
  ])('that %s is refused, and soon', async (_what, sheet) => {
    const problem = await refusal('a.xlsx', workbookOf({ sheet }));
    expect(['file-damaged', 'file-columns-missing', 'file-empty']).toContain(problem?.code);
  });

  test('whose workbook never closes anything is refused, and soon', async () => {
    const bytes = archiveOf([
      { name: 'xl/workbook.xml', content: '<sheet '.repeat(300_000) },
      { name: 'xl/_rels/workbook.xml.rels', content: '<Relationship '.repeat(300_000) },
    ]);
    expect((await refusal('a.xlsx', bytes))?.code).toBe('file-damaged');
  });

  test('with a million shared texts is read within the memory of its thread', async () => {
    const bytes = workbookOf({
      sheet: sheetOf(row),
      sharedStrings: `<sst>${'<si><t>abc</t></si>'.repeat(1_000_000)}</sst>`,
    });
    const reader = startReader('a.xlsx', undefined, 512);
    const view = reader.ask('open', { name: 'a.xlsx', bytes, hints: noHints });
    await expect(view.catch((error: unknown) => error)).resolves.toBeDefined();
    reader.close();
  });
});

describe('a table of text', () => {
  test.each([
    ['a row without end', ','.repeat(6_000_000), 'csv-syntax'],
    ['a cell without end', `a,b\n"${'x'.repeat(6_000_000)}`, 'csv-syntax'],
    ['nothing but line ends', `${'\n'.repeat(1_100_000)}a`, 'file-too-many-rows'],
    ['nothing but quotes', '"'.repeat(6_000_000), 'csv-syntax'],
  ])('of %s is refused, and soon', async (_what, text, code) => {
    expect((await refusal('a.csv', Buffer.from(text)))?.code).toBe(code);
  });

  test.each([
    ['[', 2_000_000, ''],
    ['[', 200_000, ']'.repeat(200_000)],
    ['{"a":', 100_000, `1${'}'.repeat(100_000)}`],
  ])('of JSON nested by %s holds no filing', async (opening, times, closing) => {
    const problem = await refusal('a.json', Buffer.from(opening.repeat(times) + closing));
    expect([undefined, 'json-syntax']).toContain(problem?.code);
  });

  test('of JSON with the keys of parents changes none', async () => {
    const text = '[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]';
    expect(await refusal('a.json', Buffer.from(text))).toBeNull();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

const bombs: readonly (readonly [string, string])[] = [
  [
    'entities that multiply',
    `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from('bcdefghij', (name, n) => `<!ENTITY ${name} "${`&${'abcdefghi'[n]};`.repeat(10)}">`).join('')}]><a>&j;</a>`,
  ],
  ['an entity from a file', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  [
    'an entity from elsewhere',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]><a>&x;</a>',
  ],
  ['a definition from elsewhere', '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>'],
  ['a parameter entity', '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>'],
  ['a late declaration', '<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['deep nesting', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
  ['a comment without end', `<a>${'<!--'.repeat(200_000)}`],
  ['an instruction without end', '<?a '.repeat(200_000)],
  ['a section without end', `<a>${'<![CDATA['.repeat(100_000)}`],
  ['attributes without end', `<a ${'b="c" '.repeat(200_000)}`],
  ['a tag without end', `<a ${'b '.repeat(200_000)}`],
  ['ampersands', `<a>${'&'.repeat(500_000)}</a>`],
  [
    'names of parents',
    '<__proto__><constructor><prototype>x</prototype></constructor></__proto__>',
  ],
];

describe.each(bombs)('XML with %s', (_what, xml) => {
  test('is no declaration', async () => {
    expect(readDocumentXml(xml).ok).toBe(false);
    expect(await refusal('a.xml', Buffer.from(xml))).toBeNull();
  });

  test('is no notice of customs', () => {
    const reading = readNoticeDocument(Buffer.from(xml));
    const shown = JSON.stringify(reading);
    expect(shown).not.toContain('root:');
    expect(shown.length).toBeLessThan(20_000);
    if (reading.is === 'document') expect(reading.document.numbers).toEqual([]);
  });

  test('is no answer of the open API', () => {
    const reading = readEnvelope('API012', xml);
    expect(reading).toMatchObject({ is: 'not-known', why: 'unreadable' });
    expect(JSON.stringify(reading).length).toBeLessThan(1000);
  });

  test('leaves every parent as it was', () => {
    expect(Reflect.get({}, 'constructor')).toBe(Object);
    expect(Reflect.ownKeys(Object.prototype)).not.toContain('prototype');
  });
});

test('an answer whose type is nothing but slashes is read, and soon', () => {
  const body = { type: `${'/'.repeat(4_000_000)}x`, status: 400 };
  expect(problemBody.safeParse(body).success).toBe(true);
});
