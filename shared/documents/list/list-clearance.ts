import type { Summary } from '../../filing/filing.ts';
import type { DocumentKind } from '../document.ts';
import { holdsAll, readKind, renderKind } from '../read-kind.ts';
import { sumOf } from '../table/decimal-text.ts';
import { type ListClearance, listTable } from './list-table.ts';
import { checkList } from './rules.ts';

/** Clearance list (통관목록) in a form of our own; see the table. */
export const listClearance: DocumentKind<ListClearance> = {
  kind: 'list-clearance',
  code: 'GOVCBR936',
  provisional: true,
  table: listTable,
  read: (input) => readKind(listTable, isWhole, checkList, input),
  summarise,
  basis: () => null,
  render: (declaration, context) => renderKind(listTable, declaration, context),
};

const isWhole = (values: object): values is ListClearance => holdsAll(listTable, values);

function summarise({ lines, masterBillOfLading }: ListClearance): Summary {
  const [first] = lines;
  const currencies = new Set(lines.map((line) => line.goodsCurrency));
  const oneCurrency = currencies.size === 1;
  return {
    importer: first?.consigneeName ?? '',
    goods: first?.goodsName ?? '',
    lines: lines.length,
    billOfLading: masterBillOfLading ?? first?.billOfLading ?? '',
    currency: oneCurrency ? (first?.goodsCurrency ?? '') : '',
    amount: oneCurrency ? sumOf(lines.map((line) => line.goodsAmount)) : '',
    tax: null,
  };
}
