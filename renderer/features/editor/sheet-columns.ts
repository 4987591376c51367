import type { FormField, FormGrid } from '../../../shared/documents/form.ts';

/** What a line is told apart by and checked for, in the order in which a broker writes it. */
const preferred: Readonly<Record<string, readonly string[]>> = {
  lines: [
    'billOfLading',
    'consigneeName',
    'consigneeId',
    'hsCode',
    'goodsName',
    'tradeName',
    'brandName',
    'quantity',
    'quantityUnit',
    'netWeight',
    'linePackages',
    'linePackageKind',
    'originCountry',
    'declaredPrice',
    'goodsAmount',
    'goodsCurrency',
    'goodsWeight',
    'customsValue',
    'dutyRateKind',
    'dutyRate',
    'duty',
    'vat',
  ],
  specifications: [
    'specification',
    'ingredient',
    'specificationQuantity',
    'specificationUnit',
    'unitPrice',
    'specificationAmount',
    'partCode',
  ],
};

/** A grid with no more columns than this shows them all. */
const few = 14;

/**
 * The columns of a grid: its main ones, or all that hold one value. A unit stands right after what
 * it measures.
 */
export function columnsOf(grid: FormGrid, all: boolean): FormField[] {
  const single = grid.fields.filter(({ several }) => !several);
  const order = preferred[grid.key] ?? [];
  const rank = (field: FormField): number => {
    const at = order.indexOf(field.key);
    return at < 0 ? order.length : at;
  };
  const sorted = single.toSorted((a, b) => rank(a) - rank(b));
  if (all || single.length <= few) return sorted;
  const main = sorted.filter((field) => order.includes(field.key));
  return main.length === 0 ? sorted.slice(0, few) : main;
}

/** Width of a column in pixels: what usually stands in it, not the most that could. */
export function columnWidth({ format, list }: FormField): number {
  if (list !== null) return 76;
  switch (format.type) {
    case 'code':
    case 'flag':
      return 72;
    case 'date':
      return 104;
    case 'decimal':
      return format.digits <= 6 ? 76 : format.digits <= 14 ? 100 : 112;
    case 'text':
      return format.max <= 14 ? Math.max(60, format.max * 7 + 24) : Math.min(150, format.max * 5);
  }
}
