import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../main/intake/index.ts';
import { documentKinds, exampleFiling, supportedKinds } from '../../../shared/documents/index.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { civilDate } from '../../../shared/time.ts';
import { utf8, zipBomb } from '../../fixtures/intake/sheets.ts';

const declarationNo = declarationNoSchema.parse('9876526000123M');
const context = { declarationNo, declaredOn: civilDate('2026-03-06') };
const importXml = documentKinds.import.render(exampleFiling('import').declaration, context);
const exportXml = documentKinds.export.render(exampleFiling('export').declaration, context);
const read = (bytes: Uint8Array | string, name = 'MCIF0001.xml') =>
  readFile({ name, bytes: typeof bytes === 'string' ? utf8(bytes) : bytes });

describe('reading a document of another program', () => {
  it.each(['import', 'export'] as const)('takes an %s whole', async (kind) => {
    const reading = await read(kind === 'import' ? importXml : exportXml);
    const { declaration } = exampleFiling(kind);
    expect(reading).toMatchObject({ format: 'xml', encoding: 'UTF-8', errors: [] });
    expect(reading.filings[0]?.filing).toMatchObject({ kind, declaration });
  });

  it('keeps the number that is in it as the reference, and says that there will be another', async () => {
    const reading = await read(importXml);
    expect(reading.filings[0]?.filing.reference).toBe('98765-26-000123M');
    expect(reading.warnings).toContainEqual({
      row: 1,
      field: 'reference',
      code: 'numbered-anew',
      params: { value: '98765-26-000123M' },
    });
  });

  it.each([
    ['EUC-KR', 'cp949', 'CP949'],
    ['CP949', 'cp949', 'CP949'],
    ['UTF-8', 'utf8', 'UTF-8'],
  ])('takes it in %s', async (declared, encoding, found) => {
    const text = importXml.replace(/encoding="[^"]*"/i, `encoding="${declared}"`);
    const reading = await read(iconv.encode(text, encoding));
    expect(reading.encoding).toBe(found);
    expect(reading.filings[0]?.filing.declaration).toEqual(exampleFiling('import').declaration);
  });

  it('warns of what it does not take over', async () => {
    const text = importXml.replace(/(<\/(?:\w+:)?Declaration>)\s*$/, '<Strange>5</Strange>$1');
    const reading = await read(text);
    expect(reading.filings).toHaveLength(1);
    const leftOut = reading.warnings.filter(({ code }) => code === 'left-out');
    expect(leftOut.map(({ params }) => String(params['value']))).toEqual([
      expect.stringContaining('Strange'),
    ]);
  });

  it('takes the file’s name where there is no number', async () => {
    const reading = await read(importXml.replace('9876526000123M', ''));
    expect(reading.filings[0]?.filing.reference).toBe('MCIF0001');
  });

  it.each([
    ['<Declaration><TypeCode>GOVCBRXYZ</TypeCode></Declaration>', 'kind-not-supported'],
    ['<Declaration><TypeCode>', 'not-xml'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><Declaration/>', 'document-type'],
  ])('refuses %s', async (text, code) => {
    const reading = await read(text);
    expect(reading.errors).toMatchObject([{ row: 1, code }]);
    expect(reading.brokenCount).toBe(1);
  });
});

describe('an archive of documents', () => {
  it('takes each of them, and names the one that is broken by its file', async () => {
    const archive = zipSync({
      'a/one.xml': strToU8(importXml),
      'two.XML': strToU8(importXml.replace('9876526000123M', '9876526000124M')),
      'broken.xml': strToU8('<Declaration>'),
      'binary.xml': new Uint8Array([0, 1, 2, 3]),
      'readme.txt': strToU8('nothing'),
    });
    const reading = await read(archive, '신고서.zip');
    expect(reading.filings.map(({ row, filing }) => [row, filing.reference])).toEqual([
      [1, '98765-26-000123M'],
      [2, '98765-26-000124M'],
    ]);
    expect(reading.errors).toMatchObject([
      { row: 3, column: 'broken.xml', code: 'not-xml' },
      { row: 4, column: 'binary.xml', code: 'not-xml' },
    ]);
  });

  it('names the same number twice', async () => {
    const archive = zipSync({ 'a.xml': strToU8(importXml), 'b.xml': strToU8(importXml) });
    expect((await read(archive, 'a.zip')).errors).toMatchObject([
      { row: 2, column: 'b.xml', code: 'duplicate-in-file' },
    ]);
  });

  it('is refused where nothing is in it, and where it unpacks to too much', async () => {
    const empty = zipSync({ 'a.txt': strToU8('x') });
    await expect(read(empty, 'a.zip')).rejects.toMatchObject({ problem: { code: 'file-no-rows' } });
    await expect(read(zipBomb(300), 'a.zip')).rejects.toMatchObject({
      problem: { code: 'file-unpacks-too-large' },
    });
    await expect(read(importXml, 'a.zip')).rejects.toMatchObject({
      problem: { code: 'file-damaged' },
    });
  });
});

it('has an example of every kind to try this with', () => {
  expect(supportedKinds).toEqual(['import', 'export', 'list-clearance']);
});
