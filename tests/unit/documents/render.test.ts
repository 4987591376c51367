import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import {
  checkDeclaration,
  documentKinds,
  exampleFiling,
  importDeclaration,
  practiceFilings,
  supportedKinds,
} from '../../../shared/documents/index.ts';
import type { ImportDeclaration, SupportedKind } from '../../../shared/documents/index.ts';
import { renderTable } from '../../../shared/documents/table/render.ts';
import { parseXml, type XmlElement } from '../../../shared/documents/xml/parse.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { civilDate } from '../../../shared/time.ts';
import { arbitraryValues } from '../../support/declaration-arbitraries.ts';

const context = {
  declarationNo: declarationNoSchema.parse('1234526000123M'),
  declaredOn: civilDate('2026-03-06'),
};
const render = (declaration: ImportDeclaration) => importDeclaration.render(declaration, context);

function rootOf(xml: string): XmlElement {
  const reading = parseXml(xml);
  if (!reading.ok) throw new Error(`not XML: ${reading.why}`);
  return reading.root;
}

type Order = ReadonlyMap<string, readonly string[]>;

/**
 * The children of each path in the order of KCS's sample, which has every element there is; what
 * only some elements of a path have stands before what follows it there.
 */
function orderOf(sample: string): Order {
  const url = new URL(`../../fixtures/documents/${sample}`, import.meta.url);
  const order = new Map<string, string[]>();
  const walk = ({ children }: XmlElement, path: string) => {
    const names = order.get(path) ?? [];
    order.set(path, names);
    children.forEach((child, at) => {
      if (!names.includes(child.name)) {
        const next = children.slice(at).find(({ name }) => names.includes(name));
        names.splice(next === undefined ? names.length : names.indexOf(next.name), 0, child.name);
      }
      walk(child, `${path}/${child.name}`);
    });
  };
  walk(rootOf(readFileSync(url, 'utf8')), '');
  return order;
}

const orders = { import: orderOf('import-929.xml'), export: orderOf('export-830.xml') };

/** Paths that KCS does not know, or that stand before one that they must follow. */
function outOfOrder(order: Order, element: XmlElement, path = ''): string[] {
  const known = order.get(path) ?? [];
  let last = 0;
  return element.children.flatMap((child) => {
    const at = known.indexOf(child.name);
    const childPath = `${path}/${child.name}`;
    const wrong = at < last ? [childPath] : [];
    last = Math.max(last, at);
    return [...wrong, ...outOfOrder(order, child, childPath)];
  });
}

const find = (element: XmlElement, ...path: string[]): XmlElement[] =>
  path.reduce<XmlElement[]>(
    (found, name) => found.flatMap((one) => one.children.filter((child) => child.name === name)),
    [element],
  );

function practiceXml(kind: SupportedKind): string {
  const [filing] = practiceFilings({ count: 1, seed: 11, today: context.declaredOn, kind });
  const checked = checkDeclaration(kind, filing?.declaration);
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return checked.render(context);
}

describe.each(['import', 'export'] as const)('the XML of any %s', (kind) => {
  it('has every element where KCS has it', () => {
    const { table } = documentKinds[kind];
    fc.assert(
      fc.property(arbitraryValues(kind), (values) => {
        const known = { declarationNo: '1234526000123M', declaredOn: '20260306' };
        const xml = renderTable(table, values, known);
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(outOfOrder(orders[kind], rootOf(xml))).toEqual([]);
        expect(renderTable(table, structuredClone(values), known)).toBe(xml);
      }),
      { numRuns: 100 },
    );
  });

  it('is found out of order where two elements change places', () => {
    const root = rootOf(practiceXml(kind));
    expect(outOfOrder(orders[kind], root)).toEqual([]);
    const turned = { ...root, children: root.children.toReversed() };
    expect(outOfOrder(orders[kind], turned)).not.toEqual([]);
    const stranger = { name: 'Stranger', text: '', attributes: new Map(), children: [] };
    const stranded = { ...root, children: [...root.children, stranger] };
    expect(outOfOrder(orders[kind], stranded)).toEqual(['/Stranger']);
  });
});

describe('the XML of an import declaration', () => {
  it('carries what was entered, what is fixed and what is known when its turn comes', () => {
    const { declaration } = exampleFiling('import');
    const xml = render(declaration);
    const root = rootOf(xml);
    const text = (...path: string[]) => find(root, ...path).map((element) => element.text);
    const namespace = 'urn:kr:gov:kcs:data:standard:KCS_DeclarationOfIMP_929SchemaModule:1:0';
    expect(xml.split('\n').slice(0, 2)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<wco:Declaration xmlns:wco="${namespace}" xmlns:kcs="${namespace}">`,
    ]);
    expect(text('ID')).toEqual(['1234526000123M']);
    expect(text('IssueDateTime')).toEqual(['20260306']);
    expect(text('TypeCode')).toEqual(['GOVCBR929']);
    expect(text('ResponseTypeCode')).toEqual(['AB']);
    const [amount] = find(root, 'InvoiceAmount');
    expect(amount?.text).toBe('26540');
    expect(amount?.attributes.get('currencyID')).toBe('USD');
    expect(
      find(root, 'Payer', 'ID').map((id) => [id.text, id.attributes.get('schemeAgencyID')]),
    ).toEqual([
      [declaration.payerId, 'ZZZ'],
      [declaration.payerCustomsCode, '380'],
    ]);
    expect(text('DutyTaxFee', 'TypeCode')).toEqual(['CUD', 'VAT', '5CZ']);
    const item = ['GoodsShipment', 'GovernmentAgencyGoodsItem'];
    expect(text(...item, 'SequenceNumeric')).toEqual(['001', '002']);
    expect(text(...item, 'Commodity', 'DetailedCommodity', 'SequenceNumeric')).toEqual([
      '01',
      '02',
      '01',
    ]);
    expect(text('GoodsShipment', 'Warehouse', 'ArrivalDateTime')).toEqual(['20260305']);
  });

  it('puts several ids into one element, and numbers orders behind their number', () => {
    const { declaration } = exampleFiling('import');
    const [first, ...rest] = declaration.lines;
    if (first === undefined) throw new Error('no line');
    const root = rootOf(
      render({
        ...declaration,
        orderNumbers: ['A-1', 'B-2'],
        lines: [{ ...first, checkingAgencies: ['023', '019', '020'] }, ...rest],
      }),
    );
    const [agency, ...others] = find(
      root,
      'GoodsShipment',
      'GovernmentAgencyGoodsItem',
      'Commodity',
      'ResponsibleGovernmentAgency',
    );
    expect(others).toEqual([]);
    expect(agency?.children.map((id) => [id.name, id.text])).toEqual([
      ['ID', '023'],
      ['ID', '019'],
      ['ID', '020'],
    ]);
    expect(
      find(root, 'Consignment', 'PreviousDocument').map((order) =>
        order.children.map((child) => `${child.name} ${child.text}`),
      ),
    ).toEqual([
      ['ID A-1', 'SequenceNumeric 01'],
      ['ID B-2', 'SequenceNumeric 02'],
    ]);
  });

  it('says AB where nobody says how customs shall answer, as declarations of before do not', () => {
    const { responseType: _, ...before } = exampleFiling('import').declaration;
    const reading = importDeclaration.read(before);
    expect(reading).toMatchObject({ ok: true, declaration: { responseType: 'AB' } });
    const xml = renderTable(importDeclaration.table, before, { declarationNo: 'x' });
    expect(xml).toContain('<kcs:ResponseTypeCode>AB</kcs:ResponseTypeCode>');
  });

  it('leaves a parent out of which nothing is entered, with its fixed elements', () => {
    const {
      billOfLading: _bill,
      masterBillOfLading: _master,
      supplierCode: _code,
      supplierName: _name,
      supplierCountry: _country,
      containers: _containers,
      ...declaration
    } = exampleFiling('import').declaration;
    const root = rootOf(render(declaration));
    const consignment = find(root, 'GoodsShipment', 'Consignment');
    expect(find(root, 'GoodsShipment', 'AdditionalDocument')).toEqual([]);
    expect(consignment.flatMap((one) => find(one, 'TransportContractDocument'))).toEqual([]);
    expect(find(root, 'TransportEquipment')).toEqual([]);
  });

  it('escapes what XML reserves', () => {
    const { declaration } = exampleFiling('import');
    const importerName = `<A&B> "'(주)`;
    const root = rootOf(render({ ...declaration, importerName }));
    expect(find(root, 'Importer', 'Name')[0]?.text).toBe(importerName);
  });
});

describe('the XML of an export declaration', () => {
  it('counts its lines and says that it is an original', () => {
    const { declaration } = exampleFiling('export');
    const root = rootOf(documentKinds.export.render(declaration, context));
    expect(find(root, 'GoodsItemQuantity')[0]?.text).toBe('2');
    expect(find(root, 'FunctionCode')[0]?.text).toBe('9');
  });
});

describe('the XML of a clearance list', () => {
  it('is plainly our own: neither prefix nor namespace is of KCS', () => {
    const { declaration } = exampleFiling('list-clearance');
    const xml = documentKinds['list-clearance'].render(declaration, context);
    expect(xml).toContain(
      '<naru:ListClearance xmlns:naru="urn:naru:list-clearance:provisional:1">',
    );
    expect(xml).not.toMatch(/wco:|kcs/);
  });

  it('is marked as provisional, and it alone', () => {
    expect(supportedKinds.filter((kind) => documentKinds[kind].provisional)).toEqual([
      'list-clearance',
    ]);
  });
});
