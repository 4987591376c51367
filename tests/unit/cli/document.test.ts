import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import {
  checkDeclaration,
  exampleFiling,
  readDocumentXml,
  type SupportedKind,
  supportedKinds,
} from '../../../shared/documents/index.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { civilDate } from '../../../shared/time.ts';
import { json, naru, tempFolder } from './naru.ts';

const folder = tempFolder();

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const context = {
  declarationNo: declarationNoSchema.parse('1234526000123M'),
  declaredOn: civilDate('2026-03-06'),
};

function exampleXml(kind: SupportedKind): string {
  const checked = checkDeclaration(kind, exampleFiling(kind).declaration);
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return checked.render(context);
}

describe('naru document', () => {
  test.each([...supportedKinds])('prints the XML of a filing of the kind %s', async (kind) => {
    const path = file(`${kind}.json`, JSON.stringify(exampleFiling(kind)));
    const ran = await naru('document', path);
    expect(ran.code).toBe(0);
    // Nobody has the number yet, which is said beside the document.
    expect(ran.err).toContain('00000');
    expect(ran.err.includes('공개되어 있지 않습니다')).toBe(kind === 'list-clearance');
    expect(readDocumentXml(ran.out)).toMatchObject({ ok: true, kind, leftOut: [] });
  });

  test('prints a document as it was, with its own number and day, whatever its encoding', async () => {
    const xml = exampleXml('import');
    const ran = await naru('document', file('utf-8.xml', xml));
    expect(ran).toEqual({ code: 0, out: xml, err: '' });
    const korean = await naru('document', file('cp949.xml', iconv.encode(xml, 'cp949')));
    expect(korean).toEqual({ code: 0, out: xml, err: '' });
  });

  test('says what is wrong with a document, and what it leaves out', async () => {
    const sample = fileURLToPath(
      new URL('../../fixtures/documents/import-929.xml', import.meta.url),
    );
    const ran = await naru('document', sample, '--check');
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('GovernmentAgencyGoodsItem/SequenceNumeric');
    expect(ran.out).toContain('import-929.xml: 고칠 것 9가지');
    expect(ran.out).toContain('운송수단: "4"은(는) 없는 부호입니다.');
    const plain = await naru('document', sample);
    expect(plain).toMatchObject({ code: 1, out: '' });
    expect(plain.err).toContain('운송수단: "4"은(는) 없는 부호입니다.');
  });

  test('says that nothing is wrong, and what is doubtful', async () => {
    const filing = exampleFiling('export');
    const doubtful = { ...filing, declaration: { ...filing.declaration, packageKind: 'QQ' } };
    const path = file('doubtful.json', JSON.stringify(doubtful));
    const ran = await naru('document', path, '--check', '--lang', 'en');
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('EX-2026-0002: nothing is wrong. Doubts: 2.');
    expect(ran.out).toContain('Package kind: the list that Naru has does not hold "QQ".');
  });

  test('tells a machine all at once', async () => {
    const [good, bad] = [exampleFiling('import'), exampleFiling('import')];
    const path = file(
      'two.json',
      JSON.stringify([good, { ...bad, reference: 'B', declaration: {} }]),
    );
    const ran = await naru('document', path, '--json');
    expect(ran.code).toBe(1);
    expect(json(ran)).toMatchObject({
      documents: [
        { name: good.reference, kind: 'import', declarationNo: null, errors: [], warnings: [] },
        { name: 'two.json', kind: null, xml: null },
      ],
    });
  });

  test.each([
    ['broken.xml', '<a><b></a>', 1, 'XML 형식이 깨져'],
    ['entities.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 1, 'DOCTYPE'],
    ['notice.xml', '<Response><TypeCode>GOVCBR023</TypeCode></Response>', 1, 'GOVCBR023'],
    ['broken.json', '{', 1, '1행'],
  ])('does not take %s', async (name, content, code, words) => {
    const ran = await naru('document', file(name, content));
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(words);
  });

  test('needs a file that is there', async () => {
    expect(await naru('document')).toMatchObject({ code: 2 });
    const gone = await naru('document', join(folder, 'gone.xml'));
    expect(gone.code).not.toBe(0);
    expect(gone.err).toContain('gone.xml');
  });

  test('reads back what `schema --example` shows', async () => {
    const example = await naru('schema', '--example', 'export');
    const ran = await naru('document', file('example.json', example.out), '--check');
    expect(ran.code).toBe(0);
    expect(readFileSync(join(folder, 'example.json'), 'utf8')).toBe(example.out);
  });
});
