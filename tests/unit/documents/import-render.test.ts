import * as fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import {
  exampleFiling,
  importDeclaration,
  practiceFilings,
} from '../../../shared/documents/index.ts';
import type { ImportDeclaration } from '../../../shared/documents/index.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { civilDate } from '../../../shared/time.ts';
import { arbitraryImport } from '../../fixtures/documents/arbitrary-import.ts';
import { importElementOrder } from '../../fixtures/documents/import-element-order.ts';

const context = {
  declarationNo: declarationNoSchema.parse('1234526000123M'),
  declaredOn: civilDate('2026-03-06'),
};
const render = (declaration: ImportDeclaration) => importDeclaration.render(declaration, context);

interface Element {
  name: string;
  text: string;
  attributes: Record<string, string>;
  children: Element[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: true,
});

type Parsed = Record<string, unknown>;
const isRecord = (value: unknown): value is Parsed => typeof value === 'object' && value !== null;

function elementsOf(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.filter(isRecord).flatMap((node): Element[] => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined || name.startsWith('?')) return [];
    const content = node[name];
    const texts = Array.isArray(content)
      ? content.filter(isRecord).map((child) => child['#text'])
      : [];
    const attributes = isRecord(node[':@']) ? node[':@'] : {};
    return [
      {
        name,
        text: texts.find((text) => typeof text === 'string') ?? '',
        attributes: Object.fromEntries(
          Object.entries(attributes).map(([key, value]) => [key, String(value)]),
        ),
        children: elementsOf(content),
      },
    ];
  });
}

function rootOf(xml: string): Element {
  const [root] = elementsOf(parser.parse(xml));
  if (root === undefined) throw new Error('no root');
  return root;
}

/** The children of each path in KCS's order. */
const order = new Map<string, string[]>();
{
  const open: string[] = [];
  for (const line of importElementOrder.split('\n').filter((text) => text.trim() !== '')) {
    const depth = line.length - line.trimStart().length;
    open.length = depth;
    const parent = open.join('/');
    order.set(parent, [...(order.get(parent) ?? []), line.trim()]);
    open.push(line.trim());
  }
}

/** Paths that KCS does not know, or that stand before one that they must follow. */
function outOfOrder(element: Element, path = ''): string[] {
  const known = order.get(path) ?? [];
  let last = 0;
  return element.children.flatMap((child) => {
    const at = known.indexOf(child.name);
    const childPath = path === '' ? child.name : `${path}/${child.name}`;
    const wrong = at < last ? [childPath] : [];
    last = Math.max(last, at);
    return [...wrong, ...outOfOrder(child, childPath)];
  });
}

const find = (element: Element, ...path: string[]): Element[] =>
  path.reduce<Element[]>(
    (found, name) => found.flatMap((one) => one.children.filter((child) => child.name === name)),
    [element],
  );

describe('the XML of an import declaration', () => {
  it('knows the order of the whole sample', () => {
    expect([...order.values()].flat()).toHaveLength(240);
  });

  it('has every element where KCS has it, for any valid declaration', () => {
    fc.assert(
      fc.property(arbitraryImport, (values) => {
        const reading = importDeclaration.read(values);
        if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
        const xml = render(reading.declaration);
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(outOfOrder(rootOf(xml))).toEqual([]);
        expect(render(structuredClone(reading.declaration))).toBe(xml);
      }),
      { numRuns: 150 },
    );
  });

  it('is found out of order where two elements change places', () => {
    const root = rootOf(render(exampleFiling('import').declaration));
    expect(outOfOrder({ ...root, children: root.children.toReversed() })).not.toEqual([]);
    const stranger = { name: 'wco:Stranger', text: '', attributes: {}, children: [] };
    expect(outOfOrder({ ...root, children: [...root.children, stranger] })).toEqual([
      'wco:Stranger',
    ]);
  });

  it('carries what was entered, what is fixed and what is known when its turn comes', () => {
    const { declaration } = exampleFiling('import');
    const xml = render(declaration);
    const root = rootOf(xml);
    const text = (...path: string[]) => find(root, ...path).map((element) => element.text);
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<wco:Declaration ')).toBe(true);
    expect(xml).not.toContain('schemaLocation');
    const namespace = 'urn:kr:gov:kcs:data:standard:KCS_DeclarationOfIMP_929SchemaModule:1:0';
    expect(root.attributes).toEqual({ 'xmlns:wco': namespace, 'xmlns:kcs': namespace });
    expect(text('wco:ID')).toEqual(['1234526000123M']);
    expect(text('wco:IssueDateTime')).toEqual(['20260306']);
    expect(text('wco:TypeCode')).toEqual(['GOVCBR929']);
    expect(text('kcs:ResponseTypeCode')).toEqual(['AB']);
    expect(find(root, 'wco:InvoiceAmount')[0]).toMatchObject({
      text: '26540',
      attributes: { currencyID: 'USD' },
    });
    expect(
      find(root, 'wco:Payer', 'wco:ID').map(({ text, attributes }) => [text, attributes]),
    ).toEqual([
      [declaration.payerId, { schemeAgencyID: 'ZZZ' }],
      [declaration.payerCustomsCode, { schemeAgencyID: '380' }],
    ]);
    expect(text('wco:DutyTaxFee', 'wco:TypeCode')).toEqual(['CUD', 'VAT', '5CZ']);
    const item = ['wco:GoodsShipment', 'wco:GovernmentAgencyGoodsItem'];
    expect(text(...item, 'wco:SequenceNumeric')).toEqual(['001', '002']);
    expect(text(...item, 'wco:Commodity', 'wco:DetailedCommodity', 'wco:SequenceNumeric')).toEqual([
      '01',
      '02',
      '01',
    ]);
    expect(text('wco:GoodsShipment', 'wco:Warehouse', 'wco:ArrivalDateTime')).toEqual(['20260305']);
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
    const consignment = find(root, 'wco:GoodsShipment', 'wco:Consignment');
    expect(find(root, 'wco:GoodsShipment', 'wco:AdditionalDocument')).toEqual([]);
    expect(consignment.flatMap((one) => find(one, 'wco:TransportContractDocument'))).toEqual([]);
    expect(find(root, 'wco:TransportEquipment')).toEqual([]);
  });

  it('escapes what XML reserves', () => {
    const { declaration } = exampleFiling('import');
    const importerName = `<A&B> "'(주)`;
    const root = rootOf(render({ ...declaration, importerName }));
    expect(find(root, 'wco:Importer', 'wco:Name')[0]?.text).toBe(importerName);
  });

  it('is in order for practice declarations too', () => {
    const filings = practiceFilings({ count: 50, seed: 11, today: civilDate('2026-03-06') });
    for (const { declaration } of filings)
      expect(outOfOrder(rootOf(render(declaration)))).toEqual([]);
  });
});
