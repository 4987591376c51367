import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  checkDeclaration,
  documentKinds,
  type DocumentXmlReading,
  exampleFiling,
  readDocumentXml,
  type SupportedKind,
  supportedKinds,
} from '../../../shared/documents/index.ts';
import { renderTable } from '../../../shared/documents/table/render.ts';
import { longestDocument } from '../../../shared/documents/xml/parse.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { civilDate } from '../../../shared/time.ts';
import { treeLines } from '../../support/xml-tree.ts';

const sample = (name: string) =>
  readFileSync(new URL(`../../fixtures/documents/${name}`, import.meta.url), 'utf8');

function taken(reading: DocumentXmlReading): Extract<DocumentXmlReading, { ok: true }> {
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading;
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

function errorsOf(text: string): FieldError[] {
  const reading = readDocumentXml(text);
  return reading.ok ? [] : reading.errors;
}

/** The importer's name that a document with this in its place is read to have. */
function importerNamed(name: string): unknown {
  const xml = exampleXml('import').replace(/(<wco:Importer>[^]*?<wco:Name>)[^<]*/, `$1${name}`);
  return taken(readDocumentXml(xml)).declaration['importerName'];
}

/** Reads a sample and renders what was read, whether it is valid or not. */
function again(name: string) {
  const reading = taken(readDocumentXml(sample(name)));
  const { kind, declaration, declarationNo, declaredOn } = reading;
  const xml = renderTable(documentKinds[kind].table, declaration, {
    declarationNo: declarationNo ?? '',
    declaredOn: (declaredOn ?? '').replaceAll('-', ''),
  });
  const [before, after] = [treeLines(sample(name)), treeLines(xml)];
  return {
    reading,
    changed: before
      .map((line, at) => [line.replace(/^Declaration\//, ''), after[at]?.split(': ')[1]])
      .filter((_, at) => before[at] !== after[at]),
    lengths: [before.length, after.length],
  };
}

describe('KCS samples, read and rendered again', () => {
  it('GOVCBR929 is the same but for its running number and the spelling of the unit', () => {
    const { reading, changed, lengths } = again('import-929.xml');
    const line = 'GoodsShipment/GovernmentAgencyGoodsItem';
    expect(reading).toMatchObject({
      kind: 'import',
      declarationNo: '4062001070010U',
      declaredOn: '2013-01-01',
    });
    expect(lengths).toEqual([335, 335]);
    expect(changed).toEqual([
      [`${line}/SequenceNumeric: 123`, '001'],
      [`${line}/GoodsMeasure/NetNetWeightMeasure kcsUnitCode="KGM": 99999.9`, '99999.9'],
    ]);
    expect(reading.leftOut).toEqual([
      `${line}/SequenceNumeric`,
      `${line}/GoodsMeasure/NetNetWeightMeasure@kcsUnitCode`,
    ]);
  });

  it('GOVCBR830 is the same but for its number, its count and its running numbers', () => {
    const { reading, changed, lengths } = again('export-830.xml');
    const specification = 'GoodsShipment/GovernmentAgencyGoodsItem/Commodity/DetailedCommodity';
    expect(reading).toMatchObject({
      kind: 'export',
      declarationNo: null,
      declaredOn: '2014-01-01',
    });
    expect(lengths[0]).toBe(lengths[1]);
    expect(changed).toEqual([
      ['GoodsItemQuantity: 999', '1'],
      ['ID: 99999999', ''],
      ['BorderTransportMeans/TransportEquipment/SequenceNumeric: 999', '001'],
      [`${specification}/SequenceNumeric: 50`, '01'],
      [`${specification}/Vehicle/SequenceNumeric: 999999999`, '001'],
    ]);
    expect(reading.leftOut.toSorted()).toEqual(
      changed.map(([line = '']) => line.split(':')[0] ?? '').toSorted(),
    );
  });

  it('keeps values that cannot be sent as they stand, and names them when they are checked', () => {
    const { declaration } = taken(readDocumentXml(sample('import-929.xml')));
    expect(declaration).toMatchObject({
      transportMeans: '4',
      importKind: 'L',
      lateSurcharge: '999999999999',
      lines: [{ drawbackUnit: '', dutyRateKind: 'x' }],
    });
    const reading = documentKinds.import.read(declaration);
    const codes = reading.ok ? [] : reading.errors.map(({ field, code }) => `${field}: ${code}`);
    expect(codes).toContain('transportMeans: not-a-code');
    expect(codes).toContain('importKind: not-a-code');
    expect(codes).toContain('lines[0].drawbackUnit: required');
  });
});

describe.each([...supportedKinds])('the XML of %s', (kind) => {
  it('is read back as it was entered, with number and day', () => {
    const reading = taken(readDocumentXml(exampleXml(kind)));
    expect(reading).toMatchObject({ kind, ...context, leftOut: [] });
    expect(documentKinds[kind].read(reading.declaration)).toMatchObject({
      ok: true,
      declaration: exampleFiling(kind).declaration,
    });
  });

  it('is read whatever its prefixes, order and comments are', () => {
    const xml = exampleXml(kind);
    const plain = taken(readDocumentXml(xml)).declaration;
    const other = xml
      .replaceAll(/(<\/?)(?:wco|kcs|naru):/g, '$1')
      .replaceAll(/ xmlns:\w+="[^"]*"/g, '')
      .replaceAll('\n', '\n<!-- 설명 & "주석" -->\n')
      .replaceAll(/>([^<>\n]+)</g, '> $1\t<');
    expect(taken(readDocumentXml(other))).toMatchObject({ leftOut: [], declaration: plain });
    expect(taken(readDocumentXml(`\uFEFF${xml.replace(/^<\?xml.*\n/, '')}`)).declaration).toEqual(
      plain,
    );
  });

  it('names what finds no place', () => {
    const xml = exampleXml(kind)
      .replace(/<(\w+:TypeCode)>/, '<Stranger><Inner>1</Inner></Stranger><$1>')
      .replace(/<(\w+):GoodsShipment>|<(naru):Transport>/, '$&낱말<Fax kind="x">1</Fax>')
      .replace(/<(\w+):(DeclarationOfficeID|CustomsOffice)>/, '<$1:$2 colour="red">');
    const { leftOut } = taken(readDocumentXml(xml));
    const place = kind === 'list-clearance' ? 'Transport' : 'GoodsShipment';
    const office = kind === 'list-clearance' ? 'CustomsOffice' : 'DeclarationOfficeID';
    expect(leftOut.toSorted()).toEqual(
      ['Stranger', `${place}/Fax`, `${place}#text`, `${office}@colour`].toSorted(),
    );
  });
});

describe('reading XML', () => {
  it('names a second element where there is room for one', () => {
    const xml = exampleXml('import').replace(
      /<wco:Importer>[^]*<\/wco:Importer>/,
      (importer) => importer + importer,
    );
    expect(taken(readDocumentXml(xml)).leftOut).toEqual(['Importer[2]']);
  });

  it('tells elements of one name apart by what stands in them, in any order', () => {
    const xml = exampleXml('import');
    const fees = xml.match(/ {2}<wco:DutyTaxFee>[^]*?\n {2}<\/wco:DutyTaxFee>\n/g) ?? [];
    expect(fees.length).toBeGreaterThan(2);
    const turned = xml.replace(fees.join(''), fees.toReversed().join(''));
    expect(turned).not.toBe(xml);
    const reading = taken(readDocumentXml(turned));
    expect(reading.leftOut).toEqual([]);
    expect(documentKinds.import.read(reading.declaration)).toMatchObject({
      declaration: exampleFiling('import').declaration,
    });
  });

  it('names no more places than a person reads', () => {
    const xml = exampleXml('import').replace('<wco:Importer>', `${'<Fax/>'.repeat(5000)}$&`);
    const { leftOut } = taken(readDocumentXml(xml));
    expect([leftOut.length, leftOut[0], leftOut[999], leftOut[1000]]).toEqual([
      1001,
      'Fax',
      'Fax[1000]',
      '…',
    ]);
  });

  it('does not take a tax for another one', () => {
    const xml = exampleXml('import').replace('>5CZ<', '>5XX<');
    expect(taken(readDocumentXml(xml)).leftOut).toEqual(['DutyTaxFee[3]']);
  });

  it('puts in entities, character numbers and CDATA as they are meant, and nothing else', () => {
    expect(importerNamed('&lt;A&amp;B&gt; &#44032;&#xAC01;')).toBe('<A&B> 가각');
    expect(importerNamed('<![CDATA[A&amp;B <b>]]>')).toBe('A&amp;B <b>');
    expect(importerNamed('&unknown;')).toBe('&unknown;');
    expect(importerNamed('&#0;&#x110000;')).toBe('&#0;&#x110000;');
  });

  it.each([
    ['', 'not-xml'],
    ['나루', 'not-xml'],
    ['<a><b></a>', 'not-xml'],
    [`${'<a>'.repeat(60)}${'</a>'.repeat(60)}`, 'not-xml'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'document-type'],
    ['<!doctype a SYSTEM "file:///etc/passwd"><a/>', 'document-type'],
  ])('refuses %j', (text, code) => {
    expect(errorsOf(text)).toMatchObject([{ field: '', code }]);
  });

  it.each([
    ['<Declaration/>', 'Declaration'],
    ['<Declaration><TypeCode>GOVCBR5FE</TypeCode></Declaration>', 'GOVCBR5FE'],
    ['<Response><TypeCode>GOVCBR023</TypeCode></Response>', 'GOVCBR023'],
  ])('does not take %j for a declaration', (text, value) => {
    expect(errorsOf(text)).toMatchObject([
      { field: 'kind', code: 'kind-not-supported', params: { value } },
    ]);
  });

  it('says in which line it breaks', () => {
    expect(errorsOf('<a>\n<b>\n</c>\n</a>')).toMatchObject([{ params: { line: 3 } }]);
  });

  it('does not look at more than a document can be', () => {
    expect(errorsOf(' '.repeat(longestDocument + 1))).toMatchObject([
      { code: 'document-too-large' },
    ]);
  });
});
