import { XMLParser } from 'fast-xml-parser';
import type { Goods } from './own-book.ts';

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
});

/** What a document tells of its goods; `null` where it names no cargo. */
export function goodsOf(declarationNo: string, document: string): Goods | null {
  const parsed: unknown = parser.parse(document);
  const shipment = ['Declaration', 'GoodsShipment'];
  const contracts = nodesAt(parsed, [...shipment, 'Consignment', 'TransportContractDocument']);
  const bill = (kind: string): string =>
    contracts
      .filter((node) => textAt(node, ['TypeCode']) === kind)
      .map((node) => textAt(node, ['ID']))
      .find((id) => id !== '') ?? '';
  const goods: Goods = {
    declarationNo,
    cargoControlNo: textAt(parsed, [...shipment, 'UCR', 'CustomsAssignedReferenceID']),
    house: bill('714'),
    master: bill('704'),
    warehousedOn: textAt(parsed, [...shipment, 'Warehouse', 'ArrivalDateTime']).slice(0, 8),
    warehouse: textAt(parsed, [...shipment, 'Warehouse', 'ID']),
  };
  return goods.cargoControlNo + goods.house + goods.master === '' ? null : goods;
}

function textAt(node: unknown, path: readonly string[]): string {
  const [found] = nodesAt(node, path);
  return typeof found === 'string' ? found.trim() : '';
}

function nodesAt(node: unknown, path: readonly string[]): unknown[] {
  let nodes: unknown[] = [node];
  for (const name of path)
    nodes = nodes.flatMap((parent) => {
      if (typeof parent !== 'object' || parent === null || !(name in parent)) return [];
      const child: unknown = Object.entries(parent).find(([key]) => key === name)?.[1];
      return Array.isArray(child) ? child : [child];
    });
  return nodes;
}
