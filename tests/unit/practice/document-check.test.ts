import { describe, expect, it } from 'vitest';
import { checkDocument, malformation } from '../../../main/practice/document-check.ts';
import { exampleFiling } from '../../../shared/documents/practice/example-filing.ts';
import { importDeclaration } from '../../../shared/documents/import/import-declaration.ts';
import { listClearance } from '../../../shared/documents/list/list-clearance.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { civilDate } from '../../../shared/time.ts';
import { importXml, numberOf } from './client.ts';

const no = numberOf(1);

function paths(xml: string): (string | undefined)[] {
  const errors = checkDocument({ xml, declarationNo: no, part: 'declaration', kind: 'import' });
  return errors.map(({ path }) => path);
}

describe('import declaration', () => {
  it('has nothing to say against a complete one', () => {
    expect(paths(importXml(no))).toEqual([]);
  });

  it('has nothing to say against what this project renders', () => {
    const reading = importDeclaration.read(exampleFiling('import').declaration);
    if (!reading.ok) throw new Error('the example is not valid');
    const xml = importDeclaration.render(reading.declaration, {
      declarationNo: declarationNoSchema.parse(no),
      declaredOn: civilDate('2026-11-23'),
    });
    expect(malformation(xml)).toBeNull();
    expect(paths(xml)).toEqual([]);
  });

  it.each([
    [/<wco:ID>1234.*\n/, '/Declaration/ID'],
    [/<wco:DeclarationOfficeID>.*\n/, '/Declaration/DeclarationOfficeID'],
    [/<wco:IssueDateTime>.*\n/, '/Declaration/IssueDateTime'],
    [/<wco:TypeCode>GOVCBR929.*\n/, '/Declaration/TypeCode'],
    [/<wco:InvoiceAmount.*\n/, '/Declaration/InvoiceAmount'],
    [
      /<kcs:ProcessTypeCode>.<\/kcs:ProcessTypeCode>/,
      '/Declaration/CustomsProcedure/ProcessTypeCode',
    ],
    [/<wco:Payer>.*\n/, '/Declaration/Payer/Name'],
    [
      /COTTON SHIRT/,
      '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[1]/Commodity/Description',
    ],
  ])('misses %s', (pattern, path) => {
    const xml = importXml(no);
    const without = xml.replace(pattern, '');
    expect(without).not.toBe(xml);
    expect(paths(without)).toEqual([path]);
  });

  it('wants at least one line, and looks into each', () => {
    const line = /<wco:GovernmentAgencyGoodsItem>[\s\S]*<\/wco:GovernmentAgencyGoodsItem>/;
    const [item = ''] = line.exec(importXml(no)) ?? [];
    expect(paths(importXml(no).replace(item, ''))).toEqual([
      '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem',
    ]);
    const second = item.replace('<wco:ID>6106202000</wco:ID>', '<wco:ID> </wco:ID>');
    expect(paths(importXml(no).replace(item, item + second))).toEqual([
      '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Classification/ID',
    ]);
  });

  it.each(['2026-11-23', '20261301', '20260230', '2026112'])('takes %s for no date', (date) => {
    expect(paths(importXml(no).replace('20261123', date))).toEqual(['/Declaration/IssueDateTime']);
  });

  it('wants the number of the path, hyphens or not, and the type of import', () => {
    expect(paths(importXml('12345-26-000001M'))).toEqual([]);
    expect(paths(importXml(numberOf(2)))).toEqual(['/Declaration/ID']);
    expect(paths(importXml(no).replace('GOVCBR929', 'GOVCBR830'))).toEqual([
      '/Declaration/TypeCode',
    ]);
  });

  it('goes by local names, whatever the prefix', () => {
    expect(paths(importXml(no).replaceAll(/\b(?:wco|kcs):/g, 'x:'))).toEqual([]);
  });

  it('wants a Declaration', () => {
    expect(paths('<a/>')).toEqual(['/']);
  });
});

function check(xml: string, kind: 'export' | null) {
  const part = kind === null ? 'amendment' : 'declaration';
  return checkDocument({ xml, declarationNo: no, part, kind });
}

describe('other documents', () => {
  it('checks an export declaration by its own type', () => {
    expect(check(importXml(no), 'export').map(({ path }) => path)).toEqual([
      '/Declaration/TypeCode',
    ]);
    expect(check(importXml(no).replace('GOVCBR929', 'GOVCBR830'), 'export')).toEqual([]);
  });

  it('takes a list in the form that this project writes it in', () => {
    const reading = listClearance.read(exampleFiling('list-clearance').declaration);
    if (!reading.ok) throw new Error('the example is not valid');
    const listNo = declarationNoSchema.parse('ZZ99926000001L');
    const context = { declarationNo: listNo, declaredOn: civilDate('2026-11-23') };
    const xml = listClearance.render(reading.declaration, context);
    const of = (text: string) =>
      checkDocument({
        xml: text,
        declarationNo: listNo,
        part: 'declaration',
        kind: 'list-clearance',
      }).map(({ path }) => path);
    expect(of(xml)).toEqual([]);
    expect(of(xml.replace(listNo, 'ZZ99926000002L'))).toEqual(['/ListClearance/Number']);
    expect(of(`<ListClearance><Number>${listNo}</Number></ListClearance>`)).toEqual([
      '/ListClearance/Consignment',
    ]);
    expect(of('<Declaration/>')).toEqual(['/']);
  });

  it('asks of the rest only that a number, where there is one, is the right one', () => {
    expect(check('<Declaration><Name>x</Name></Declaration>', null)).toEqual([]);
    expect(check(`<Declaration><ID>${numberOf(2)}</ID></Declaration>`, null)).toHaveLength(1);
  });
});

it('expands no entities', () => {
  const xml = `<?xml version="1.0"?><!DOCTYPE Declaration [<!ENTITY a "${no}">]><Declaration><ID>&a;</ID></Declaration>`;
  expect(checkDocument({ xml, declarationNo: no, part: 'amendment', kind: null })).toHaveLength(1);
});
